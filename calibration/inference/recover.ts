import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { randomStream } from '../../src/index.js';
import { endpointNames } from '../endpoints/endpoints.js';
import { parametersAtBound } from '../fit/bounds.js';
import { runFitJob } from '../fit/fit-job.js';
import { toEndpoints } from '../fit/objective/pooled-endpoints.js';
import { armModels } from './arm-models.js';
import { moments } from './estimate-spread.js';
import { jobOf, mediansOf, type RefitContext } from './refit-context.js';
import type { RecoveredEndpoint, Recovery } from './results.js';
import { syntheticTables } from './synthetic-tables.js';

/**
 * Simulate and recover: trials of the original sizes are simulated from known shapes and death functions, fitted from the starting
 * values of the problem, and compared with the truth.
 *
 * Intervals are estimate ± z standard errors, with the standard errors of each fit. Where the context has them, the truth is read
 * from other virtual patients than those of the fits, because the patients of a trial are not the simulated ones either.
 *
 * @param context - its fit is the truth
 * @param dataSets - number of simulated sets of trials
 * @param level - of the intervals
 */
export async function simulateAndRecover(context: RefitContext, dataSets: number, level: number): Promise<Recovery> {
  const { problem, pool, values, tables, seed, truthPool = pool.pool } = context;
  const models = armModels(problem, truthPool, values);
  const endpoints = mediansOf(context);
  const start = problem.parameters.map((parameter) => parameter.start);
  const jobs = Array.from({ length: dataSets }, (_, index) => {
    const stream = randomStream({ seed, streamName: 'simulate and recover', index });
    const drawn = context.problemOf(
      syntheticTables(tables, models, problem.settings.monthDays, stream, context.correlations),
    );
    return { ...jobOf(context, drawn), start, endpoints, standardErrors: true };
  });
  const atTruth = { ...jobOf(context), pool: { ...pool, name: 'truth', pool: truthPool }, maxIterations: 0, endpoints };
  const truth = runFitJob(atTruth);
  const results = await context.run('simulate and recover', jobs);
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const known = toEndpoints(problem.arms, truth.endpoints);
  return {
    data_sets: dataSets,
    not_converged: results.filter(({ converged }) => !converged).length,
    level,
    patients: pool.pool.patients,
    truth_patients: truthPool.patients,
    at_bound: results.filter((result) => parametersAtBound(problem, result.values).length > 0).length,
    endpoints: problem.arms.flatMap((arm, armIndex) =>
      endpointNames.map((endpoint, k): RecoveredEndpoint => {
        const place = armIndex * endpointNames.length + k;
        const estimates = results.map((result) => result.endpoints[place]!);
        const standardErrors = results.map((result) => result.standardErrors[place]!);
        const target = known[arm]![endpoint]!;
        const inside = estimates.filter((value, index) => Math.abs(value - target) <= z * standardErrors[index]!);
        const { mean, deviation } = moments(estimates);
        return {
          arm,
          endpoint: endpoint,
          truth: target,
          mean_estimate: mean,
          bias: mean - target,
          standard_deviation: deviation,
          mean_standard_error: moments(standardErrors).mean,
          coverage: inside.length / dataSets,
          estimates,
          standard_errors: standardErrors,
        };
      }),
    ),
    parameters: problem.parameters.map(({ name }, index) => {
      const { mean, deviation } = moments(results.map((result) => result.values[index]!));
      return { name, truth: values[index]!, mean_estimate: mean, standard_deviation: deviation };
    }),
  };
}
