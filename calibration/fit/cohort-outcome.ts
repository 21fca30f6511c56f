import {
  type ArmRecord,
  atDay,
  type CohortRecord,
  classifyResponse,
  cohortSurvival,
  countResponses,
  type DeathProbabilityMixture,
  failureBounds,
  medianStandardErrorDays,
  medianSurvivalDays,
  NumericalError,
  type ResponseRates,
  type ResponseRule,
  rateStandardError,
  responseRates,
} from '../../src/index.js';
import type { ArmOutcome, Rates } from './results.js';

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

const quarters = ['0-3', '3-6', '6-9', '9-12'] as const;
const landmarks = ['3', '6', '9', '12'] as const;

/**
 * Endpoints of one arm of a cohort: response rates, expected survival, and their Monte-Carlo errors.
 *
 * Survival is the exact daily expectation over all completed patients, not the fit's grid. Rates count completed patients;
 * bounds say what failed ones could change.
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
  const rates = responseRates(counts);
  const bounds = failureBounds(counts, failed);
  const curve = cohortSurvival(arm.burden, horizonDays + 1, mixture, included);
  const median = medianSurvivalDays(curve.alive);
  const medianError = medianStandardErrorDays(curve);
  const percentAt = (values: Float64Array) => (month: string) =>
    [month, 100 * (atDay(values, Number(month) * monthDays) ?? values[values.length - 1]!)] as const;
  const survival = Object.fromEntries(landmarks.map(percentAt(curve.alive))) as ArmOutcome['survival'];
  const alive = [100, survival['3'], survival['6'], survival['9'], survival['12']];
  const outcome: ArmOutcome = {
    completed,
    failed,
    ...inPercent(rates),
    bounds: {
      pd: [100 * bounds.pd[0], 100 * bounds.pd[1]],
      dcr: [100 * bounds.dcr[0], 100 * bounds.dcr[1]],
    },
    rate_standard_errors: inPercent(mapRates(rates, (rate) => rateStandardError(rate, completed))),
    median_os_months: median === null ? null : median / monthDays,
    median_os_standard_error: medianError === null ? null : medianError / monthDays,
    survival,
    survival_standard_errors: Object.fromEntries(
      landmarks.map(percentAt(curve.standardError)),
    ) as ArmOutcome['survival_standard_errors'],
    deaths_per_quarter: Object.fromEntries(
      quarters.map((quarter, index) => [quarter, alive[index]! - alive[index + 1]!]),
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

function mapRates(rates: ResponseRates, f: (rate: number) => number): ResponseRates {
  const { cr, pr, sd, pd, orr, dcr } = rates;
  return { cr: f(cr), pr: f(pr), sd: f(sd), pd: f(pd), orr: f(orr), dcr: f(dcr) };
}

function inPercent(rates: ResponseRates): Rates {
  return mapRates(rates, (rate) => 100 * rate);
}
