import { ownValue } from '../../../../src/index.js';
import { curveList } from '../../../endpoints/curves.js';
import { type Endpoint, endpointGroup, endpoints, unitOf } from '../../../endpoints/endpoints.js';
import { readOutcome } from '../../../endpoints/read-outcome.js';
import type { TargetRow } from '../../../fit/results.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../../page/html.js';
import { armName } from '../../../plots/arm-style.js';
import { describeMissing, type ReportContext } from './report-context.js';

/** Rates and medians; landmarks of some months. */
const columnsOf = (isShown: (endpoint: Endpoint) => boolean, months: readonly number[]): readonly Endpoint[] =>
  endpoints.filter(
    (endpoint) => isShown(endpoint) && (endpoint.kind !== 'landmark' || months.includes(endpoint.month)),
  );

const isAlwaysReported = (endpoint: Endpoint): boolean =>
  endpoint.kind === 'rate' || (endpoint.kind !== 'best' && endpoint.curve.required);

/** Response and survival, at half a year and a year. */
const COLUMNS = columnsOf(isAlwaysReported, [6, 12]);
/** What trials need not report; progression-free survival at 16 weeks and half a year. */
const FURTHER_COLUMNS = columnsOf((endpoint) => !isAlwaysReported(endpoint), [3.68, 6]);

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
  const rate = (name: string) => targets.find(({ endpoint }) => endpoint === name);
  const [response, best] = [rate('dcr') ?? rate('pd'), rate('bor_dcr')];
  const counts = [
    response === undefined ? null : `${formatCount(response.patients)} for response`,
    best === undefined ? null : `${formatCount(best.patients)} for best response`,
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

function armRows(arm: string, columns: readonly Endpoint[], context: ReportContext): readonly TableRow[] {
  const names = new Set<string>(columns.map(({ group }) => group));
  const targets = context.results.targets.filter(
    (target) => target.arm === arm && names.has(endpointGroup(target.endpoint)),
  );
  const byEndpoint = new Map(targets.map((target) => [target.endpoint, target]));
  const outcome = ownValue(context.results.confirmation?.arms, arm);
  const simulated = columns.map((column) => {
    const { value, error } = outcome === undefined ? { value: null, error: null } : readOutcome(column, outcome);
    return withError(value, error, column.decimals);
  });
  const clinical = columns.map(({ name, decimals }) => {
    const target = byEndpoint.get(name)?.target;
    return target === undefined && columns === FURTHER_COLUMNS
      ? html`<span class="se">not reported</span>`
      : formatFixed(target, decimals);
  });
  const differences = columns.map(({ name, decimals }) => {
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
  const isFitted = results.targets.some(
    ({ endpoint, fitted }) => fitted && FURTHER_COLUMNS.some(({ name }) => name === endpoint),
  );
  return html`${missing}${tableOf(COLUMNS, context)}<p class="small">Simulated: value ± Monte-Carlo standard error; a rate of 0 or 100 % has none. Differences in <span class="within">green</span> lie within the tolerance of the run, in <span class="outside">red</span> outside; grey ones are not assessed.</p>
${foldedDetail({
  id: 'detail-further-endpoints',
  title: 'Progression-free survival and best overall response beside the trials',
  body: html`<p>Progression-free survival (PFS) and best overall response (BOR) over the visits, ${isFitted ? 'fitted where trials report them' : 'not fitted'}. A patient who dies before the first visit is not evaluable (NE); trials that count such patients as progressed report no PD and NE of their own. Medians of PFS are compared with the progressions of a visit spread over days around it, as the visits of trials are; <code>results.json</code> has the median on exact days as well.</p>
${tableOf(FURTHER_COLUMNS, context)}`,
})}`;
}

function tableOf(columns: readonly Endpoint[], context: ReportContext): Html {
  return dataTable({
    columns: [
      { title: '' },
      ...columns.map((endpoint) => ({
        title: endpoint.shortLabel,
        unit: columnUnit(endpoint),
        align: 'right' as const,
      })),
    ],
    rows: context.results.arms.flatMap((arm) => armRows(arm, columns, context)),
  });
}
