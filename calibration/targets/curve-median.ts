export interface CurveMedian {
  /** Time at which the curve reaches 50 %; months. */
  readonly months: number;
  /** Density of deaths there, from the slope of the curve; 1/month. */
  readonly densityPerMonth: number;
}

/**
 * Median of a survival curve that is known at some months, by linear interpolation.
 *
 * With S the first landmark at or below 50 % and P the one before it: median = month(P) + (P - 50) / (P - S) x step, density
 * = (P - S) / (100 x step).
 *
 * @param curve - months, ascending; percent alive at them, 100 at first, never increasing
 * @returns median and density, or null when the curve ends above 50 %
 */
export function curveMedian(curve: {
  readonly months: readonly number[];
  readonly percent: readonly number[];
}): CurveMedian | null {
  const after = curve.percent.findIndex((percent) => percent <= 50);
  if (after < 1) return null;
  const [above, below] = [curve.percent[after - 1]!, curve.percent[after]!];
  const [start, end] = [curve.months[after - 1]!, curve.months[after]!];
  const slope = (above - below) / (end - start);
  return { months: start + (above - 50) / slope, densityPerMonth: slope / 100 };
}
