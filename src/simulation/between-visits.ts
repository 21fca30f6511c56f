/** Where a curve that is linear between some days crosses one half. */
export interface LinearCrossing {
  readonly day: number;
  /** Places of the days before and after; -1 for the start, day 0 with the value 1. */
  readonly before: number;
  readonly after: number;
}

/**
 * First crossing of one half by the straight lines from (0, 1) through the values at some days.
 *
 * @param days - ascending; > 0
 * @param values - at these days
 * @returns null where no value is at or below one half
 */
export function linearCrossing(days: readonly number[], values: ArrayLike<number>): LinearCrossing | null {
  const after = days.findIndex((_, index) => values[index]! <= 0.5);
  if (after < 0) return null;
  const [from, start] = after === 0 ? [0, 1] : [days[after - 1]!, values[after - 1]!];
  const share = (start - 0.5) / (start - values[after]!);
  return { day: from + share * (days[after]! - from), before: after - 1, after };
}

/** Days before and after a planned visit over which the visits of a trial's patients scatter. */
export const VISIT_WINDOW_DAYS = 10;

/**
 * First and last day of the window of each visit: at most `VISIT_WINDOW_DAYS` on each side, and half the way to the next visit or to day 0. The
 * last window ends at its visit.
 *
 * @param visits - whole days; ascending
 * @returns whole days; ascending
 */
export function visitWindows(visits: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const side = (gap: number) => Math.min(VISIT_WINDOW_DAYS, Math.floor(gap / 2));
  return visits.map((visit, index) => {
    const next = visits[index + 1];
    return [visit - side(visit - (visits[index - 1] ?? 0)), visit + (next === undefined ? 0 : side(next - visit))];
  });
}

/**
 * Days at which progression-free survival is joined by straight lines: both ends of the window of each visit, and every few days
 * after the last one.
 *
 * @param visits - days of the visits; ascending
 * @param horizonDays - last day
 * @param stepDays - days between those after the last visit
 */
export function daysBetweenVisits(visits: readonly number[], horizonDays: number, stepDays: number): readonly number[] {
  const days = [...new Set(visitWindows(visits).flat())];
  for (let day = (visits.at(-1) ?? 0) + stepDays; day < horizonDays; day += stepDays) days.push(day);
  return days.at(-1) === horizonDays ? days : [...days, horizonDays];
}

/**
 * Median of a daily curve that falls at visits, with the drop of a visit spread evenly over its window.
 *
 * A trial dates progression to the visit that shows it, and its patients are visited on days around the planned one: its median scatters about
 * a visit. On exact days the median is that day itself for many curves; the straight lines through the curve at the ends of the windows tell
 * these curves apart.
 *
 * @param values - at day 0..horizon, after the drop of the day
 * @param visits - whole days; ascending
 * @returns days; null where the curve stays above one half
 */
export function medianBetweenVisitsDays(values: Float64Array, visits: readonly number[]): number | null {
  const days = daysBetweenVisits(visits, values.length - 1, 1);
  return (
    linearCrossing(
      days,
      days.map((day) => values[day]!),
    )?.day ?? null
  );
}
