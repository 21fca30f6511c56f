import { endpoints } from '../../endpoints/endpoints.js';
import { explorerModel } from './explorer-model.js';
import type { ExplorerApproximation, ExplorerPool } from './explorer-pool.js';
import { type ExplorerState, meanAndSd, pointOf } from './explorer-state.js';

/** How far a parameter's mean is moved for the comparison, in its standard deviations; and mu, in its unit. */
const MEAN_STEP = 0.3;
const MU_STEP = 0.1;

/**
 * How far the endpoints of a part of a pool, or of a rounded one, lie from those of the whole: at the fitted point, and with the mean of each parameter and
 * the mu of each arm moved.
 *
 * @param whole - the pool as the fit had it
 * @param part - the same with fewer patients or digits
 */
export function approximationOf(whole: ExplorerPool, part: ExplorerPool): ExplorerApproximation {
  const models = [explorerModel(whole), explorerModel(part)] as const;
  const states = statesAround(whole);
  const most = { percent: 0, months: 0 };
  for (const state of states) {
    const [exact, rounded] = models.map((model) => model.evaluate(state).endpoints);
    for (const arm of whole.problem.arms) {
      for (const { name, unit } of endpoints) {
        const difference = Math.abs(rounded![arm]![name] - exact![arm]![name]);
        // A median that only one of both reaches has none
        if (difference > most[unit]) most[unit] = difference;
      }
    }
  }
  return { ratePoints: most.percent, medianMonths: most.months, states: states.length };
}

function statesAround({ problem, values }: ExplorerPool): readonly ExplorerState[] {
  const { marginals, death } = pointOf(problem, values, {});
  const ofMeans = marginals.map((marginal) => {
    const { mean, sd } = meanAndSd(marginal);
    const middle = (marginal.min + marginal.max) / 2;
    return { [`${marginal.name}.mean`]: mean + (mean < middle ? 1 : -1) * MEAN_STEP * sd };
  });
  const ofDeaths = problem.arms.map((arm) => {
    const { logitAtZero, logitAtOne } = death[arm]!;
    return { [`${arm}.mu`]: -logitAtZero / (logitAtOne - logitAtZero) + MU_STEP };
  });
  return [{}, ...ofMeans, ...ofDeaths];
}
