import { InputError } from '../errors.js';

/** When the tumor is measured: at regular intervals, or on days of a list. */
export type VisitSchedule = { readonly everyDays: number } | { readonly days: readonly number[] };

/** Interval of the visits where none is given; days. */
export const DEFAULT_VISIT_INTERVAL_DAYS = 56;

/**
 * Days of the visits up to a horizon.
 *
 * @param schedule - an interval in whole days, first visit after one interval; or whole days, ascending
 * @param horizonDays - last day simulated; an interval ends there, a list must
 * @returns whole days from 1 to the horizon, ascending; none where the interval is longer than the horizon
 * @throws InputError - when a day is no whole number, out of order, or beyond the horizon
 */
export function visitDays(schedule: VisitSchedule, horizonDays: number): readonly number[] {
  if ('days' in schedule) {
    requireVisits(schedule.days, horizonDays, 'visits.days');
    return schedule.days;
  }
  const { everyDays } = schedule;
  if (!(Number.isInteger(everyDays) && everyDays >= 1)) {
    throw new InputError(`visits.everyDays: must be a whole number of days >= 1; got ${everyDays}`);
  }
  return Array.from({ length: Math.floor(horizonDays / everyDays) }, (_, index) => (index + 1) * everyDays);
}

/**
 * Makes sure that days can be those of visits.
 *
 * @param days - to be checked
 * @param horizonDays - last day simulated
 * @param where - name of the list, for messages
 * @throws InputError - naming the first day that is out of range or out of order
 */
export function requireVisits(days: readonly number[], horizonDays: number, where: string): void {
  days.forEach((day, index) => {
    if (!(Number.isInteger(day) && day >= 1 && day <= horizonDays)) {
      throw new InputError(
        `${where}[${index}]: must be a whole day from 1 to the horizon (${horizonDays}); got ${day}`,
      );
    }
    const before = days[index - 1];
    if (before !== undefined && !(before < day)) {
      throw new InputError(`${where}[${index}]: must be later than the visit before it (day ${before}); got ${day}`);
    }
  });
}
