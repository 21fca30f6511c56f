import { type Curve, curveList } from '../../endpoints/curves.js';
import { isMonthColumn, MOST_MONTHS, monthOfColumn } from '../../endpoints/month-columns.js';
import { isNotReached } from '../cell-number.js';
import { type AllowedIssue, describeMonths, isPlausibleMedian, MEDIAN_RANGE } from '../units.js';
import type { NewTrialCurve, TrialCurve } from './new-trial.js';
import { hazardRatioColumns } from './trial-columns.js';
import { numberReader, type TrialRecord } from './trial-records.js';

const PUBLISHED_LEVEL_PERCENT = 95;
const isPositive = (value: number): boolean => value > 0;

/**
 * Reads the median of a curve of one record with its interval.
 *
 * @param curve - the curve
 * @param record - a row
 * @param context - issues to accept; list to which issues are added; level: coverage of the intervals of the row, where it states one
 * @returns the median, null where the row has none or states that it was not reached; without an interval where an end of it was not
 *   reached
 */
export function readMedian(
  { medianColumn, medianIntervalColumns }: Curve,
  record: TrialRecord,
  {
    allow,
    issues,
    level,
  }: { readonly allow: readonly AllowedIssue[]; readonly issues: string[]; readonly level: number | null },
): Pick<NewTrialCurve, 'median' | 'medianNotReached'> {
  const medianNotReached = isNotReached(record.cell(medianColumn));
  const columns = Object.values(medianIntervalColumns);
  const isOpen = columns.some((column) => isNotReached(record.cell(column)));
  if (medianNotReached) {
    const high = medianIntervalColumns.high;
    if (record.cell(high) !== '' && !isOpen) {
      issues.push(`${record.at(high)}: must be open where the median was not reached; got '${record.cell(high)}'`);
    }
    return { median: null, medianNotReached };
  }
  const reader = numberReader(record, issues);
  const months = reader.optional(medianColumn, 'a number > 0', isPositive);
  if (months !== null && months > 0 && !isPlausibleMedian(months) && !allow.includes('median-range')) {
    issues.push(`${record.at(medianColumn)}: must be ${MEDIAN_RANGE}; got ${describeMonths(months)}`);
  }
  if (isOpen) return { median: months === null ? null : { months, interval: null }, medianNotReached };
  return {
    median: readInterval(medianColumn, medianIntervalColumns, { record, issues, months, level }),
    medianNotReached,
  };
}

interface ReadMedianCell {
  readonly record: TrialRecord;
  readonly issues: string[];
  readonly months: number | null;
  readonly level: number | null;
}

function readInterval(
  medianColumn: string,
  medianIntervalColumns: Curve['medianIntervalColumns'],
  { record, issues, months, level }: ReadMedianCell,
): NewTrialCurve['median'] {
  const reader = numberReader(record, issues);
  const ends = Object.values(medianIntervalColumns).filter((column) => record.cell(column) !== '');
  if (ends.length === 0) {
    return months === null ? null : { months, interval: null };
  }
  if (ends.length === 1) {
    reader.issue(
      `an interval of the median must have both ends (for an open interval leave both empty); got only ${ends[0]}`,
    );
    return null;
  }
  if (months === null) {
    reader.issue(`an interval must come with ${medianColumn}; got none`);
    return null;
  }
  const lowMonths = reader.number(
    medianIntervalColumns.low,
    `a number in (0, ${months}]`,
    (low) => low > 0 && !(low > months),
  );
  const highMonths = reader.number(
    medianIntervalColumns.high,
    `a number >= ${months}`,
    (high) => high > 0 && !(high < months),
  );
  if (lowMonths === highMonths) reader.issue(`an interval must have a width; got ${lowMonths} to ${highMonths}`);
  return { months, interval: { lowMonths, highMonths, levelPercent: level ?? PUBLISHED_LEVEL_PERCENT } };
}

