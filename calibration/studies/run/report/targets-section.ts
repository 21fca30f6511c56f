import { endpointLabel } from '../../../endpoints/endpoints.js';
import type { TargetRow } from '../../../fit/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSigned, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armName } from '../../../plots/arm-style.js';
import { deviationBar } from './deviation-bar.js';
import { describeMissing, type ReportContext } from './report-context.js';

const decimalsOf = (target: TargetRow): number => (target.unit === 'months' ? 2 : 1);

function verdict(target: TargetRow): Html {
  const look = target.verdict === 'not assessed' ? 'not-assessed' : target.verdict;
  return html`<span class="whole ${look}">${target.verdict}</span>`;
}

/** Patients of the rows that were pooled; where some are listed twice, the distinct ones as well. */
function patientsCell({ patients, pooled_patients: pooled }: TargetRow): HtmlPart {
  return pooled === undefined
    ? formatCount(patients)
    : html`${formatCount(pooled)} <span class="se">(${formatCount(patients)} distinct)</span>`;
}

function targetRow(target: TargetRow, sourceNumber: number): TableRow {
  const decimals = decimalsOf(target);
  const { standardised_difference: standardised, tolerance, standard_error: standardError } = target;
  const bar =
    standardised === null
      ? NO_HTML
      : deviationBar({
          difference: standardised,
          tolerance: tolerance === null ? null : tolerance / standardError,
          verdict: target.verdict,
        });
  return {
    cells: [
      html`${endpointLabel(target.endpoint)}, ${target.unit === 'percent' ? '%' : target.unit}${target.fitted ? NO_HTML : html` <span class="se">not fitted</span>`}`,
      html`${formatFixed(target.target, decimals)} <span class="se">±${formatFixed(standardError, decimals)}</span>`,
      patientsCell(target),
      formatFixed(target.simulated, decimals),
      formatSigned(target.difference, decimals),
      tolerance === null ? NO_NUMBER : html`±${formatFixed(tolerance, decimals)}`,
      formatSigned(standardised, 1),
      bar,
      verdict(target),
      `[${sourceNumber}]`,
    ],
  };
}

/** Sources are long and shared by many rows, so rows point to them by number. */
function sourceList(sources: readonly string[]): Html {
  return sources.length === 0
    ? NO_HTML
    : html`<p class="small">Sources:</p><ol class="sources">${sources.map((source) => html`<li>${source}</li>`)}</ol>
`;
}

function summary(targets: readonly TargetRow[]): string {
  const assessed = targets.filter((target) => target.verdict !== 'not assessed');
  const within = assessed.filter((target) => target.verdict === 'within').length;
  return assessed.length === 0
    ? 'No endpoint was assessed.'
    : `${within} of ${assessed.length} assessed endpoints lie within their tolerance.`;
}

/**
 * Every clinical endpoint against the simulation, with the difference in standard errors.
 *
 * @param context - the run
 * @returns the section
 */
export function targetsSection(context: ReportContext): Section {
  const { results } = context;
  const missing =
    results.confirmation === null
      ? html`<p class="note">${describeMissing(results, 'The simulation of these endpoints')}</p>`
      : NO_HTML;
  const sources = [...new Set(results.targets.map((target) => target.source))];
  const table = dataTable({
    columns: [
      { title: 'Endpoint' },
      { title: 'Trials', unit: '± SE', align: 'right' },
      { title: 'n', align: 'right' },
      { title: 'Simulated', align: 'right' },
      { title: 'Difference', align: 'right' },
      { title: 'Tolerance', align: 'right' },
      { title: 'Difference', unit: 'SE', align: 'right' },
      { title: html`−3 <span class="se">to</span> 3 SE`, align: 'centre' },
      { title: 'Verdict' },
      { title: 'Source' },
    ],
    rows: results.arms.flatMap((arm) => {
      const targets = results.targets.filter((target) => target.arm === arm);
      return targets.length === 0
        ? []
        : [
            { group: armName(context.arms, arm) },
            ...targets.map((target) => targetRow(target, sources.indexOf(target.source) + 1)),
          ];
    }),
  });
  const body = html`<p>${summary(results.targets)} The standardised difference is in standard errors (SE) of the clinical endpoint; the pale band is the tolerance of the run.</p>
${missing}${foldedDetail({ id: 'detail-targets', title: `All ${results.targets.length} endpoints with their differences, tolerances and sources`, body: html`${table}${sourceList(sources)}` })}`;
  return { id: 'targets', title: 'Targets and residuals', body };
}
