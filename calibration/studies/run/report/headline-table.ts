import { ownValue } from '../../../../src/index.js';
import { curveList } from '../../../endpoints/curves.js';
import { type Endpoint, endpoints, unitOf } from '../../../endpoints/endpoints.js';
import { readOutcome } from '../../../endpoints/read-outcome.js';
import type { TargetRow } from '../../../fit/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../../page/html.js';
import { armName } from '../../../plots/arm-style.js';
import { describeMissing, type ReportContext } from './report-context.js';

/** Rates, medians, and the curves at half a year and a year. */
const COLUMNS = endpoints.filter((endpoint) => endpoint.kind !== 'landmark' || [6, 12].includes(endpoint.month));

const columnUnit = (endpoint: Endpoint): string =>
  endpoint.kind === 'landmark' ? endpoint.curve.landmarkUnit : unitOf(endpoint.name);

function withError(value: number | null, error: number | null, decimals: number): HtmlPart {
  const digits = formatFixed(value, decimals);
  // No patient on the other side: the estimated error of 0 is no certainty
  const isExtreme = error === 0 && (value === 0 || value === 100);
  return value === null || error === null || isExtreme
    ? digits
    : html`${digits} <span class="se">±${formatFixed(error, decimals)}</span>`;
}

const verdictClass = (target: TargetRow | undefined): string =>
  target === undefined || target.verdict === 'not assessed' ? 'not-assessed' : target.verdict;

/** Patients of the rows that were pooled; where some are listed twice, the distinct ones as well. */
function describePooled({ patients, pooled_patients: pooled }: TargetRow): string {
  return pooled === undefined ? formatCount(patients) : `${formatCount(pooled)} (${formatCount(patients)} distinct)`;
}

/** Response rates, medians and curves rest on different patients; all counts are stated. */
function trialPatients(targets: readonly TargetRow[]): HtmlPart {
  const response = targets.find((target) => target.endpoint === 'dcr' || target.endpoint === 'pd');
  const counts = [
    response === undefined ? null : `${formatCount(response.patients)} for response`,
    ...curveList.flatMap(({ medianEndpoint, landmarkPrefix, shortLabel }) => {
      const median = targets.find((target) => target.endpoint === medianEndpoint);
      const counts = targets.filter(({ endpoint }) => endpoint.startsWith(landmarkPrefix)).map((own) => own.patients);
      const [least, most] = [Math.min(...counts), Math.max(...counts)];
      return [
        median === undefined ? null : `${describePooled(median)} for median ${shortLabel}`,
        counts.length === 0
          ? null
          : `${formatCount(least)}${most > least ? ` to ${formatCount(most)}` : ''} for the ${shortLabel} curve`,
      ];
    }),
  ].filter((summary) => summary !== null);
  return counts.length === 0 ? '' : html` <span class="se">patients of the trials: ${counts.join(', ')}</span>`;
}

function armRows(arm: string, context: ReportContext): readonly TableRow[] {
  const targets = context.results.targets.filter((target) => target.arm === arm);
  const byEndpoint = new Map(targets.map((target) => [target.endpoint, target]));
  const outcome = ownValue(context.results.confirmation?.arms, arm);
  const simulated = COLUMNS.map((column) => {
    const { value, error } = outcome === undefined ? { value: null, error: null } : readOutcome(column, outcome);
    return withError(value, error, column.decimals);
  });
  const clinical = COLUMNS.map(({ name, decimals }) => formatFixed(byEndpoint.get(name)?.target, decimals));
  const differences = COLUMNS.map(({ name, decimals }) => {
    const target = byEndpoint.get(name);
    return html`<span class="${verdictClass(target)}">${formatSigned(target?.difference, decimals)}</span>`;
  });
  return [
    { group: html`${armName(context.arms, arm)}${trialPatients(targets)}` },
    { cells: ['Simulated', ...simulated], look: 'strong' },
    { cells: ['Pooled trials', ...clinical] },
    { cells: ['Difference', ...differences] },
  ];
}

/**
 * Endpoints of the validation cohort over those of the pooled trials, by arm.
 *
 * @param context - the run
 * @returns a table with a note; clinical endpoints alone when there is no validation cohort
 */
export function headlineTable(context: ReportContext): Html {
  const { results } = context;
  const missing =
    results.confirmation === null
      ? html`<p class="note">${describeMissing(results, 'The validation cohort')} The table below shows the clinical endpoints only.</p>`
      : NO_HTML;
  return html`${missing}${dataTable({
    columns: [
      { title: '' },
      ...COLUMNS.map((endpoint) => ({
        title: endpoint.shortLabel,
        unit: columnUnit(endpoint),
        align: 'right' as const,
      })),
    ],
    rows: results.arms.flatMap((arm) => armRows(arm, context)),
  })}<p class="small">Simulated: value ± Monte-Carlo standard error; a rate of 0 or 100 % has none. Differences in <span class="within">green</span> lie within the tolerance of the run, in <span class="outside">red</span> outside; grey ones are not assessed.</p>
`;
}
