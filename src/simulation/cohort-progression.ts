import { InputError } from '../errors.js';
import { runningMean } from '../numerics/running-mean.js';
import { type CohortSurvival, type DeathProbabilityMixture, eachSurvival } from './cohort-survival.js';
import type { PatientRows } from './patient-rows.js';
import type { SteppedCurve } from './stepped-curve.js';

/** What the visits of one patient show, alive throughout. */
export interface PatientVisits {
  /** Day of the visit that shows progression; Infinity where none does. */
  readonly progressionDay: number;
  /** Best response if a visit were the last one, as a place in `assessedClasses`; one per visit. */
  readonly runningBest: ArrayLike<number>;
}

/** Visits of a cohort. */
export interface CohortVisits {
  /** Days of the visits; whole, ascending, at most the horizon. */
  readonly days: readonly number[];
  /** What they show; `undefined` for a patient who is not counted. */
  readonly of: (patient: number) => PatientVisits | undefined;
  /** Best response of a patient who dies before the first visit, as a place in `assessedClasses`. */
  readonly unassessed: number;
}

/** Expectations of a cohort over the death function, without drawing a death. */
export interface CohortExpectations {
  readonly survival: CohortSurvival;
  /** Fraction alive without progression at day 0..horizon. */
  readonly progressionFree: SteppedCurve;
  /** Shares of best responses, and their standard errors; one per group of classes. */
  readonly best: { readonly shares: Float64Array; readonly standardErrors: Float64Array };
}

/**
 * Expected survival, progression-free survival and best responses of a cohort.
 *
 * With S_i the survival of patient i and T_i the day of its progression, S_pfs(t) is the mean of 1[t < T_i] S_i(t). The best response is
 * b_k after visit k at v_k and b_0 before the first; as a patient is assessed at visits it lives to, the expected share of a class c is the
 * mean of 1[b_0 = c] + sum over k of S_i(v_k) (1[b_k = c] - 1[b_k-1 = c]).
 *
 * @param burden - chi at day 0..horizon, n x days
 * @param days - horizon + 1
 * @param mixture - death probability shapes
 * @param visits - what the visits show
 * @param groups - classes to be counted together, as places in `assessedClasses`
 * @returns means over the counted patients, and standard errors from their spread
 * @throws InputError - when no patient is counted
 */
export function cohortExpectations(
  burden: PatientRows,
  days: number,
  mixture: DeathProbabilityMixture,
  visits: CohortVisits,
  groups: readonly (readonly number[])[],
): CohortExpectations {
  const [survival, free] = [runningMean(days), runningMean(days)];
  const [beforeVisits, best] = [runningMean(visits.days.length), runningMean(groups.length)];
  const row = new Float64Array(days);
  eachSurvival(burden, days, mixture, (patient, alive) => {
    const shown = visits.of(patient);
    if (shown === undefined) return;
    survival.add(alive);
    row.set(alive);
    row.fill(0, Math.min(shown.progressionDay, days));
    free.add(row);
    beforeVisits.add(visits.days.map((day) => (day <= shown.progressionDay ? alive[day]! : 0)));
    best.add(bestShares(shown, alive, visits, groups));
  });
  if (survival.count() === 0) {
    throw new InputError('cohort expectations: requires at least one completed patient; got none');
  }
  const patients = survival.count();
  const ofFree = { alive: free.values, standardError: free.standardError(), patients };
  return {
    survival: { alive: survival.values, standardError: survival.standardError(), patients },
    progressionFree: {
      ...ofFree,
      before: {
        alive: withValues(ofFree.alive, visits.days, beforeVisits.values),
        standardError: withValues(ofFree.standardError, visits.days, beforeVisits.standardError()),
      },
    },
    best: { shares: best.values, standardErrors: best.standardError() },
  };
}

/** Expected shares of best responses of one patient. */
function bestShares(
  { runningBest }: PatientVisits,
  alive: Float64Array,
  { days, unassessed }: CohortVisits,
  groups: readonly (readonly number[])[],
): readonly number[] {
  return groups.map((classes) => {
    const counts = (place: number) => (classes.includes(place) ? 1 : 0);
    let before = counts(unassessed);
    let share = before;
    days.forEach((day, visit) => {
      const after = counts(runningBest[visit]!);
      share += alive[day]! * (after - before);
      before = after;
    });
    return share;
  });
}

/** A copy with other values on some days. */
function withValues(values: Float64Array, days: readonly number[], others: Float64Array): Float64Array {
  const copy = values.slice();
  days.forEach((day, visit) => {
    copy[day] = others[visit]!;
  });
  return copy;
}
