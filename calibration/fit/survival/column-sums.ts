import { assessedClasses, InternalError, visitWindows } from '../../../src/index.js';
import type { PooledCourses } from '../../pool/fit-pool.js';
import type { ColumnPlace } from '../problem.js';
import type { PatientSum } from './survival-sums.js';

/** Kinds of columns that are sums of survival over times. */
export type SumKind = Exclude<ColumnPlace['kind'], 'response' | 'survival'>;

/** Whether a column is a sum of survival over times. */
export function isSum(column: ColumnPlace): column is ColumnPlace & { readonly kind: SumKind } {
  return column.kind !== 'response' && column.kind !== 'survival';
}

/** Sets of best responses that a column may count, by its index: each class, and the last two together. */
export const bestSets: readonly (readonly (typeof assessedClasses)[number][])[] = [
  ...assessedClasses.map((name) => [name]),
  ['PD', 'NE'],
];

/** Best responses that a fit compares; publications assign early deaths to progression or to patients not evaluable. */
export const fittedBestClasses = [
  { endpoint: 'bor_cr', rate: 'cr', index: 0 },
  { endpoint: 'bor_pr', rate: 'pr', index: 1 },
  { endpoint: 'bor_sd', rate: 'sd', index: 2 },
  { endpoint: 'bor_pd_ne', rate: 'rest', index: assessedClasses.length },
] as const;

const nothing: PatientSum = { constant: 0, terms: [] };

/**
 * What a patient contributes to a column, as a function of the patient's survival.
 *
 * With T the day of the visit that shows progression: `pfs` at t is S(t) where t < T, and 0 elsewhere. `pfs-between` is
 * linear in t between the ends of the windows of visits around t, at which it is `pfs` (see `visitWindows`). A patient who dies before a visit is not assessed at it, so `best` is
 * 1[b(0) = c] + sum over visits v of S(v) (1[b(v) = c] - 1[b(before v) = c]), with b the best response so far and b(0) = NE.
 *
 * @param column - kind of the column, and which time or set of classes
 * @param times - days at which survival is known; ascending; the arm's visits among them for `best`, the ends of
 *   their windows for `pfs-between`
 * @param courses - visits and progression of the patients
 * @throws InternalError - when survival at a visit is not known
 */
export function columnSum(
  { kind, index }: ColumnPlace & { readonly kind: SumKind },
  times: readonly number[],
  { visits, progressionDay, runningBest }: PooledCourses,
): (patient: number) => PatientSum {
  const placeOf = (day: number): number => {
    const place = times.indexOf(day);
    if (place < 0) throw new InternalError(`survival: must be known at the visit of day ${day}; got other days`);
    return place;
  };
  if (kind === 'best') {
    const counted = assessedClasses.map((name) => (bestSets[index]!.includes(name) ? 1 : 0));
    const atStart = counted[assessedClasses.indexOf('NE')]!;
    const places = visits.map(placeOf);
    return (patient) => {
      let before = atStart;
      const terms = places.map((time, visit) => {
        const now = counted[runningBest[patient * visits.length + visit]!]!;
        const term = { time, coefficient: now - before };
        before = now;
        return term;
      });
      return { constant: atStart, terms };
    };
  }
  const day = times[index]!;
  const free = { constant: 0, terms: [{ time: index, coefficient: 1 }] };
  const knots = visitWindows(visits).flat();
  const next = knots.find((knot) => knot >= day);
  if (kind === 'pfs' || next === undefined || next === day) {
    return (patient) => (day < progressionDay[patient]! ? free : nothing);
  }
  const last = knots.findLast((knot) => knot < day) ?? 0;
  const share = (day - last) / (next - last);
  const [from, to] = [last === 0 ? -1 : placeOf(last), placeOf(next)];
  return (patient) => {
    const progression = progressionDay[patient]!;
    if (!(last < progression)) return nothing;
    const terms = [{ time: to, coefficient: next < progression ? share : 0 }];
    if (from < 0) return { constant: 1 - share, terms };
    return { constant: 0, terms: [{ time: from, coefficient: 1 - share }, ...terms] };
  };
}
