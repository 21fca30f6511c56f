import { type CohortSurvival, type DeathProbabilityMixture, eachSurvival } from '../../../src/index.js';
import { type SimulatedForm, YEAR_DAYS } from './replicate-cohorts.js';

/** Expected survival of every patient of an arm, day by day; zeros for patients that failed. */
export interface SurvivalRows {
  /** patients x (YEAR_DAYS + 1). */
  readonly rows: Float64Array;
  /** 1 for patients that completed. */
  readonly completed: Uint8Array;
}

/** Survival of the arms under the death functions of the posted form. */
export interface FormSurvival {
  readonly posted: Readonly<Record<string, SurvivalRows>>;
  readonly corrected: Readonly<Record<string, SurvivalRows>>;
  /** The posted combination arm under the death function of the placebo arm. */
  readonly placeboFunction: SurvivalRows;
}

const DAYS = YEAR_DAYS + 1;

/**
 * Expected survival of every patient of an arm: computed once, read for the cohort and for any group of it.
 *
 * @param form - cohort
 * @param arm - its arm
 * @param mixture - death function
 */
export function survivalRows(
  { record }: Pick<SimulatedForm, 'record'>,
  arm: string,
  mixture: DeathProbabilityMixture,
): SurvivalRows {
  const { burden, status } = record.arms[arm]!;
  const rows = new Float64Array(burden.length);
  eachSurvival(burden, DAYS, mixture, (patient, survival) => {
    if (status[patient] !== 0) rows.set(survival, patient * DAYS);
  });
  return { rows, completed: status.map((code) => (code === 0 ? 0 : 1)) };
}

/** The same for every arm of a form. */
export function survivalOfArms(
  form: Pick<SimulatedForm, 'record'>,
  mixtures: Readonly<Record<string, DeathProbabilityMixture>>,
): Readonly<Record<string, SurvivalRows>> {
  return Object.fromEntries(Object.entries(mixtures).map(([arm, mixture]) => [arm, survivalRows(form, arm, mixture)]));
}

/**
 * Mean curve of some patients with its Monte-Carlo error.
 *
 * @param survival - rows of an arm
 * @param included - 1 for patients to count, for the first rows; all that completed where left out
 */
export function meanCurve({ rows, completed }: SurvivalRows, included: Uint8Array = completed): CohortSurvival {
  const mean = new Float64Array(DAYS);
  const square = new Float64Array(DAYS);
  let patients = 0;
  included.forEach((flag, patient) => {
    if (flag !== 1) return;
    patients++;
    for (let day = 0; day < DAYS; day++) {
      // Welford's update: exact where all patients agree
      const alive = rows[patient * DAYS + day]!;
      const step = alive - mean[day]!;
      mean[day]! += step / patients;
      square[day]! += step * (alive - mean[day]!);
    }
  });
  const standardError = square.map((sum) => (patients > 1 ? Math.sqrt(sum / (patients - 1) / patients) : 0));
  return { alive: mean, standardError, patients };
}

/** Share of one patient alive on a day. */
export function aliveOn({ rows }: SurvivalRows, patient: number, day: number): number {
  return rows[patient * DAYS + day]!;
}
