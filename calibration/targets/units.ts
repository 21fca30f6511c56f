import { TRIAL_MONTH_DAYS } from '../endpoints/months.js';
import { curveMedian } from './curve-median.js';

/** Issues of a table that may be accepted by name: `--allow` on the command line, `targets.allow` in a configuration. */
export const allowances = ['median-range'] as const;
export type AllowedIssue = (typeof allowances)[number];

/** Medians outside this range are more likely in days, weeks or years than in months. */
const LEAST_MEDIAN_MONTHS = 0.5;
const LARGEST_MEDIAN_MONTHS = 60;

/** Error of a survival that is read from a plot: a third of an axis step of 10 %; percentage points. */
export const READING_ERROR_POINTS = 3;
/** Error of a printed median: half of the last digit where whole months are printed. */
export const READING_ERROR_MONTHS = 0.5;

/** Whether percentages are shares: all of them at most 1, and one of them above 0. */
export function areShares(percents: readonly number[]): boolean {
  return percents.length > 0 && percents.every((percent) => percent <= 1) && percents.some((percent) => percent > 0);
}

/** Whether a median lies in the range that needs no allowance; months. */
export const isPlausibleMedian = (months: number): boolean =>
  months >= LEAST_MEDIAN_MONTHS && months <= LARGEST_MEDIAN_MONTHS;

/** What is required of a median. */
export const MEDIAN_RANGE = `in [${LEAST_MEDIAN_MONTHS}, ${LARGEST_MEDIAN_MONTHS}] months, or allowed as median-range (--allow, targets.allow)`;

/** A month as it was given, with its length in months where it is a plausible median in days. */
export function describeMonths(months: number): string {
  const asDays = months / TRIAL_MONTH_DAYS;
  const value = String(Number(months.toPrecision(6)));
  return isPlausibleMedian(asDays) ? `${value} (${value} days are ${asDays.toFixed(1)} months)` : value;
}

/** Survival of one row at some months; percent. */
export interface StatedCurve {
  readonly months: readonly number[];
  readonly percent: readonly number[];
}

/** Month at which a stated curve reaches 50 %, if that is no plausible median; null otherwise. */
export function implausibleCurveMedian(curve: StatedCurve): number | null {
  const whole = curve.months[0] === 0 ? curve : { months: [0, ...curve.months], percent: [100, ...curve.percent] };
  const median = curveMedian(whole);
  return median === null || isPlausibleMedian(median.months) ? null : median.months;
}

/**
 * Whether a median contradicts the survival that its own row states, by more than reading error.
 *
 * Survival half a month or more before the median must be at least 50 % - 3 points, and half a month or more after it at most 50 % + 3 points.
 * A median that was not reached requires at least 50 % - 3 points at every month.
 *
 * @param median - months; `not reached` where the trial states that
 * @param curve - survival of the same patients
 * @returns the contradiction, such as `10.8 months beside 29.8 % alive at month 6`; null where there is none
 */
export function medianContradiction(median: number | 'not reached', { months, percent }: StatedCurve): string | null {
  const name = median === 'not reached' ? 'a median that was not reached' : `${median} months`;
  const at = median === 'not reached' ? Number.POSITIVE_INFINITY : median;
  const place = months.findIndex((month, index) => {
    if (month <= at - READING_ERROR_MONTHS) return percent[index]! < 50 - READING_ERROR_POINTS;
    return month >= at + READING_ERROR_MONTHS && percent[index]! > 50 + READING_ERROR_POINTS;
  });
  return place < 0 ? null : `${name} beside ${percent[place]} % alive at month ${months[place]}`;
}

/** What is required of a median beside a curve of the same row. */
export const AGREEMENT = `agree with the survival of its own row (50 % within ${READING_ERROR_POINTS} points, months within ${READING_ERROR_MONTHS})`;
