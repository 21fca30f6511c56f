// Evidence: closed forms of the two-state model and of the illness-death model with constant daily probabilities.
import { describe, expect, test } from 'vitest';
import { assessedClasses, cohortExpectations, deathProbabilityThrough, visitDays } from '../../../src/index.js';
import { steppedMedianDays } from '../../../src/simulation/stepped-curve.js';

const HORIZON = 365;
const DAYS = HORIZON + 1;
const PATIENTS = 2000;

/** Daily probability of death before and after progression, and of progression. */
const [BEFORE, AFTER, PROGRESSION] = [0.001, 0.006, 0.01];

/** A share over patients at midpoints of equal shares of a distribution is off by at most this at each step. */
const ROUNDING = 1 / PATIENTS;

const place = (name: (typeof assessedClasses)[number]) => assessedClasses.indexOf(name);

/**
 * Patients who progress on a day with constant probability, found at the first visit from that day on; midpoints of equal shares of the
 * geometric distribution. chi is 0 before the day of progression and 1 from it on, to which the death function gives the two probabilities.
 */
function cohort(visits: readonly number[], atZero: number, atOne: number) {
  const burden = new Float32Array(PATIENTS * DAYS);
  const shown = Array.from({ length: PATIENTS }, (_, patient) => {
    const left = 1 - (patient + 0.5) / PATIENTS;
    const grown = Math.max(1, Math.ceil(Math.log(left) / Math.log1p(-PROGRESSION)));
    for (let day = grown; day < DAYS; day++) burden[patient * DAYS + day] = 1;
    const found = visits.findIndex((day) => day >= grown);
    return {
      progressionDay: found < 0 ? Number.POSITIVE_INFINITY : visits[found]!,
      runningBest: visits.map(() => place(found === 0 ? 'PD' : 'SD')),
    };
  });
  return cohortExpectations(
    burden,
    DAYS,
    [{ shape: deathProbabilityThrough(atZero, atOne), weight: 1 }],
    { days: visits, of: (patient) => shown[patient], unassessed: place('NE') },
    assessedClasses.map((_, index) => [index]),
  );
}

/** Two equal probabilities do not fix a death function: these differ by less than any rounding here. */
const almost = (probability: number) => probability * (1 + 1e-6);

describe('the two-state model', () => {
  const { survival, progressionFree } = cohort([], BEFORE, almost(BEFORE));

  test('survival is geometric, and without visits so is progression-free survival', () => {
    for (let day = 0; day < DAYS; day++) {
      expect(survival.alive[day]).toBeCloseTo((1 - BEFORE) ** day, 6);
      expect(progressionFree.alive[day]).toBe(survival.alive[day]);
    }
  });

  test('every best response is not evaluable without a visit', () => {
    const { best } = cohort([], BEFORE, almost(BEFORE));
    expect([...best.shares]).toEqual(assessedClasses.map((name) => (name === 'NE' ? 1 : 0)));
  });
});

describe('the illness-death model, visits every day', () => {
  const everyDay = visitDays({ everyDays: 1 }, HORIZON);
  const { survival, progressionFree } = cohort(everyDay, BEFORE, AFTER);
  const free = (1 - BEFORE) * (1 - PROGRESSION);

  test('progression-free survival is geometric in both hazards', () => {
    for (let day = 0; day < DAYS; day++) {
      expect(Math.abs(progressionFree.alive[day]! - free ** day)).toBeLessThan(ROUNDING);
    }
    // Between days the curve is linear, the exponential is not: 1e-4 of a day
    const median = Math.log(0.5) / Math.log(free);
    const found = steppedMedianDays(progressionFree.alive, progressionFree.before.alive)!;
    // With visits every day the whole day's progression is at its end
    expect(found).toBeGreaterThan(median - 0.1);
    expect(found).toBeLessThan(Math.ceil(median) + 0.1);
  });

  test('survival is that of both states', () => {
    const ill = 1 - AFTER;
    for (let day = 0; day < DAYS; day++) {
      // Sum over the day of progression s: q (1 - q)^(s - 1) a^s b^(t - s)
      const progressed = ((PROGRESSION * (1 - BEFORE)) / (free - ill)) * (free ** day - ill ** day);
      expect(Math.abs(survival.alive[day]! - (free ** day + progressed))).toBeLessThan(ROUNDING);
    }
  });
});

describe.each([56, 14, 2])('the illness-death model, visits every %d days', (everyDays) => {
  const visits = visitDays({ everyDays }, HORIZON);
  const { progressionFree, best } = cohort(visits, BEFORE, almost(BEFORE));

  test('progression shows at visits: the curve falls there, by what progressed since the last one', () => {
    for (let day = 0; day < DAYS; day++) {
      const lastVisit = everyDays * Math.floor(day / everyDays);
      const expected = (1 - BEFORE) ** day * (1 - PROGRESSION) ** lastVisit;
      expect(Math.abs(progressionFree.alive[day]! - expected)).toBeLessThan(ROUNDING + 1e-6);
    }
  });

  test('and lies above the continuous curve by at most what progresses between two visits', () => {
    for (let day = 0; day < DAYS; day++) {
      const difference = progressionFree.alive[day]! - ((1 - BEFORE) * (1 - PROGRESSION)) ** day;
      expect(difference).toBeGreaterThan(-ROUNDING - 1e-6);
      expect(difference).toBeLessThan(1 - (1 - PROGRESSION) ** everyDays + ROUNDING);
    }
  });

  test('best response: PD of who has progressed by the first visit, SD of the others, NE of who died before it', () => {
    const reached = (1 - BEFORE) ** everyDays;
    const still = (1 - PROGRESSION) ** everyDays;
    const expected = { CR: 0, PR: 0, SD: reached * still, PD: reached * (1 - still), NE: 1 - reached };
    for (const name of assessedClasses) {
      expect(Math.abs(best.shares[place(name)]! - expected[name])).toBeLessThan(ROUNDING + 1e-6);
    }
  });
});
