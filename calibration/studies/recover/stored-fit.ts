import { ownValue } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import type { CohortCount } from '../../config/failed-patients.js';
import { type JobRunner, jobPool, type RefitContext } from '../../inference/refit-context.js';
import type { ProposedPool } from '../../pool/fit-pool.js';
import { joinPools } from '../../pool/mixture-pool.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StoredCalibration } from '../../store/stored-calibration.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { restorePools } from '../refit/restore-pools.js';
import { configuredProblem, trialCorrelations } from '../run/run-settings.js';

/** Engine, store and the callback for cohorts. */
export type StoredFitContext = CohortContext & {
  readonly onCohort: (streamName: string, patients: number) => void;
};

/** A fit, and the patients that it rests on. */
export interface StoredFit {
  readonly fit: RefitContext;
  /** Its validation cohort. */
  readonly confirmed: ProposedPool;
  readonly simulated: readonly CohortCount[];
}

/**
 * A finished fit from its folder, ready for refits on the patients of its validation cohort.
 *
 * @param config - of the run
 * @param tables - the trials it was fitted to
 * @param calibration - its stored calibration
 * @param patients - of its confirmation cohort
 * @param run - runs the fits
 * @param context - engine and store; patients without a stored simulation are simulated again
 */
export async function storedFit(
  config: Config,
  tables: TrialTables,
  calibration: StoredCalibration,
  patients: number,
  run: JobRunner,
  context: StoredFitContext,
): Promise<StoredFit> {
  const problemOf = (others: TrialTables) =>
    configuredProblem(config, clinicalTargets(others, Object.keys(config.arms), config.targets.median), others);
  const problem = problemOf(tables);
  const { pools, simulated } = await restorePools(config, problem, calibration.draws, context, context.onCohort);
  const confirmed = pools.at(-1)!;
  const fit: RefitContext = {
    seed: config.seed,
    tables,
    medianRule: config.targets.median,
    problem,
    values: problem.parameters.map(({ name, start }) => ownValue(calibration.values, name) ?? start),
    problemOf,
    correlations: trialCorrelations(config, tables),
    pool: jobPool('confirmed patients', confirmed, patients, config.fit.leastEffectiveShare),
    // The patients that the run was fitted on; its validation cohort has none of them
    ...(pools.length > 1 ? { truthPool: joinPools(pools.slice(0, -1)) } : {}),
    maxIterations: config.fit.maxIterations,
    tolerance: config.fit.tolerance,
    run,
  };
  return { fit, confirmed, simulated };
}
