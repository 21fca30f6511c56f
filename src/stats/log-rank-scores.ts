import { riskTable } from './risk-table.js';
import { tieTimes } from './tied-times.js';

/**
 * Log-rank scores: death, less the Nelson-Aalen cumulative hazard of the whole cohort at the end of follow-up.
 *
 * a_i = delta_i - sum over death times u <= t_i of d(u) / n(u). The sum over a group is its observed less expected deaths.
 * Costs n log n.
 *
 * @param times - follow-up times; any unit; length n >= 1; finite, >= 0
 * @param observed - 1 for death, 0 for censored; length n
 * @returns scores, at most 1; sum 0; in the order of the patients; length n
 * @throws InputError - as `kaplanMeier`
 * @see Peto & Peto 1972, doi:10.2307/2344317
 */
export function logRankScores(times: ArrayLike<number>, observed: ArrayLike<number>): Float64Array {
  const { times: distinct, deaths, atRisk } = riskTable(times, observed, undefined, 'logRankScores');
  let hazard = 0;
  const hazards = new Map<number, number>();
  distinct.forEach((time, index) => {
    hazard += deaths[index]! / atRisk[index]!;
    hazards.set(time, hazard);
  });
  return Float64Array.from(tieTimes(times).times, (time, row) => observed[row]! - (hazards.get(time) ?? 0));
}
