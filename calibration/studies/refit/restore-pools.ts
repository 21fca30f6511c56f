import type { Config } from '../../config/config-schema.js';
import type { CohortCount } from '../../config/failed-patients.js';
import { drawCohort } from '../../fit/draw-cohort.js';
import type { CohortDraw } from '../../fit/outer-loop.js';
import type { FitProblem } from '../../fit/problem.js';
import { type ProposedPool, toFitPool } from '../../pool/fit-pool.js';
import { holdCohort } from '../../pool/held-cohort.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import { simulationSpec } from '../run/run-settings.js';

/** Pools with the patients they were made of. */
export interface RestoredPools {
  readonly pools: readonly ProposedPool[];
  readonly simulated: readonly CohortCount[];
}

/**
 * The pools of an earlier run: its patients are drawn again; simulations are read from the store where it holds them.
 *
 * @param config - of the earlier run, its seed and design included
 * @param problem - its time grid is that of the stored tumor burdens
 * @param draws - cohorts of the earlier run
 * @param context - engine and store
 * @param onCohort - called before each pool
 */
export async function restorePools(
  config: Config,
  problem: FitProblem,
  draws: readonly CohortDraw[],
  context: CohortContext,
  onCohort: (streamName: string, patients: number) => void,
): Promise<RestoredPools> {
  const spec = simulationSpec(config);
  const { seed, fit, simulation } = config;
  const pools: ProposedPool[] = [];
  const simulated: CohortCount[] = [];
  for (const { streamName, patients, marginals } of draws) {
    onCohort(streamName, patients);
    const cohort = drawCohort(marginals, { seed, design: fit.design }, streamName, patients);
    const { record, release } = await holdCohort({ spec, parameters: cohort.values, patients }, context);
    simulated.push({
      cohort: streamName,
      patients,
      failed: new Set(record.failures.map(({ patient }) => patient)).size,
    });
    pools.push(
      toFitPool({
        cohort,
        record,
        spec,
        marginals,
        gridDays: problem.grids[problem.arms[0]!]!.days,
        horizonDays: simulation.horizonDays,
        responseRule: simulation.responseRule,
        spool: context.spool,
      }),
    );
    release();
  }
  return { pools, simulated };
}
