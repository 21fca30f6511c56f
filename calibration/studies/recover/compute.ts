import type { Config } from '../../config/config-schema.js';
import type { CohortCount } from '../../config/failed-patients.js';
import { simulateAndRecover } from '../../inference/recover.js';
import type { JobRunner } from '../../inference/refit-context.js';
import type { StoredCalibration } from '../../store/stored-calibration.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import { resultTreatments } from '../configured-treatments.js';
import { RECOVER_SCHEMA_VERSION, type RecoverResult } from './result.js';
import { type StoredFitContext, storedFit } from './stored-fit.js';

export interface RecoverInput {
  readonly config: Config;
  readonly tables: TrialTables;
  readonly calibration: StoredCalibration;
  /** Simulated sets of trials of the original sizes. */
  readonly datasets: number;
  /** Patients of the validation cohort that the refits use. */
  readonly patients: number;
  /** Central share of the intervals. */
  readonly level: number;
}

/** Simulate and recover: refits sets of trials simulated from a finished fit; bias and coverage of every endpoint. */
export async function computeRecover(
  { config, tables, calibration, datasets, patients, level }: RecoverInput,
  context: StoredFitContext,
  jobs: JobRunner,
): Promise<{ readonly result: RecoverResult; readonly patients: readonly CohortCount[] }> {
  const { fit, simulated } = await storedFit(config, tables, calibration, patients, jobs, context);
  const recovery = await simulateAndRecover(fit, datasets, level);
  return {
    result: { schema_version: RECOVER_SCHEMA_VERSION, ...resultTreatments(config), ...recovery },
    patients: simulated,
  };
}
