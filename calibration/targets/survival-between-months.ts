import { power } from '../../src/index.js';
/**
 * Survival of a stated curve at any month up to its last one.
 *
 * Between two stated months the hazard is constant: S(t) = S1 (S2 / S1)^((t - t1) / (t2 - t1)). Where S2 is 0 the curve is a straight
 * line, as a constant hazard does not reach 0.
 *
 * @param curve - months, ascending, 0 first; percent alive at them, never increasing
 * @param month - in [0, last month]
 * @returns percent alive; the stated value where the curve states the month
 */
export function survivalBetweenMonths(
  { months, percent }: { readonly months: readonly number[]; readonly percent: readonly number[] },
  month: number,
): number {
  const after = months.findIndex((each) => each >= month);
  if (months[after] === month) return percent[after]!;
  const [start, end] = [months[after - 1]!, months[after]!];
  const [above, below] = [percent[after - 1]!, percent[after]!];
  const share = (month - start) / (end - start);
  return below > 0 ? above * power(below / above, share) : above + (below - above) * share;
}
