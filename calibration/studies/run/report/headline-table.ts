import type { ArmOutcome, TargetRow } from '../../../fit/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../../page/html.js';
import { armName } from '../../../plots/arm-style.js';
import { describeMissing, type ReportContext } from './report-context.js';

const RATES = ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const;
const LANDMARKS = ['6', '12'] as const;

interface HeadlineColumn {
  readonly endpoint: string;
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  readonly simulated: (outcome: ArmOutcome) => { readonly value: number | null; readonly error: number | null };
}

const COLUMNS: readonly HeadlineColumn[] = [
  ...RATES.map((rate) => ({
    endpoint: rate,
    title: rate.toUpperCase(),
    unit: '%',
    decimals: 1,
    simulated: (outcome: ArmOutcome) => ({ value: outcome[rate], error: outcome.rate_standard_errors[rate] }),
  })),
  {
    endpoint: 'median_os',
    title: 'Median OS',
    unit: 'months',
    decimals: 2,
    simulated: (outcome) => ({ value: outcome.median_os_months, error: outcome.median_os_standard_error }),
  },
  ...LANDMARKS.map((month) => ({
    endpoint: `survival_${month}`,
    title: `OS ${month} mo`,
    unit: '% alive',
    decimals: 1,
    simulated: (outcome: ArmOutcome) => ({
      value: outcome.survival[month],
      error: outcome.survival_standard_errors[month],
    }),
  })),
];

function withError(value: number | null, error: number | null, decimals: number): HtmlPart {
  const digits = formatFixed(value, decimals);
  return value === null || error === null
    ? digits
    : html`${digits} <span class="se">±${formatFixed(error, decimals)}</span>`;
}

const verdictClass = (target: TargetRow | undefined): string =>
  target === undefined || target.verdict === 'not assessed' ? 'not-assessed' : target.verdict;

/** Response rates and survival rest on different patients; both counts are stated. */
function clinicalLabel(targets: readonly TargetRow[]): HtmlPart {
  const response = targets.find((target) => target.endpoint === 'dcr' || target.endpoint === 'pd');
  const survival = targets.find((target) => target.endpoint === 'median_os');
  const counts = [
    response === undefined ? null : `${formatCount(response.patients)} for response`,
    survival === undefined ? null : `${formatCount(survival.patients)} for OS`,
  ].filter((summary) => summary !== null);
  return html`Pooled trials <span class="se">${counts.join(', ')}</span>`;
}

function armRows(arm: string, context: ReportContext): readonly TableRow[] {
  const targets = context.results.targets.filter((target) => target.arm === arm);
  const byEndpoint = new Map(targets.map((target) => [target.endpoint, target]));
  const outcome = context.results.confirmation?.arms[arm];
  const simulated = COLUMNS.map((column) => {
    const { value, error } = outcome === undefined ? { value: null, error: null } : column.simulated(outcome);
    return withError(value, error, column.decimals);
  });
  const clinical = COLUMNS.map(({ endpoint, decimals }) => formatFixed(byEndpoint.get(endpoint)?.target, decimals));
  const differences = COLUMNS.map(({ endpoint, decimals }) => {
    const target = byEndpoint.get(endpoint);
    return html`<span class="${verdictClass(target)}">${formatSigned(target?.difference, decimals)}</span>`;
  });
  return [
    { group: armName(context.arms, arm) },
    { cells: ['Simulated', ...simulated], look: 'strong' },
    { cells: [clinicalLabel(targets), ...clinical] },
    { cells: ['Difference', ...differences] },
  ];
}

/**
 * What the confirmation cohort gives, over the pooled clinical figures, arm by arm.
 *
 * @param context - the run
 * @returns a table with a note; clinical figures alone when there is no confirmation
 */
export function headlineTable(context: ReportContext): Html {
  const { results } = context;
  const missing =
    results.confirmation === null
      ? html`<p class="note">${describeMissing(results, 'The validation cohort')} Clinical figures stand alone below.</p>`
      : NO_HTML;
  return html`${missing}${dataTable({
    columns: [{ title: '' }, ...COLUMNS.map(({ title, unit }) => ({ title, unit, align: 'right' as const }))],
    rows: results.arms.flatMap((arm) => armRows(arm, context)),
  })}<p class="small">Simulated: value ± Monte-Carlo standard error. Differences in <span class="within">green</span> lie within the tolerance of the run, in <span class="outside">red</span> outside; grey ones are not assessed.</p>
`;
}
