import { normalInterval } from '../../../../src/index.js';
import type { OptimiseCandidate, OptimiseResult } from '../result.js';

/** A difference from the reference, seen against its error. */
export type Verdict = 'better' | 'worse' | 'alike' | 'unknown';

/** Coverage that the intervals of all comparisons have together. */
export const COMPARISON_LEVEL = 0.95;

/** A schedule of the front or one that is asked about, with a verdict for each objective. */
export interface ComparedSchedule {
  readonly candidate: OptimiseCandidate;
  /** By name of the objective. */
  readonly verdicts: Readonly<Record<string, Verdict>>;
  /** Better in an objective and worse in none; better in one and worse in another; neither; worse alone; not known. */
  readonly outcome: 'better' | 'trade-off' | 'alike' | 'worse' | 'unknown';
}

/**
 * Standard errors on each side of an interval for one comparison, so that all intervals hold together in 95 % (Bonferroni).
 *
 * @param comparisons - schedules times objectives; at least 1
 * @returns normal quantile at 1 - 0.05 / (2 comparisons)
 */
export function errorsBeside(comparisons: number): number {
  return normalInterval(0, 1, 1 - (1 - COMPARISON_LEVEL) / Math.max(1, comparisons)).high;
}

/**
 * Compares the schedules of the front, and those asked about, with the reference, on the patients of the confirmation.
 *
 * A difference counts where it is larger than {@link errorsBeside} of its paired standard errors; one without error, such as that
 * of a planned dose, counts where it is not 0.
 *
 * @param result - of `qcic optimise`
 * @returns the front in its order, then the schedules asked about, with verdicts
 */
export function compareWithReference({ front, asked, objectives }: OptimiseResult): readonly ComparedSchedule[] {
  const schedules = [...front, ...asked];
  const errors = errorsBeside(schedules.length * objectives.length);
  return schedules.map((candidate) => {
    const verdicts = Object.fromEntries(
      objectives.map(({ name, goal }) => [name, verdictOf(candidate, name, goal === 'max' ? 1 : -1, errors)]),
    );
    return { candidate, verdicts, outcome: outcomeOf(Object.values(verdicts)) };
  });
}

function verdictOf({ confirmed }: OptimiseCandidate, name: string, sign: number, errors: number): Verdict {
  const { difference = null, difference_error: error = null } = confirmed[name] ?? {};
  if (difference === null || error === null) return 'unknown';
  if (Math.abs(difference) <= errors * error) return 'alike';
  return sign * difference > 0 ? 'better' : 'worse';
}

function outcomeOf(verdicts: readonly Verdict[]): ComparedSchedule['outcome'] {
  const [isBetter, isWorse] = [verdicts.includes('better'), verdicts.includes('worse')];
  if (isBetter && isWorse) return 'trade-off';
  if (isWorse) return 'worse';
  if (verdicts.includes('unknown')) return 'unknown';
  return isBetter ? 'better' : 'alike';
}
