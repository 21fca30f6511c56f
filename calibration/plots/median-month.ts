/** A point of a survival curve. */
interface SurvivalPoint {
  readonly month: number;
  readonly survival_percent: number;
}

const HALF = 50;

/**
 * Where a survival curve crosses one half, linear between its points.
 *
 * @param curve - the curve in order of time; percent
 * @returns the median; months; null when the curve stays above one half
 */
export function medianMonth(curve: readonly SurvivalPoint[]): number | null {
  const index = curve.findIndex((point) => point.survival_percent <= HALF);
  const after = curve[index];
  if (after === undefined) {
    return null;
  }
  const before = curve[index - 1];
  if (before === undefined) {
    return after.month;
  }
  const share = (before.survival_percent - HALF) / (before.survival_percent - after.survival_percent);
  return before.month + share * (after.month - before.month);
}
