import { square } from '../numerics/elementary.js';
import type { RiskTable, WeightMeaning } from './risk-table.js';

/**
 * Variance of a sum over death times of g(u) times the change of log survival at u, at the end of every time of a table.
 *
 * With g = 1 it is the variance of log S, with g(u) = area under S from u to tau that of the restricted mean. `patients`:
 * Greenwood's sum of g^2 d / (n (n - d)). `sampling`: the infinitesimal jackknife, sum over patients of squared weight times
 * squared influence, where log S changes by 1 / (n - d) - 1 / n at u for one who outlives u and by -1 / n for one who dies
 * there. With weights of 1 both are the same number. Where all die, g must be 0 or the variance is infinite. Linear in the
 * length of the table.
 *
 * @param table - counts of the cohort
 * @param factors - g at each time of the table; any unit
 * @param meaning - what the weights are
 * @returns variance up to and including each time; squared unit of g
 * @see Greenwood 1926; Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans, doi:10.1137/1.9781611970319
 */
export function curveVariance(table: RiskTable, factors: ArrayLike<number>, meaning: WeightMeaning): Float64Array {
  return meaning === 'patients' ? greenwood(table, factors) : jackknife(table, factors);
}

function greenwood({ atRisk, deaths, survivors }: RiskTable, factors: ArrayLike<number>): Float64Array {
  let sum = 0;
  return atRisk.map((n, index) => {
    const [d, factor] = [deaths[index]!, factors[index]!];
    if (d > 0 && factor !== 0) sum += (square(factor) * d) / (n * survivors[index]!);
    return sum;
  });
}

function jackknife(table: RiskTable, factors: ArrayLike<number>): Float64Array {
  const { atRisk, deaths, survivors, squaredDeaths, squaredCensored } = table;
  // Squared weights of all who are under observation after the deaths of a time
  const squaredLater = new Float64Array(atRisk.length);
  let later = 0;
  for (let index = atRisk.length - 1; index >= 0; index--) {
    later += squaredCensored[index]!;
    squaredLater[index] = later;
    later += squaredDeaths[index]!;
  }
  let [gone, influence] = [0, 0];
  return atRisk.map((n, index) => {
    const factor = factors[index]!;
    if (deaths[index]! > 0) {
      gone += square(influence - factor / n) * squaredDeaths[index]!;
      if (survivors[index] === 0) return factor === 0 ? gone : Number.POSITIVE_INFINITY;
      influence += factor / survivors[index]! - factor / n;
    }
    const variance = gone + square(influence) * squaredLater[index]!;
    gone += square(influence) * squaredCensored[index]!;
    return variance;
  });
}
