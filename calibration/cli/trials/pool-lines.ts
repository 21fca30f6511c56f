import { curveList } from '../../endpoints/curves.js';
import { rateNames } from '../../endpoints/endpoints.js';
import { landmarkMonths, TRIAL_MONTH_DAYS } from '../../endpoints/months.js';
import type { PooledCurve, PooledEndpoints } from '../../targets/meta-analysis/pool-both-ways.js';
import type { MedianHeterogeneity, TrialHeterogeneity } from '../../targets/meta-analysis/trial-heterogeneity.js';
import type { ArmMetaAnalysis, TrialMetaAnalysis } from '../../targets/meta-analysis/trial-meta-analysis.js';
import { type TextRow, textTable } from '../../text-table.js';

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
      [
        '',
        'n rates',
        ...rateNames.map((rate) => rate.toUpperCase()),
        ...curveList.flatMap(({ shortLabel, landmarkMonths: months }) => [
          `n ${shortLabel}`,
          'median',
          'n curve',
          ...months.map((month) => `${month} mo`),
        ]),
      ],
      arms.flatMap(pooledRows),
    ),
    '',
    'Without one trial (change against all trials)',
    '',
    textTable(
      [
        '',
        'n rates',
        'ORR',
        'DCR',
        'change',
        ...curveList.flatMap(({ shortLabel, required }) => [
          `n ${shortLabel}`,
          'median, all rows',
          'change',
          'overlapping patients removed',
          'change',
          ...(required ? [`${LAST_LANDMARK} mo`, 'change'] : []),
        ]),
      ],
      arms.flatMap(withoutRows),
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

const endpointCells = ({ response, curves }: PooledEndpoints): readonly string[] => [
  shown(response?.n, 0),
  ...rateNames.map((rate) => shown(response?.[rate], 1)),
  ...curveList.flatMap(({ name, landmarkMonths: months }) => {
    const { median, landmarks } = curves[name];
    return [
      shown(median?.n, 0),
      shown(median?.months, 2),
      shown(landmarks?.n, 0),
      ...months.map((month) => shownLandmark(landmarks, month)),
    ];
  }),
];

function percentAt(landmarks: PooledCurve['landmarks'], month: number): number | null {
  return landmarks?.percent[landmarks.months.indexOf(month)] ?? null;
}

/** Percent at a month, with the number of patients where not all curves state it. */
function shownLandmark(landmarks: PooledCurve['landmarks'], month: number): string {
  const percent = shown(percentAt(landmarks, month), 1);
  const patients = landmarks?.patients[landmarks.months.indexOf(month)];
  return patients === undefined || patients === landmarks?.n ? percent : `${percent} (n ${patients})`;
}

function pooledRows({ arm, allRows, distinct, before }: ArmMetaAnalysis): readonly TextRow[] {
  return [
    { heading: arm },
    ['all rows', ...endpointCells(allRows)],
    ['overlapping patients removed', ...endpointCells(distinct)],
    // An arm without additions has not changed
    ...(before === null || JSON.stringify(before) === JSON.stringify({ arm, allRows, distinct })
      ? []
      : [
          ['before: all rows', ...endpointCells(before.allRows)],
          ['before: overlapping patients removed', ...endpointCells(before.distinct)],
        ]),
  ];
}

function withoutRows({ arm, allRows, distinct, without }: ArmMetaAnalysis): readonly TextRow[] {
  return [
    { heading: arm },
    ...without.map(({ trial, allRows: rest, distinct: once }) => [
      trial,
      shown(once.response?.n, 0),
      shown(once.response?.orr, 1),
      shown(once.response?.dcr, 1),
      changed(once.response?.dcr, distinct.response?.dcr, 1),
      ...curveList.flatMap(({ name, required }) => {
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
    ...curveList.map(({ name, shortLabel }) => {
      const median = heterogeneity.medians[name];
      return cells(`median ${shortLabel}`, median, basisOf(median));
    }),
  ];
}
