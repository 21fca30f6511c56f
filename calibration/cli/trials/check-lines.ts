import { type Curve, curveList } from '../../endpoints/curves.js';
import type { Addition } from '../../targets/new-trials/add-trials.js';
import type { NewTrial } from '../../targets/new-trials/new-trial.js';
import type { CurveSummary } from '../../targets/new-trials/trial-summary.js';
import { isSameRow, trialName } from '../../targets/trial-row.js';
import { textTable } from '../../text-table.js';

/** Labels of the tables. */
const tableLabels = new Map<string, string>([
  ['recist', 'rates'],
  ['bestResponse', 'best response'],
  ...curveList.flatMap(({ medianTable, curveTable, shortLabel, required }) => [
    [medianTable, required ? 'median' : `median ${shortLabel}`] as const,
    [curveTable, curveTable] as const,
  ]),
]);

/** What `qcic trials check` found in the files. */
export interface CheckedTrials {
  readonly files: readonly string[];
  readonly trials: readonly NewTrial[];
  readonly additions: readonly Addition[];
  readonly curves: readonly CurveSummary[];
  readonly remarks: readonly string[];
}

/** What `qcic trials check` prints when there is no issue. */
export function checkLines({ files, trials, additions, curves, remarks }: CheckedTrials): readonly string[] {
  const outcomeOf = (trial: NewTrial): string =>
    additions
      .filter((addition) => isSameRow(addition, trial))
      .map(({ table, outcome }) => `${tableLabels.get(table)} ${outcome}`)
      .join(', ');
  const rows = trials.map((trial) => [
    trialName(trial),
    trial.arm,
    String(trial.n),
    trial.response === null ? '-' : (100 - trial.response.percent.pd).toFixed(1),
    ...curveList.flatMap((curve) => [describeMedian(curve, trial), describeLandmarks(curve, trial)]),
    trial.curve === null ? '-' : String(trial.curve.months.length),
    outcomeOf(trial),
  ]);
  return [
    ...files.map((file) => `${file}: valid`),
    '',
    textTable(
      [
        'trial',
        'arm',
        'n',
        'DCR %',
        ...curveList.flatMap(({ required, shortLabel }) => {
          const what = required ? '' : `${shortLabel} `;
          return [`${what}median mo`, `${what}landmarks`];
        }),
        'curve points',
        'in the tables',
      ],
      rows,
    ),
    ...(curves.length === 0 ? [] : ['', 'Pseudo individual data (Guyot):', ...curves.flatMap(curveLines)]),
    ...(remarks.length === 0 ? [] : ['', 'Remarks:', ...remarks.map((remark) => `  - ${remark}`)]),
  ];
}

function describeMedian({ name }: Curve, { curves }: NewTrial): string {
  const { median, medianNotReached } = curves[name];
  if (median === null) return medianNotReached ? 'not reached' : '-';
  const { months, interval } = median;
  return interval === null ? months.toFixed(1) : `${months.toFixed(1)} (${interval.lowMonths}-${interval.highMonths})`;
}

function describeLandmarks({ name }: Curve, { curves }: NewTrial): string {
  const { landmarks } = curves[name];
  return landmarks === null ? '-' : String(landmarks.months.length);
}

function curveLines(curve: CurveSummary): readonly string[] {
  const month = (value: number | null): string => (value === null ? 'open' : value.toFixed(2));
  const stated = curve.statedMedianMonths === null ? '' : `, stated ${curve.statedMedianMonths}`;
  const { median } = curve;
  return [
    `  ${curve.trial}, ${curve.arm}: ${curve.patients} patients, ${curve.deaths} deaths, median ${month(median.median)} ` +
      `(${month(median.low)} to ${month(median.high)}) months${stated}; off the curve by ${curve.largestDifferencePoints.toFixed(2)} ` +
      `points at most (whole deaths: ${curve.roundingBoundPoints.toFixed(2)})`,
    ...curve.warnings.map((warning) => `    warning: ${warning}`),
  ];
}
