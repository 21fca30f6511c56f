import type { DoseBasis } from './body-size.js';
import type { DrugName } from './drugs/drug-definition.js';

/**
 * One course of a drug: a rectangular input of `dose` over `durationDays`, or a bolus, at the days of each cycle.
 *
 * Administrations of a drug that run at the same time add up, whether they belong to one course or to several.
 */
export interface DosingCourse {
  /** Amount per administration; dose units, or dose units per what `per` names. */
  readonly dose: number;
  /** Days of the cycle on which an administration starts; day 1 is the first day of the cycle, at time 1 day. */
  readonly days: readonly number[];
  readonly cycleDays: number;
  /** Number of cycles; null repeats the cycle to the end of the simulation. */
  readonly cycles: number | null;
  /** Duration of the input; days; 0 for a bolus, which enters at once. */
  readonly durationDays: number;
  /** Days added to all times of the course; default: 0. */
  readonly startDay?: number;
  /** Amount of the first administration; default: `dose`. */
  readonly loadingDose?: number;
  /** States the amounts per kilogram of body weight or per square meter of body surface; default: per patient. */
  readonly per?: DoseBasis;
}

/** What a patient receives: the courses of each drug; a drug that is absent is not given. */
export type Regimen = Readonly<Record<DrugName, readonly DosingCourse[]>>;

/** A course with another dose; the loading dose keeps its ratio to the dose. */
export function withDose(course: DosingCourse, dose: number): DosingCourse {
  const { loadingDose } = course;
  if (loadingDose === undefined) return { ...course, dose };
  return { ...course, dose, loadingDose: course.dose > 0 ? (loadingDose / course.dose) * dose : loadingDose };
}