/** Coverage of the intervals of one record; null where it states none. An end that was not reached belongs to an interval too. */
export function readLevel(record: TrialRecord, issues: string[]): number | null {
  const reader = numberReader(record, issues);
  const level = reader.optional('interval_percent', 'a percentage in (1, 100)', (value) => value > 1 && value < 100);
  const columns = curveList.flatMap((curve) => {
    const { low, high } = hazardRatioColumns(curve);
    return [...Object.values(curve.medianIntervalColumns), low, high];
  });
  if (level !== null && columns.every((column) => record.cell(column) === '')) {
    reader.issue('interval_percent must come with an interval; got none');
  }
  return level;
}

/** Reads a curve at months from the cells `month_<k>` of one record; null where the row has none. */
export function readLandmarks(curve: Curve, record: TrialRecord, issues: string[]): NewTrialCurve['landmarks'] {
  const reader = numberReader(record, issues);
  const [months, percent] = [[0], [100]];
  const monthOf = (column: string) => monthOfColumn(curve, column);
  const columns = record.columns
    .filter((column) => isMonthColumn(curve, column))
    .sort((a, b) => monthOf(a) - monthOf(b));
  for (const column of columns) {
    const before = percent.at(-1)!;
    if (monthOf(column) === 0) {
      reader.optional(column, '100', (value) => value === 100);
      continue;
    }
    const must = `a number in [0, ${before}], the month before`;
    const value = reader.optional(column, must, (alive) => alive >= 0 && alive <= before);
    // After an issue the next month is checked against the last valid one, so that one error is one issue
    if (value === null || Number.isNaN(value)) continue;
    months.push(monthOf(column));
    percent.push(value);
  }
  return months.length < 2 ? null : { months, percent };
}

/**
 * Reads a digitised curve from its points: survival, numbers at risk, or both at a month.
 *
 * @param points - records with month, survival_percent and at_risk, in order of time
 * @param n - patients of the arm
 * @param issues - list to which issues are added
 * @returns months and percent; not to be used when there are issues
 */
export function readCurve(points: readonly TrialRecord[], n: number, issues: string[]): TrialCurve {
  const curve = { months: [] as number[], percent: [] as number[] };
  const atRisk = { months: [] as number[], patients: [] as number[] };
  let earliest = 0;
  for (const point of points) {
    const reader = numberReader(point, issues);
    const isMonth = (value: number) => value >= earliest && value <= MOST_MONTHS;
    const month = reader.number('month', `a number in [${earliest}, ${MOST_MONTHS}], from the month before`, isMonth);
    if (isMonth(month)) earliest = month;
    const before = curve.percent.at(-1) ?? 100;
    const must = month === 0 ? '100 at month 0' : `a number in [0, ${before}], the point before`;
    const holds = (value: number) => value >= 0 && value <= before && (month !== 0 || value === 100);
    const percent = reader.optional('survival_percent', must, holds);
    if (percent !== null && !Number.isNaN(percent)) {
      curve.months.push(month);
      curve.percent.push(percent);
    }
    const most = atRisk.patients.at(-1) ?? n;
    const isAtRisk = (value: number) => Number.isSafeInteger(value) && value >= 0 && !(value > most);
    const patients = reader.optional('at_risk', `an integer in [0, ${most}], the number before`, isAtRisk);
    if (percent === null && patients === null) reader.issue('a point must state survival_percent or at_risk; got none');
    if (patients === null || Number.isNaN(patients)) continue;
    if (month === 0 && patients !== n) reader.issue(`at_risk at month 0 must be n, ${n}; got ${patients}`);
    if (month === atRisk.months.at(-1)) reader.issue(`at_risk must be stated once at month ${month}; got it again`);
    atRisk.months.push(month);
    atRisk.patients.push(patients);
  }
  if (!curve.months.some((month) => month > 0)) {
    issues.push(`${points[0]?.where ?? 'curve'}: a curve must state survival at one month after 0 at least; got none`);
  }
  return { ...curve, atRisk: atRisk.months.length === 0 ? null : atRisk };
}
