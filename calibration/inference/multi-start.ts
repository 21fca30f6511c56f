import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { randomStream, streamNames } from '../../src/index.js';
import { jobOf, type RefitContext } from './refit-context.js';
import type { StartResult } from './results.js';

/** Scatter of the starting values of shapes, as a share of the prior standard deviation; those of death functions are uniform within their bounds. */
const SHAPE_SHARE = 0.3;

/**
 * Fits from scattered starts: shapes around the fit, death functions uniformly within their bounds.
 *
 * @param context - the fit
 * @param starts - number of starts besides the fit itself
 * @returns results, the lowest objective first
 */
export async function multiStart(context: RefitContext, starts: number): Promise<readonly StartResult[]> {
  const { problem, values, seed } = context;
  const jobs = Array.from({ length: starts }, (_, index) => {
    const stream = randomStream({ seed, streamName: streamNames.starts, index });
    const start = problem.parameters.map(({ role, prior, lower, upper }, parameter) => {
      const number = stream();
      if (role.kind === 'death') return lower + number * (upper - lower);
      const scattered = values[parameter]! + SHAPE_SHARE * prior.sd * normalQuantile(0.001 + 0.998 * number, 0, 1);
      return Math.min(Math.max(scattered, lower), upper);
    });
    return { ...jobOf(context), start };
  });
  const results = await context.run('scattered starts', [jobOf(context), ...jobs]);
  const lowest = results.reduce((best, each) => (each.objective < best.objective ? each : best));
  return results
    .map(({ objective, iterations, converged, values: end }, start) => ({
      start,
      objective_at_end: objective,
      iterations,
      converged,
      distance: problem.parameters.reduce(
        (most, { prior }, index) => Math.max(most, Math.abs(end[index]! - lowest.values[index]!) / prior.sd),
        0,
      ),
    }))
    .sort((a, b) => a.objective_at_end - b.objective_at_end);
}
