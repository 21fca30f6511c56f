import { coxRegression, InputError, logRankTest } from '../../src/index.js';
import { type RecistClass, type ResponseSummary, summariseResponses } from './response-summary.js';
import { kaplanMeier, type SurvivalCurve } from './stats/kaplan-meier.js';

/** One patient of a trial. */
export interface TrialPatient {
  readonly patient: string;
  readonly arm: string;
  /** Best overall response up to death or the end of follow-up. */
  readonly bestResponse: RecistClass;
  /** Time to death, or of follow-up; days. */
  readonly survivalDays: number;
  /** 1 for a death, 0 for a patient alive at the end of follow-up. */
  readonly died: 0 | 1;
  /** Time to the visit that shows progression or to death, whichever is first, or of follow-up; days. */
  readonly progressionFreeDays: number;
  /** 1 for progression or death, 0 for neither. */
  readonly progressedOrDied: 0 | 1;
}

/** What a trial reports of an arm. */
export interface TrialArmResult {
  readonly arm: string;
  readonly patients: number;
  /** Patients whose simulation failed; in no other number. */
  readonly failed: number;
  readonly bestResponse: ResponseSummary;
  /** Kaplan-Meier estimates; times in months of 30.4375 days, or those of `from`. */
  readonly overallSurvival: SurvivalCurve;
  readonly progressionFreeSurvival: SurvivalCurve;
}

/** A hazard ratio of two arms. */
export interface HazardRatio {
  /** By Cox regression, arm over control; null where it has no finite estimate. */
  readonly hazardRatio: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Two-sided log-rank test; null where no event tells the arms apart. */
  readonly p: number | null;
}

/** An arm against the control arm. */
export interface TrialComparison {
  readonly arm: string;
  readonly control: string;
  readonly overallSurvival: HazardRatio;
  readonly progressionFreeSurvival: HazardRatio;
}

/**
 * What a trial reports of one arm.
 *
 * @param own - patients of the arm whose simulation completed
 * @param planned - patients of the arm
 * @throws InputError - when no simulation completed
 */
export function armResult(
  arm: string,
  own: readonly TrialPatient[],
  planned: number,
  { monthDays, level }: { readonly monthDays: number; readonly level: number },
): TrialArmResult {
  if (own.length === 0)
    throw new InputError(`patients.${arm}: must have a patient whose simulation completes; got none`);
  const curve = (days: readonly number[], events: readonly number[]) =>
    kaplanMeier(
      days.map((day) => day / monthDays),
      events,
      { level },
    );
  return {
    arm,
    patients: own.length,
    failed: planned - own.length,
    bestResponse: summariseResponses(
      own.map(({ bestResponse }) => bestResponse),
      level,
    ),
    overallSurvival: curve(
      own.map(({ survivalDays }) => survivalDays),
      own.map(({ died }) => died),
    ),
    progressionFreeSurvival: curve(
      own.map(({ progressionFreeDays }) => progressionFreeDays),
      own.map(({ progressedOrDied }) => progressedOrDied),
    ),
  };
}

/** One arm against the control arm; patients of both, and the level of the intervals. */
export function comparisonOf(
  own: readonly TrialPatient[],
  control: readonly TrialPatient[],
  level: number,
): TrialComparison {
  const both = [...own, ...control];
  const group = both.map((_, index) => (index < own.length ? 1 : 0));
  return {
    arm: own[0]!.arm,
    control: control[0]!.arm,
    overallSurvival: hazardRatioOf(
      both.map(({ survivalDays }) => survivalDays),
      both.map(({ died }) => died),
      group,
      level,
    ),
    progressionFreeSurvival: hazardRatioOf(
      both.map(({ progressionFreeDays }) => progressionFreeDays),
      both.map(({ progressedOrDied }) => progressedOrDied),
      group,
      level,
    ),
  };
}

function hazardRatioOf(
  times: readonly number[],
  observed: readonly number[],
  group: readonly number[],
  level: number,
): HazardRatio {
  const { p } = logRankTest(times, observed, group);
  const fit = coxRegression({ times, observed, columns: [group] }, { level });
  if (fit.kind !== 'completed') return { hazardRatio: null, low: null, high: null, p };
  const { hazardRatio, hazardRatioLow: low, hazardRatioHigh: high } = fit.coefficients[0]!;
  return { hazardRatio, low, high, p };
}
