import {
  type ArmRecord,
  type AssessmentRules,
  assessedClasses,
  type CohortRecord,
  cohortExpectations,
  countResponses,
  courseOf,
  type DeathProbabilityMixture,
  failureBounds,
  NumericalError,
  type PatientRows,
  type PatientVisits,
  progressionDay,
  type ResponseClass,
  type ResponseRule,
  responseOf,
  responseRates,
  type SimulationSpec,
  type SteppedCurve,
} from '../../src/index.js';
import { bestClassesOf, bestRateNames } from '../endpoints/best-response.js';
import type { Rates } from '../endpoints/endpoints.js';
import { quarterEndMonths, quarterNames } from '../endpoints/months.js';
import { type CohortArm, cohortBestResponse, cohortCurves, cohortRates } from '../endpoints/read-cohort.js';
import type { ArmOutcome } from './results.js';

export interface OutcomeSettings {
  readonly horizonDays: number;
  readonly monthDays: number;
  readonly responseRule: ResponseRule;
  /** Visits of the arms, and how sizes at visits become classes. */
  readonly spec: Pick<SimulationSpec, 'arms' | 'assessment'>;
}

/** The same for one arm. */
export interface ArmOutcomeSettings extends Omit<OutcomeSettings, 'spec'> {
  /** Days of the visits. */
  readonly visits: readonly number[];
  readonly assessment: AssessmentRules;
}

/** Outcome of an arm with the daily curves it was read from. */
export interface ArmOutcomeWithCurve {
  readonly outcome: ArmOutcome;
  /** Fraction alive at day 0..horizon. */
  readonly alive: Float64Array;
  /** Fraction alive without progression at day 0..horizon. */
  readonly progressionFree: Float64Array;
}

/**
 * Endpoints of one arm of a cohort: response rates, expected survival with and without progression, expected best responses, and their
 * Monte-Carlo errors.
 *
 * Survival is the exact daily expectation over all completed patients, not the fit's grid. Rates count completed patients;
 * bounds give the largest effect of failed ones.
 *
 * @param arm - simulated patients
 * @param mixture - death probability function of the arm
 * @param settings - days, visits, month length and response rules
 * @throws NumericalError - when no patient completed
 */
export function armOutcome(
  arm: ArmRecord<PatientRows>,
  mixture: DeathProbabilityMixture,
  settings: ArmOutcomeSettings,
): ArmOutcomeWithCurve {
  const { counts, completed, failed } = countedClasses(arm, settings);
  const read = cohortArm(arm, mixture, settings);
  const { os: survival, pfs: progressionFree } = read.curves;
  const bounds = failureBounds(counts, failed);
  const { values, errors } = cohortRates(read);
  const curveEndpoints = cohortCurves(read);
  const alive = [100, ...quarterEndMonths.map((month) => curveEndpoints.survival[month])];
  const outcome: ArmOutcome = {
    completed,
    failed,
    ...values,
    bounds: {
      pd: [100 * bounds.pd[0], 100 * bounds.pd[1]],
      dcr: [100 * bounds.dcr[0], 100 * bounds.dcr[1]],
    },
    rate_standard_errors: errors,
    ...curveEndpoints,
    ...cohortBestResponse(read),
    deaths_per_quarter: Object.fromEntries(
      quarterNames.map((quarter, index) => [quarter, alive[index]! - alive[index + 1]!]),
    ) as ArmOutcome['deaths_per_quarter'],
  };
  return { outcome, alive: survival.alive, progressionFree: progressionFree.alive };
}

/** Response rates of one arm alone; percent. @throws NumericalError - when no patient completed */
export function armRates(arm: ArmRecord<PatientRows>, responseRule: ResponseRule): Rates {
  const { counts, completed } = countedClasses(arm, { responseRule });
  return cohortRates({ rates: responseRates(counts), completed }).values;
}

/** Response classes of the completed patients. @throws NumericalError - when no patient completed */
function countedClasses(arm: ArmRecord<PatientRows>, { responseRule }: Pick<ArmOutcomeSettings, 'responseRule'>) {
  const classes: ResponseClass[] = [];
  arm.status.forEach((status, patient) => {
    if (status !== 0) classes.push(responseOf(arm, patient, responseRule));
  });
  const completed = classes.length;
  const failed = arm.status.length - completed;
  if (completed === 0) throw new NumericalError(`cohort: at least one patient must complete; got ${failed} failures`);
  return { counts: countResponses(classes), completed, failed };
}

/**
 * What the endpoints of one arm are read from: rates and expected curves and best responses, all of them means over completed patients.
 *
 * @throws NumericalError - when no patient completed
 */
export function cohortArm(
  arm: ArmRecord<PatientRows>,
  mixture: DeathProbabilityMixture,
  settings: ArmOutcomeSettings,
): CohortArm & { readonly curves: { readonly pfs: SteppedCurve } } {
  const { horizonDays, monthDays, visits } = settings;
  const { counts, completed } = countedClasses(arm, settings);
  const { survival, progressionFree, best } = cohortExpectations(
    arm.burden,
    horizonDays + 1,
    mixture,
    { days: visits, of: visitsOf(arm, settings), unassessed: assessedClasses.indexOf('NE') },
    bestRateNames.map(bestClassesOf),
  );
  const curves = { os: survival, pfs: progressionFree };
  return { completed, rates: responseRates(counts), curves, visits, best, monthDays };
}

/** What the visits of each completed patient show; `undefined` for one that failed. */
export function visitsOf(arm: ArmRecord<PatientRows>, { visits, assessment }: ArmOutcomeSettings) {
  return (patient: number): PatientVisits | undefined => {
    const course = courseOf(arm, patient, visits, assessment);
    if (course === undefined) return undefined;
    const runningBest = course.runningBest.map((name) => assessedClasses.indexOf(name));
    return { progressionDay: progressionDay(course, visits), runningBest };
  };
}

/** Endpoints of every arm of a cohort. */
export function cohortOutcome(
  record: CohortRecord<PatientRows>,
  mixtures: Readonly<Record<string, DeathProbabilityMixture>>,
  { spec, ...settings }: OutcomeSettings,
): Readonly<Record<string, ArmOutcomeWithCurve>> {
  const { assessment } = spec;
  return Object.fromEntries(
    spec.arms.map(({ name, visits }) => [
      name,
      armOutcome(record.arms[name]!, mixtures[name]!, { ...settings, assessment, visits }),
    ]),
  );
}
