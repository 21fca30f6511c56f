import {
  type ArmRecord,
  type CohortRecord,
  classifyResponse,
  cohortSurvival,
  countResponses,
  type DeathProbabilityMixture,
  failureBounds,
  NumericalError,
  type ResponseRule,
  responseRates,
} from '../../src/index.js';
import { quarterEndMonths, quarterNames } from '../endpoints/months.js';
import { cohortCurves, cohortRates } from '../endpoints/read-cohort.js';
import type { ArmOutcome } from './results.js';

export interface OutcomeSettings {
  readonly horizonDays: number;
  readonly monthDays: number;
  readonly responseRule: ResponseRule;
  readonly baselineVolumeCm3: number;
}

/** Outcome of an arm with the daily curve it was read from. */
export interface ArmOutcomeWithCurve {
  readonly outcome: ArmOutcome;
  /** Fraction alive at day 0..horizon. */
  readonly alive: Float64Array;
}

/**
 * Endpoints of one arm of a cohort: response rates, expected survival, and their Monte-Carlo errors.
 *
 * Survival is the exact daily expectation over all completed patients, not the fit's grid. Rates count completed patients;
 * bounds give the largest effect of failed ones.
 *
 * @param arm - simulated patients
 * @param mixture - death probability function of the arm
 * @param settings - days, month length and response rule
 * @throws NumericalError - when no patient completed
 */
export function armOutcome(
  arm: ArmRecord,
  mixture: DeathProbabilityMixture,
  settings: OutcomeSettings,
): ArmOutcomeWithCurve {
  const { horizonDays, monthDays, responseRule, baselineVolumeCm3 } = settings;
  const included = arm.status.map((status) => (status === 0 ? 0 : 1));
  const completed = included.reduce((sum, flag) => sum + flag, 0);
  const failed = included.length - completed;
  if (completed === 0) throw new NumericalError(`cohort: at least one patient must complete; got ${failed} failures`);
  const classes = [...arm.tri]
    .filter((_, patient) => included[patient] === 1)
    .map((tri) => classifyResponse(tri, responseRule, baselineVolumeCm3));
  const counts = countResponses(classes);
  const bounds = failureBounds(counts, failed);
  const curve = cohortSurvival(arm.burden, horizonDays + 1, mixture, included);
  const read = { completed, rates: responseRates(counts), curves: { os: curve }, monthDays };
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
    deaths_per_quarter: Object.fromEntries(
      quarterNames.map((quarter, index) => [quarter, alive[index]! - alive[index + 1]!]),
    ) as ArmOutcome['deaths_per_quarter'],
  };
  return { outcome, alive: curve.alive };
}

/** Endpoints of every arm of a cohort. */
export function cohortOutcome(
  record: CohortRecord,
  mixtures: Readonly<Record<string, DeathProbabilityMixture>>,
  settings: OutcomeSettings,
): Readonly<Record<string, ArmOutcomeWithCurve>> {
  return Object.fromEntries(
    Object.entries(record.arms).map(([name, arm]) => [name, armOutcome(arm, mixtures[name]!, settings)]),
  );
}
