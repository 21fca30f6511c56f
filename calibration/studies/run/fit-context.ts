import type { Config } from '../../config/config-schema.js';
import type { PooledFit } from '../../fit/fit-pools.js';
import type { FitProblem } from '../../fit/problem.js';
import { type JobRunner, jobPool, type RefitContext } from '../../inference/refit-context.js';
import type { ProposedPool } from '../../pool/fit-pool.js';
import { type ClinicalTargets, clinicalTargets } from '../../targets/clinical-targets.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { configuredProblem, trialCorrelations } from './run-settings.js';

/** The problem, the result of its fit, and the independent validation cohort as a pool. */
export interface FittedProblem {
  readonly problem: FitProblem;
  readonly fit: PooledFit;
  readonly targets: readonly ClinicalTargets[];
  readonly confirmed: ProposedPool;
}

/**
 * The fit with everything that a refit needs.
 *
 * @param config - of the run
 * @param tables - its trials
 * @param fitted - problem, fit and validation cohort
 * @param patients - patients of that cohort that are refitted on
 * @param run - runs the fits
 */
export function fitContext(
  config: Config,
  tables: TrialTables,
  { problem, fit, confirmed }: Pick<FittedProblem, 'problem' | 'fit' | 'confirmed'>,
  patients: number,
  run: JobRunner,
): RefitContext {
  const { fit: settings, seed } = config;
  return {
    seed,
    tables,
    medianRule: config.targets.median,
    problem,
    values: fit.values,
    problemOf: (others) =>
      configuredProblem(config, clinicalTargets(others, problem.arms, config.targets.median), others),
    correlations: trialCorrelations(config, tables),
    pool: jobPool('confirmed patients', confirmed, patients, settings.leastEffectiveShare),
    maxIterations: settings.maxIterations,
    tolerance: settings.tolerance,
    run,
  };
}
