import { dataTable, type TableRow } from '../../../page/data-table.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../../page/html.js';
import { armName } from '../../../plots/arm-name.js';
import type { ArmOutcome, TargetRow } from '../result.js';
import { missingWords, type ReportContext } from './report-context.js';

const RATES = ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const;
const LANDMARKS = ['6', '12'] as const;

interface HeadlineColumn {
  readonly indicator: string;
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
  readonly simulated: (outcome: ArmOutcome) => { readonly value: number | null; readonly error: number | null };
}

const COLUMNS: readonly HeadlineColumn[] = [
  ...RATES.map((rate) => ({
    indicator: rate,
    title: rate.toUpperCase(),
    unit: '%',
    decimals: 1,
    simulated: (outcome: ArmOutcome) => ({ value: outcome[rate], error: outcome.rate_standard_errors[rate] }),
  })),
  {
    indicator: 'median_os',
    title: 'Median OS',
    unit: 'months',
    decimals: 2,
    simulated: (outcome) => ({ value: outcome.median_os_months, error: outcome.median_os_standard_error }),
  },
  ...LANDMARKS.map((month) => ({
    indicator: `survival_${month}`,
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
  target === undefined || target.verdict === 'not judged' ? 'unjudged' : target.verdict;

/** Response rates and survival rest on different patients; both counts are stated. */
function clinicalLabel(targets: readonly TargetRow[]): HtmlPart {
  const response = targets.find((target) => target.indicator === 'dcr' || target.indicator === 'pd');
  const survival = targets.find((target) => target.indicator === 'median_os');
  const counts = [
    response === undefined ? null : `${formatCount(response.patients)} for response`,
    survival === undefined ? null : `${formatCount(survival.patients)} for OS`,
  ].filter((words) => words !== null);
  return html`Pooled trials <span class="se">${counts.join(', ')}</span>`;
}

function armRows(arm: string, context: ReportContext): readonly TableRow[] {
  const targets = context.results.targets.filter((target) => target.arm === arm);
  const byIndicator = new Map(targets.map((target) => [target.indicator, target]));
  const outcome = context.results.confirmation?.arms[arm];
  const simulated = COLUMNS.map((column) => {
    const { value, error } = outcome === undefined ? { value: null, error: null } : column.simulated(outcome);
    return withError(value, error, column.decimals);
  });
  const clinical = COLUMNS.map(({ indicator, decimals }) => formatFixed(byIndicator.get(indicator)?.target, decimals));
  const differences = COLUMNS.map(({ indicator, decimals }) => {
    const target = byIndicator.get(indicator);
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
      ? html`<p class="note">${missingWords(results, 'The confirmation on a fresh cohort')} Clinical figures stand alone below.</p>`
      : NO_HTML;
  return html`${missing}${dataTable({
    columns: [{ title: '' }, ...COLUMNS.map(({ title, unit }) => ({ title, unit, align: 'right' as const }))],
    rows: results.arms.flatMap((arm) => armRows(arm, context)),
  })}<p class="small">Simulated: value ± Monte-Carlo standard error. Differences in <span class="within">green</span> lie within the tolerance of the run, in <span class="outside">red</span> outside; grey ones are not judged.</p>
`;
}
