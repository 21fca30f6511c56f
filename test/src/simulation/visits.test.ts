// Evidence: worked by hand · laws.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { visitDays } from '../../../src/simulation/visits.js';

describe('visitDays', () => {
  test.each([
    [56, 366, [56, 112, 168, 224, 280, 336]],
    [56, 112, [56, 112]],
    [56, 111, [56]],
    [56, 55, []],
    [1, 3, [1, 2, 3]],
    [366, 366, [366]],
  ])('every %i days up to day %i are %j', (everyDays, horizon, days) => {
    expect(visitDays({ everyDays }, horizon)).toEqual(days);
  });

  test.each([[[]], [[1]], [[42, 56, 100]], [[366]]])('the list %j is taken as it is', (days) => {
    expect(visitDays({ days }, 366)).toEqual(days);
  });

  test.each([
    [{ everyDays: 0 }, 'visits.everyDays: must be a whole number of days >= 1; got 0'],
    [{ everyDays: 28.5 }, 'visits.everyDays: must be a whole number of days >= 1; got 28.5'],
    [{ everyDays: Number.NaN }, 'visits.everyDays: must be a whole number of days >= 1; got NaN'],
    [{ days: [0] }, 'visits.days[0]: must be a whole day from 1 to the horizon (366); got 0'],
    [{ days: [56, 367] }, 'visits.days[1]: must be a whole day from 1 to the horizon (366); got 367'],
    [{ days: [56, 56] }, 'visits.days[1]: must be later than the visit before it (day 56); got 56'],
    [{ days: [56, 28] }, 'visits.days[1]: must be later than the visit before it (day 56); got 28'],
    [{ days: [Number.NaN] }, 'visits.days[0]: must be a whole day from 1 to the horizon (366); got NaN'],
  ])('refuses %j', (schedule, message) => {
    expect(() => visitDays(schedule, 366)).toThrow(new InputError(message));
  });
});
