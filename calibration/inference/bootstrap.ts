import { randomStream, streamNames } from '../../src/index.js';
import { type EndpointName, endpointNames } from '../endpoints/endpoints.js';
import { parametersAtBound } from '../fit/bounds.js';
import type { FitJobResult } from '../fit/fit-job.js';
import { PENALTY_ACTIVE } from '../fit/objective/ess-penalty.js';
import { armModels } from './arm-models.js';
import { centralInterval, moments } from './estimate-spread.js';
import { jobOf, mediansOf, type RefitContext } from './refit-context.js';
import type { BootstrapBand, BootstrapResult } from './results.js';
import { syntheticTables } from './synthetic-tables.js';

/** Relative decrease at which a refit ends: the remaining decrease is negligible compared with the spread of the refits. */
const TOLERANCE = 1e-3;

/**
 * Parametric bootstrap over the trials: trials of the original sizes are simulated from the fitted model, pooled like the original ones
 * and refitted on stored patients.
 *
 * The model is first fitted to the original trials on these patients, and the new trials are simulated from that fit. Simulated
 * from a fit on other patients, they would have another centre than the refits.
 *
 * The spread is the sampling error of the trials, propagated through the fit. The prior is the same in all refits; a transformed
 * parameter that the data do not inform hardly varies: the prior dominates it.
 *
 * @param context - the fit
 * @param replicates - number of simulated sets of trials
 * @param level - of the intervals, such as 0.9
 * @returns percentile intervals of every endpoint and transformed parameter
 */
export async function bootstrapTrials(
  context: RefitContext,
  replicates: number,
  level: number,
): Promise<BootstrapResult> {
  const { problem, pool, tables, seed } = context;
  const endpoints = mediansOf(context);
  const [centre] = await context.run('bootstrap of the trials: the fit', [
    { ...jobOf(context), endpoints, standardErrors: true },
  ]);
  const start = Array.from(centre!.values);
  const models = armModels(problem, pool.pool, start);
  const jobs = Array.from({ length: replicates }, (_, index) => {
    const stream = randomStream({ seed, streamName: `${streamNames.bootstrap} of trials`, index });
    const drawn = syntheticTables(tables, models, problem.settings.monthDays, stream, context.correlations);
    return { ...jobOf(context, context.problemOf(drawn)), start, tolerance: TOLERANCE, endpoints };
  });
  const drawn = await context.run('bootstrap of the trials', jobs);
  const band = (
    read: (result: FitJobResult) => number,
    deltaStandardError: number | null,
    priorStandardDeviation: number | null,
  ): BootstrapBand => {
    const all = drawn.map(read).filter(Number.isFinite);
    const [low, high] = centralInterval(all, level);
    return {
      centre: read(centre!),
      low,
      high,
      standard_deviation: moments(all).deviation,
      delta_standard_error: deltaStandardError,
      prior_standard_deviation: priorStandardDeviation,
    };
  };
  return {
    replicates,
    not_converged: drawn.filter(({ converged }) => !converged).length,
    penalty_active: drawn.filter(({ essPenalty }) => essPenalty > PENALTY_ACTIVE).length,
    level,
    patients: pool.pool.patients,
    at_bound: [...parametersAtBound(problem, start)],
    endpoints: Object.fromEntries(
      problem.arms.map((arm, armIndex) => {
        const bands = endpointNames.map((name, k) => {
          const place = armIndex * endpointNames.length + k;
          return [name, band((result) => result.endpoints[place]!, centre!.standardErrors[place]!, null)] as const;
        });
        return [arm, Object.fromEntries(bands) as Record<EndpointName, BootstrapBand>];
      }),
    ),
    parameters: Object.fromEntries(
      problem.parameters.map(({ name, prior }, index) => [
        name,
        band((result) => result.values[index]!, null, prior.sd),
      ]),
    ),
  };
}
