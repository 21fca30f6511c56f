import { bestRateNames } from '../../endpoints/best-response.js';
import { type Curve, curveList, requiredCurves } from '../../endpoints/curves.js';
import { rateNames } from '../../endpoints/endpoints.js';
import { landmarkMonths, TRIAL_MONTH_DAYS } from '../../endpoints/months.js';
import type { PooledCurve, PooledEndpoints } from '../../targets/meta-analysis/pool-both-ways.js';
import type { MedianHeterogeneity, TrialHeterogeneity } from '../../targets/meta-analysis/trial-heterogeneity.js';
import type { ArmMetaAnalysis, TrialMetaAnalysis } from '../../targets/meta-analysis/trial-meta-analysis.js';
import { type TextRow, textTable } from '../../text-table.js';

/** Curves that trials need not report. */
const furtherCurves = curveList.filter(({ required }) => !required);

const LAST_LANDMARK = landmarkMonths[landmarkMonths.length - 1]!;

const shown = (value: number | null | undefined, digits: number): string =>
  value === null || value === undefined ? '-' : value.toFixed(digits);

const changed = (value: number | null | undefined, from: number | null | undefined, digits: number): string => {
  if (value === null || value === undefined || from === null || from === undefined) return '-';
  const text = (value - from).toFixed(digits);
  return Number(text) > 0 ? `+${text}` : Number(text) === 0 ? '0' : text;
};

/** What `qcic trials pool` prints. */
export function poolLines({ arms, discrepancies }: TrialMetaAnalysis): readonly string[] {
  return [
    `Pooled by eq. 18, weighted by n; percent, months of ${TRIAL_MONTH_DAYS} days`,
    '',
    textTable(
      ['', 'n rates', ...rateNames.map((rate) => rate.toUpperCase()), ...curveHeads(requiredCurves)],
      arms.flatMap((arm) => pooledRows(arm, endpointCells)),
    ),
    '',
    'Progression-free survival and best response',
    '',
    textTable(
      ['', 'n BOR', ...bestRateNames.map((rate) => rate.toUpperCase()), ...curveHeads(furtherCurves)],
      arms.flatMap((arm) => pooledRows(arm, furtherCells)),
    ),
    '',
    'Without one trial (change against all trials)',
    '',
    textTable(
      ['', 'n rates', 'ORR', 'DCR', 'change', ...requiredCurves.flatMap(withoutHeads)],
      arms.flatMap(withoutRows),
    ),
    '',
    textTable(
      ['', 'n BOR', 'BOR ORR', 'BOR DCR', 'change', ...furtherCurves.flatMap(withoutHeads)],
      arms.flatMap(withoutFurtherRows),
    ),
    '',
    'Heterogeneity (overlapping patients removed): DCR on log odds, medians on logs',
    '',
    textTable(
      ['', 'trials', 'Q', 'df', 'p', 'I2 %', 'standard errors of medians from'],
      arms.flatMap(heterogeneityRows),
    ),
    '',
    'Note before fitting',
    ...discrepancies.map(({ summary }) => `  - ${summary}`),
  ];
}

const curveHeads = (curves: readonly Curve[]): readonly string[] =>
  curves.flatMap(({ shortLabel, landmarkMonths: months }) => [
    `n ${shortLabel}`,
    'median',
    'n curve',
    ...months.map((month) => `${month} mo`),
  ]);

const withoutHeads = ({ shortLabel, required }: Curve): readonly string[] => [
  `n ${shortLabel}`,
  'median, all rows',
  'change',
  'overlapping patients removed',
  'change',
  ...(required ? [`${LAST_LANDMARK} mo`, 'change'] : []),
];

const endpointCells = ({ response, curves }: PooledEndpoints): readonly string[] => [
  shown(response?.n, 0),
  ...rateNames.map((rate) => shown(response?.[rate], 1)),
  ...requiredCurves.flatMap((curve) => curveCells(curve, curves)),
];

/** PD and NE of best responses have a value where every trial tells them apart. */
const furtherCells = ({ bestResponse, curves }: PooledEndpoints): readonly string[] => [
  shown(bestResponse?.n, 0),
  ...bestRateNames.map((rate) => shown(rate === 'pd' && bestResponse?.ne === null ? null : bestResponse?.[rate], 1)),
  ...furtherCurves.flatMap((curve) => curveCells(curve, curves)),
];

