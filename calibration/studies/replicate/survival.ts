import {
  atDay,
  builtInArms,
  type CohortSurvival,
  type DeathProbabilityMixture,
  eachSurvival,
  hypotenuse,
  medianStandardErrorDays,
  medianSurvivalDays,
} from '../../../src/index.js';
import { landmarkMonths, PAPER_MONTH_DAYS } from '../../endpoints/months.js';
import { PUBLISHED_PATIENTS, type SimulatedForm, YEAR_DAYS } from './cohorts.js';
import type { Estimate, ReplicateSetting } from './result.js';

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
 * @param included - 1 for patients to count, for the first rows; default: all that completed
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

/** Rounds of drawn deaths that the paper's curves are the mean of. */
const ROUNDS = 10;

/**
 * Median, landmarks and quarterly deaths of the three arms: exact expectations under a death function.
 *
 * The error of a published value is that of a hundred patients and of ten rounds of drawn deaths. A median that is not
 * reached within the year enters as twelve months, the least it can be.
 *
 * @param survival - rows of the arms
 * @param options - setting; whether the landmarks were what the death functions were fitted to; why values may differ
 */
export function survivalEstimates(
  survival: Readonly<Record<string, SurvivalRows>>,
  options: { readonly setting: ReplicateSetting; readonly basis: Estimate['basis']; readonly because: string },
): readonly Estimate[] {
  const { setting, basis, because } = options;
  return builtInArms.flatMap((arm) => {
    const curve = meanCurve(survival[arm]!);
    const { patients } = curve;
    const plain = { setting, patients, basis, because } as const;
    const share = (month: number) => 100 * atDay(curve.alive, month * PAPER_MONTH_DAYS)!;
    const error = (month: number) => 100 * atDay(curve.standardError, month * PAPER_MONTH_DAYS)!;
    const withErrors = (value: number, standardError: number, dying: number) => ({
      value,
      standard_error: standardError,
      published_error: publishedError(standardError, patients, drawnError(dying)),
    });
    const landmarks = landmarkMonths.map(
      (month): Estimate => ({
        ...plain,
        id: `survival.${arm}.${month}`,
        ...withErrors(share(month), error(month), share(month)),
      }),
    );
    const deaths = landmarkMonths.map((month): Estimate => {
      const died = share(month - 3) - share(month);
      // Survival at the two ends is positively correlated, so the error is not too small
      return {
        ...plain,
        id: `deaths.${arm}.${month - 3}-${month}`,
        ...withErrors(died, hypotenuse(error(month - 3), error(month)), died),
      };
    });
    const oneYear: Estimate = { ...plain, id: `oneyear.${arm}`, ...withErrors(share(12), error(12), share(12)) };
    return [medianEstimate(arm, curve, { setting, because }), ...deaths, ...landmarks, oneYear];
  });
}

function medianEstimate(
  arm: string,
  curve: CohortSurvival,
  { setting, because }: { readonly setting: ReplicateSetting; readonly because: string },
): Estimate {
  const { patients, alive } = curve;
  const median = medianSurvivalDays(alive);
  const standardError = (medianStandardErrorDays(curve) ?? 0) / PAPER_MONTH_DAYS;
  const plain = { id: `median.${arm}`, setting, patients, standard_error: standardError, basis: 'computed' } as const;
  if (median === null) {
    const because12 = `half of the cohort is alive after twelve months, the value used for the median; ${because}`;
    return { ...plain, value: landmarkMonths.at(-1)!, because: because12 };
  }
  const day = Math.max(1, Math.ceil(median));
  const slopePerMonth = 100 * (alive[day - 1]! - alive[day]!) * PAPER_MONTH_DAYS;
  return {
    ...plain,
    value: median / PAPER_MONTH_DAYS,
    published_error: publishedError(standardError, patients, drawnError(50) / slopePerMonth),
    because,
  };
}

/** Error of a share, percent, from deaths drawn in ten rounds over a hundred patients. */
function drawnError(percent: number): number {
  return Math.sqrt((percent * (100 - percent)) / (PUBLISHED_PATIENTS * ROUNDS));
}

function publishedError(standardError: number, patients: number, drawn: number): number {
  return hypotenuse(standardError * Math.sqrt(patients / PUBLISHED_PATIENTS), drawn);
}
