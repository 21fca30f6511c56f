import { heterogeneityParameters, ownValue, rowsInMemory } from '../../../src/index.js';
import type { Config } from '../../config/config-schema.js';
import { joinPools, type MixturePool } from '../../pool/mixture-pool.js';
import type { CohortContext } from '../../pool/run-cohort.js';
import type { StoredCalibration } from '../../store/stored-calibration.js';
import { clinicalTargets } from '../../targets/clinical-targets.js';
import { restorePools } from '../refit/restore-pools.js';
import { configuredProblem } from '../run/run-settings.js';
import { clinicalData } from './clinical-data.js';
import type { ExplorerOrigin, ExplorerPool } from './explorer-pool.js';

/** A finished run or refit as the explorer reads it. */
export interface ExploredRun {
  readonly config: Config;
  readonly calibration: StoredCalibration;
  readonly origin: Omit<ExplorerOrigin, 'pooled'>;
  readonly labels: Readonly<Record<string, string>>;
  readonly units: Readonly<Record<string, string>>;
}

/**
 * The weighted pool of a finished run, as its last fit had it: every cohort but the independent one that confirmed it.
 *
 * Simulations are read from the store where it holds them, and made again where it does not.
 *
 * @param run - configuration and stored fit
 * @param context - engine and store
 * @param onCohort - called before each cohort
 */
export async function restoreExplorerPool(
  { config, calibration, origin, labels, units }: ExploredRun,
  context: CohortContext,
  onCohort: (streamName: string, patients: number) => void,
): Promise<ExplorerPool> {
  const arms = Object.keys(config.arms);
  const { tables, draws } = calibration;
  const targets = clinicalTargets(tables, arms, config.targets.median);
  const problem = configuredProblem(config, targets, tables);
  const { pools } = await restorePools(config, problem, draws.slice(0, -1), context, onCohort);
  const joined = joinPools(pools);
  const { spool: _, ...inMemory } = joined;
  const pool: MixturePool<Float32Array> = {
    ...inMemory,
    burden: Object.fromEntries(Object.entries(joined.burden).map(([arm, rows]) => [arm, rowsInMemory(rows)])),
  };
  return {
    origin: { ...origin, pooled: pool.patients },
    problem,
    values: problem.parameters.map(({ name, start }) => calibration.values[name] ?? start),
    leastEffective: config.fit.leastEffectiveShare * pool.newest,
    targets,
    clinical: clinicalData(tables, arms),
    labels,
    parameters: problem.settings.marginals.map(({ name }) => ({
      name,
      unit: ownValue(units, name) ?? '',
      group:
        ownValue<{ readonly group: string } | undefined>(heterogeneityParameters, name)?.group ?? 'further parameters',
    })),
    units,
    approximation: null,
    pool,
  };
}
