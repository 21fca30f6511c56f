import { assessedClasses, visitWindows } from '../../src/index.js';
import type { PooledCourses } from '../pool/fit-pool.js';

/** What the visits of a patient show until its death. */
export interface DrawnCourse {
  /** Day of the visit that shows progression before death; Infinity where none does. */
  readonly progressionDay: number;
  /** First and last day on which that visit may be, without regard to death. */
  readonly window: readonly [from: number, to: number];
  /** Best response over the visits before death, as an index into `assessedClasses`. */
  readonly best: number;
}

/** Progression and best response of patients whose day of death is given. */
export interface DeathCourses {
  /**
   * Draws a patient of the pool among those who may die on a day.
   *
   * @param deathDay - day of death; beyond the last one for a survivor
   * @param uniform - in [0, 1); small numbers are early progressions
   */
  draw(deathDay: number, uniform: number): DrawnCourse;
}

export interface DeathCoursesInput {
  /** Days that divide the time into intervals; ascending. */
  readonly days: readonly number[];
  /** S of each patient at these days: days x patients. */
  readonly alive: readonly Float64Array[];
  readonly weights: Float64Array;
  readonly courses: PooledCourses;
}

/**
 * The joint distribution of death and of what visits show, in a weighted pool.
 *
 * A patient of the pool with weight w dies between two days with the probability w (S(from) - S(to)), so that among the
 * deaths of an interval patients are drawn in proportion to it. Together with a death drawn from the mean curve this is the
 * joint distribution of the pool. Patients of negative weight, which calibration leaves at some points, are never drawn.
 */
export function deathCourses({ days, alive, weights, courses }: DeathCoursesInput): DeathCourses {
  const { visits, progressionDay, runningBest } = courses;
  const order = Int32Array.from(weights.keys()).sort(
    (a, b) => byNumber(progressionDay[a]!, progressionDay[b]!) || a - b,
  );
  const cumulated = [...days, Number.POSITIVE_INFINITY].map((_, interval) => {
    const sums = new Float64Array(order.length);
    let total = 0;
    order.forEach((patient, place) => {
      const from = interval === 0 ? 1 : alive[interval - 1]![patient]!;
      const to = interval === days.length ? 0 : alive[interval]![patient]!;
      total += Math.max(0, weights[patient]!) * Math.max(0, from - to);
      sums[place] = total;
    });
    return sums;
  });
  const windows = visitWindows(visits);
  return {
    draw: (deathDay, uniform) => {
      const found = days.findIndex((day) => day >= deathDay);
      const sums = cumulated[found < 0 ? days.length : found]!;
      const patient = order[firstAbove(sums, uniform * sums.at(-1)!)]!;
      const progression = progressionDay[patient]!;
      const seen = visits.filter((visit) => visit < deathDay).length;
      return {
        progressionDay: progression < deathDay ? progression : Number.POSITIVE_INFINITY,
        window: windows[visits.indexOf(progression)] ?? [progression, progression],
        best: seen === 0 ? assessedClasses.indexOf('NE') : runningBest[patient * visits.length + seen - 1]!,
      };
    },
  };
}

/** Infinite numbers are equal. */
const byNumber = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

/** First place whose sum is above a level; the last one where none is. */
function firstAbove(sums: Float64Array, level: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > level) high = middle;
    else low = middle + 1;
  }
  return low;
}
