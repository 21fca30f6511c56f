/** Days at which a pool keeps the burdens of its patients, and the times at which the survival of an arm is wanted. */
export interface HazardGrid {
  /** Days of the stored burdens; whole; ascending; the first is 0. */
  readonly days: readonly number[];
  /** Times at which survival is known; days; ascending. */
  readonly times: readonly number[];
}

/** Days between stored burdens, which are linear in between: the error of a median is far below a hundredth of a month (see the test). */
export const GRID_STEP_DAYS = 4;

/**
 * The grid for given times.
 *
 * @param timesDays - times at which survival is wanted; days; ascending; >= 0; at most the horizon
 * @param horizonDays - last day of the simulation
 */
export function hazardGrid(timesDays: readonly number[], horizonDays: number): HazardGrid {
  const days: number[] = [];
  for (let day = 0; day < horizonDays; day += GRID_STEP_DAYS) days.push(day);
  days.push(horizonDays);
  return { days, times: timesDays };
}
