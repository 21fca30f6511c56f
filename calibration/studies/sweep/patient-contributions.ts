import {
  type ArmRecord,
  atDay,
  classifyResponse,
  type DeathProbabilityMixture,
  eachSurvival,
  medianSurvivalDays,
  type ResponseRule,
  responseOf,
  square,
} from '../../../src/index.js';
import { curves } from '../../endpoints/curves.js';
import { type RateName, rateForms } from '../../endpoints/endpoints.js';

/** What each patient adds to an endpoint, by column: the endpoint is their mean. NaN for patients that failed; unit of the column. */
export type Contributions = ReadonlyMap<string, Float64Array>;

/** How contributions are read from the patients of a point. */
export interface ContributionSettings {
  readonly rates: readonly RateName[];
  readonly responseRule: ResponseRule;
  /** Death function; null where there is none, and no survival. */
  readonly mixture: DeathProbabilityMixture | null;
  readonly landmarkMonths: readonly number[];
  readonly monthDays: number;
  readonly horizonDays: number;
  /** Further days at which disease control is read. */
  readonly furtherDays: readonly number[];
  /** Change of tumor volume of a patient from baseline to a day, as a share. */
  readonly changeAt: (patient: number, day: number) => number;
  /** Rows of the patients that completed. */
  readonly completed: readonly number[];
}

const { os } = curves;

/**
 * Contributions of the patients of a point to its rates, to survival at landmarks, to the median and to disease control on further
 * days; percent, and months for the median.
 *
 * That to the median m is its influence, (S_i(m) - 1/2) / (S(m - 1) - S(m)) days, whose error is that of the curve at the median over
 * its slope.
 */
export function patientContributions(arm: ArmRecord, settings: ContributionSettings): Contributions {
  const { rates, responseRule, furtherDays, changeAt, completed } = settings;
  const ofCompleted = (contribution: (patient: number) => number): Float64Array => {
    const values = new Float64Array(arm.status.length).fill(Number.NaN);
    for (const patient of completed) values[patient] = contribution(patient);
    return values;
  };
  const classes = new Map(completed.map((patient) => [patient, responseOf(arm, patient, responseRule)]));
  return new Map([
    ...rates.map((name) => {
      const counted: readonly string[] = rateForms[name].classes;
      return [name, ofCompleted((patient) => (counted.includes(classes.get(patient)!) ? 100 : 0))] as const;
    }),
    ...survivalContributions(arm, settings, ofCompleted),
    ...furtherDays.map((day) => {
      const isControlled = (patient: number) =>
        classifyResponse(changeAt(patient, day), responseRule, arm.baselineVolumeCm3[patient]!) !== 'PD';
      return [`control_${day}`, ofCompleted((patient) => (isControlled(patient) ? 100 : 0))] as const;
    }),
  ]);
}

function survivalContributions(
  arm: ArmRecord,
  { mixture, landmarkMonths, monthDays, horizonDays, completed }: ContributionSettings,
  ofCompleted: (contribution: (patient: number) => number) => Float64Array,
): readonly (readonly [string, Float64Array])[] {
  if (mixture === null) return [];
  const days = horizonDays + 1;
  const months = landmarkMonths.filter((month) => month * monthDays <= horizonDays);
  const isCompleted = new Set(completed);
  const mean = new Float64Array(days);
  const atMonth = months.map(() => new Float64Array(arm.status.length));
  eachSurvival(arm.burden, days, mixture, (patient, alive) => {
    if (!isCompleted.has(patient)) return;
    for (let day = 0; day < days; day++) mean[day]! += alive[day]! / completed.length;
    months.forEach((month, index) => {
      atMonth[index]![patient] = 100 * atDay(alive, month * monthDays)!;
    });
  });
  const landmarks = months.map(
    (month, index) => [`${os.landmarkPrefix}${month}`, ofCompleted((patient) => atMonth[index]![patient]!)] as const,
  );
  const median = medianSurvivalDays(mean);
  if (median === null) return landmarks;
  const day = Math.max(1, Math.ceil(median));
  const slope = mean[day - 1]! - mean[day]!;
  if (!(slope > 0)) return landmarks;
  const atMedian = new Float64Array(arm.status.length);
  eachSurvival(arm.burden, days, mixture, (patient, alive) => {
    atMedian[patient] = (atDay(alive, median)! - 0.5) / slope / monthDays;
  });
  return [...landmarks, [os.outcome.median, ofCompleted((patient) => atMedian[patient]!)]];
}

/**
 * Monte-Carlo standard error of a mean over patients: their standard deviation over the root of their number.
 *
 * @param values - NaN where a patient failed
 * @returns null with fewer than two patients
 */
export function contributionError(values: ArrayLike<number>): number | null {
  const known = Array.from(values).filter((value) => !Number.isNaN(value));
  const { length: n } = known;
  if (n < 2) return null;
  const mean = known.reduce((sum, value) => sum + value, 0) / n;
  return Math.sqrt(known.reduce((sum, value) => sum + square(value - mean), 0) / (n - 1) / n);
}

/**
 * The same of the difference of two points, patient by patient: the patients are the same at all points.
 *
 * @param values - contributions at a point
 * @param reference - at the point that is subtracted; same length
 */
export function differenceError(values: Float64Array, reference: Float64Array): number | null {
  return contributionError(values.map((value, patient) => value - reference[patient]!));
}
