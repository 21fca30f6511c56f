import type { Contribution } from '../../../inference/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armLabel, armName } from '../../../plots/arm-style.js';
import { deviationBar } from '../../run/report/deviation-bar.js';
import type { ReportContext } from '../../run/report/report-context.js';
import type { RefitResults } from '../result.js';
import { armsOf } from './changes-section.js';
import { type ContributionSummary, contributionLabel, contributionSummaries } from './contribution-summary.js';

const LOOKS = { agrees: 'within', borderline: 'not-assessed', contradicts: 'outside' } as const;

const describeVerdict = (verdict: Contribution['verdict']): Html =>
  html`<span class="whole ${LOOKS[verdict]}">${verdict}</span>`;

const barOf = ({ z, verdict }: Contribution): Html =>
  deviationBar({
    difference: z,
    tolerance: null,
    verdict: verdict === 'agrees' ? 'within' : verdict === 'borderline' ? 'not assessed' : 'outside',
  });

const BAR_COLUMN = { title: html`−3 <span class="se">to</span> 3`, align: 'centre' } as const;

function observationRow(row: Contribution): TableRow {
  return {
    cells: [
      `${contributionLabel(row.endpoint)}, ${row.endpoint.startsWith('deaths_') ? '% of those at risk' : '%'}`,
      formatFixed(row.observed, 1),
      formatFixed(row.fitted, 1),
      formatSigned(row.residual, 1),
      formatSigned(row.z, 1),
      barOf(row),
      describeVerdict(row.verdict),
    ],
  };
}

function observationTable(rows: readonly Contribution[], context: ReportContext): Html {
  return dataTable({
    columns: [
      { title: 'Observation' },
      { title: 'Observed', align: 'right' },
      { title: 'Fitted', align: 'right' },
      { title: 'Residual', align: 'right' },
      { title: 'z', align: 'right' },
      BAR_COLUMN,
      { title: 'Verdict' },
    ],
    rows: armsOf(rows, context).flatMap((arm) => {
      const own = rows.filter((row) => row.arm === arm);
      return [...new Set(own.map(({ trial }) => trial))].flatMap((trial): TableRow[] => [
        { group: html`${armName(context.arms, arm)}${trial === null ? NO_HTML : html`: ${trial}`}` },
        ...own.filter((row) => row.trial === trial).map(observationRow),
      ]);
    }),
  });
}

function describeCount({ observations, borderline, contradicting }: ContributionSummary): Html {
  if (contradicting > 0) {
    return html`<span class="whole outside">${String(contradicting)} of ${String(observations)} contradicting</span>`;
  }
  if (borderline > 0)
    return html`<span class="whole not-assessed">${String(borderline)} of ${String(observations)} borderline</span>`;
  return html`<span class="whole within">${observations === 1 ? 'agrees' : 'all agree'}</span>`;
}

function summaryRow(summary: ContributionSummary, isFirst: boolean): TableRow {
  const { largest } = summary;
  return {
    cells: [
      isFirst ? summary.trial : '',
      summary.part,
      `${formatFixed(summary.sumOfSquares, 1)} on ${formatCount(summary.degreesOfFreedom)}`,
      largest === null ? '' : contributionLabel(largest.endpoint),
      formatSigned(largest?.residual, 1),
      largest === null ? NO_HTML : barOf(largest),
      describeCount(summary),
    ],
  };
}

function summaryTable(summaries: readonly ContributionSummary[], context: ReportContext): Html {
  return dataTable({
    caption:
      'One line per trial and kind of observation: sum of squared residuals, its degrees of freedom, and the observation with the largest residual. Where model and trial agree, the sum is close to its degrees of freedom.',
    columns: [
      { title: 'Trial' },
      { title: 'Observations' },
      { title: 'Sum of squares', align: 'right' },
      { title: 'Largest residual' },
      { title: 'Residual', align: 'right' },
      BAR_COLUMN,
      { title: 'Verdict' },
    ],
    rows: armsOf(summaries, context).flatMap((arm): TableRow[] => {
      const own = summaries.filter((summary) => summary.arm === arm);
      return [
        { group: armName(context.arms, arm) },
        ...own.map((summary, index) => summaryRow(summary, own[index - 1]?.trial !== summary.trial)),
      ];
    }),
  });
}

/** How many observations agree, and which one has the largest residual. */
function verdictSentence(rows: readonly Contribution[], context: ReportContext): string {
  const count = (verdict: Contribution['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
  const known = rows.filter(({ residual }) => Number.isFinite(residual));
  const worst = known.reduce<Contribution | undefined>(
    (most, row) => (most === undefined || Math.abs(row.residual) > Math.abs(most.residual) ? row : most),
    undefined,
  );
  const largest =
    worst === undefined
      ? ''
      : ` The largest residual is ${formatSigned(worst.residual, 1)}: ${contributionLabel(worst.endpoint)}, ${worst.trial === null ? 'pooled' : worst.trial}, ${armLabel(context.arms, worst.arm)}.`;
  return `${count('agrees')} of ${rows.length} observations agree with the fit; borderline: ${count('borderline')}, contradicting: ${count('contradicts')}.${largest}`;
}

/** Why a refit to pooled endpoints lists no trial. */
const POOLED_ONLY = html`<p class="note">This refit is to the pooled endpoints: its objective has no term of a single trial, so no trial is listed. <span class="mono">qcic refit RUN</span> <span class="mono">--objective likelihood</span> fits the trials’ own counts and lists the contribution of each trial.</p>
`;

/**
 * Contribution of each trial, or of each pooled endpoint, to the objective.
 *
 * @param context - the run
 * @param refit - results of the refit
 * @returns the section; a summary by trial, then every observation
 */
export function refitContributionsSection(context: ReportContext, { contributions }: RefitResults): Section {
  const pooled = contributions.filter(({ trial }) => trial === null);
  const single = contributions.filter(({ trial }) => trial !== null);
  const subject = single.length === 0 && pooled.length > 0 ? 'pooled endpoint' : 'trial';
  const base = { id: 'refit-contributions', title: `Contribution of each ${subject} to the objective` };
  if (contributions.length === 0) {
    return {
      ...base,
      body: html`<p class="note">This refit has no contributions of trials.</p>
`,
    };
  }
  const ofTrials =
    single.length === 0
      ? POOLED_ONLY
      : html`${foldedDetail({ id: 'detail-contribution-summary', title: 'Sums of squares by trial and kind of observation', body: summaryTable(contributionSummaries(contributions), context) })}${foldedDetail({ id: 'detail-contributions', title: `All ${single.length} observations of the trials`, body: observationTable(single, context) })}`;
  const body = html`<p>${verdictSentence(contributions, context)} A residual is the signed square root of the contribution of an observation to the objective: approximately standard normal where model and trial agree. z adds the Monte-Carlo error of the fitted value to the sampling error of the observation; the verdict is on z.</p>
${pooled.length === 0 ? NO_HTML : foldedDetail({ id: 'detail-pooled-contributions', title: `All ${pooled.length} pooled endpoints`, body: observationTable(pooled, context) })}${ofTrials}`;
  return { ...base, body };
}
