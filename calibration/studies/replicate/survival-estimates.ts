import {
  atDay,
  builtInArms,
  type CohortSurvival,
  medianStandardErrorDays,
  medianSurvivalDays,
} from '../../../src/index.js';
import { landmarkMonths } from '../../fit/fit-problem.js';
import { MONTH_DAYS } from './replicate-cohorts.js';
import { PUBLISHED_PATIENTS } from './response-estimates.js';
import type { Estimate, ReplicateSetting } from './result.js';
import { meanCurve, type SurvivalRows } from './survival-rows.js';

/** Rounds of drawn deaths that the paper's curves are the mean of. */
const ROUNDS = 10;

/**
 * Median, landmarks and quarterly deaths of the three arms: exact expectations under a death function.
 *
 * The error of a published figure is that of a hundred patients and of ten rounds of drawn deaths. A median that is not
 * reached within the year enters as twelve months, the least it can be.
 *
 * @param survival - rows of the arms
 * @param options - setting; whether the landmarks were what the death functions were fitted to; why figures may differ
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
    const share = (month: number) => 100 * atDay(curve.alive, month * MONTH_DAYS)!;
    const error = (month: number) => 100 * atDay(curve.standardError, month * MONTH_DAYS)!;
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
        ...withErrors(died, Math.hypot(error(month - 3), error(month)), died),
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
  const standardError = (medianStandardErrorDays(curve) ?? 0) / MONTH_DAYS;
  const plain = { id: `median.${arm}`, setting, patients, standard_error: standardError, basis: 'computed' } as const;
  if (median === null) {
    const because12 = `half of the cohort is alive after twelve months, which stand here for the median; ${because}`;
    return { ...plain, value: landmarkMonths.at(-1)!, because: because12 };
  }
  const day = Math.max(1, Math.ceil(median));
  const slopePerMonth = 100 * (alive[day - 1]! - alive[day]!) * MONTH_DAYS;
  return {
    ...plain,
    value: median / MONTH_DAYS,
    published_error: publishedError(standardError, patients, drawnError(50) / slopePerMonth),
    because,
  };
}

/** Error of a share, percent, from deaths drawn in ten rounds over a hundred patients. */
function drawnError(percent: number): number {
  return Math.sqrt((percent * (100 - percent)) / (PUBLISHED_PATIENTS * ROUNDS));
}

function publishedError(standardError: number, patients: number, drawn: number): number {
  return Math.hypot(standardError * Math.sqrt(patients / PUBLISHED_PATIENTS), drawn);
}