function curveCells({ name, landmarkMonths: months }: Curve, curves: PooledEndpoints['curves']): readonly string[] {
  const { median, landmarks } = curves[name];
  return [
    shown(median?.n, 0),
    shown(median?.months, 2),
    shown(landmarks?.n, 0),
    ...months.map((month) => shownLandmark(landmarks, month)),
  ];
}

function percentAt(landmarks: PooledCurve['landmarks'], month: number): number | null {
  return landmarks?.percent[landmarks.months.indexOf(month)] ?? null;
}

/** Percent at a month, with the number of patients where not all curves state it. */
function shownLandmark(landmarks: PooledCurve['landmarks'], month: number): string {
  const percent = shown(percentAt(landmarks, month), 1);
  const patients = landmarks?.patients[landmarks.months.indexOf(month)];
  return patients === undefined || patients === landmarks?.n ? percent : `${percent} (n ${patients})`;
}

function pooledRows(
  { arm, allRows, distinct, before }: ArmMetaAnalysis,
  cellsOf: (pooled: PooledEndpoints) => readonly string[],
): readonly TextRow[] {
  return [
    { heading: arm },
    ['all rows', ...cellsOf(allRows)],
    ['overlapping patients removed', ...cellsOf(distinct)],
    // An arm without additions has not changed
    ...(before === null || JSON.stringify(before) === JSON.stringify({ arm, allRows, distinct })
      ? []
      : [
          ['before: all rows', ...cellsOf(before.allRows)],
          ['before: overlapping patients removed', ...cellsOf(before.distinct)],
        ]),
  ];
}

function withoutRows(arm: ArmMetaAnalysis): readonly TextRow[] {
  return rowsWithout(arm, requiredCurves, ({ response }) => response);
}

function withoutFurtherRows(arm: ArmMetaAnalysis): readonly TextRow[] {
  return rowsWithout(arm, furtherCurves, ({ bestResponse }) => bestResponse);
}

function rowsWithout(
  { arm, allRows, distinct, without }: ArmMetaAnalysis,
  shownCurves: readonly Curve[],
  ratesOf: (pooled: PooledEndpoints) => { readonly n: number; readonly orr: number; readonly dcr: number } | null,
): readonly TextRow[] {
  return [
    { heading: arm },
    ...without.map(({ trial, allRows: rest, distinct: once }) => [
      trial,
      shown(ratesOf(once)?.n, 0),
      shown(ratesOf(once)?.orr, 1),
      shown(ratesOf(once)?.dcr, 1),
      changed(ratesOf(once)?.dcr, ratesOf(distinct)?.dcr, 1),
      ...shownCurves.flatMap(({ name, required }) => {
        const at = ({ curves }: PooledEndpoints) => curves[name];
        const last = (pooled: PooledEndpoints) => percentAt(at(pooled).landmarks, LAST_LANDMARK);
        return [
          shown(at(rest).median?.n, 0),
          shown(at(rest).median?.months, 2),
          changed(at(rest).median?.months, at(allRows).median?.months, 2),
          shown(at(once).median?.months, 2),
          changed(at(once).median?.months, at(distinct).median?.months, 2),
          ...(required ? [shown(last(once), 1), changed(last(once), last(distinct), 1)] : []),
        ];
      }),
    ]),
  ];
}

function heterogeneityRows({ arm, heterogeneity }: ArmMetaAnalysis): readonly TextRow[] {
  const cells = (name: string, result: TrialHeterogeneity['dcr'], basis: string): readonly string[] =>
    result === null
      ? [name, '-', '-', '-', '-', '-', 'fewer than two trials']
      : [
          name,
          String(result.studies),
          result.q.toFixed(2),
          String(result.degreesOfFreedom),
          result.p < 0.0001 ? '<0.0001' : result.p.toFixed(4),
          (100 * result.iSquared).toFixed(0),
          basis,
        ];
  const basisOf = (median: MedianHeterogeneity | null): string =>
    Object.entries(median?.errorsFrom ?? {})
      .filter(([, trials]) => trials > 0)
      .map(([basis, trials]) => `${trials} ${basis}`)
      .join(', ');
  return [
    { heading: arm },
    cells('DCR', heterogeneity.dcr, ''),
    cells('best response DCR', heterogeneity.bestDcr, ''),
    ...curveList.map(({ name, shortLabel }) => {
      const median = heterogeneity.medians[name];
      return cells(`median ${shortLabel}`, median, basisOf(median));
    }),
  ];
}
