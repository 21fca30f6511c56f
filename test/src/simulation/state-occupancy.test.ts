// Evidence: closed form (constant hazards) · slow oracle (deaths drawn one by one) · laws.
import { describe, expect, test } from 'vitest';
import { randomStream } from '../../../src/random/streams.js';
import { occupancySum, type StateOccupancy } from '../../../src/simulation/state-occupancy.js';

const DAYS = 121;
const states = [
  'onTreatment',
  'offTreatment',
  'progressed',
  'deadAfterProgression',
  'deadWithoutProgression',
] as const satisfies readonly (keyof StateOccupancy)[];
/** Sums of a hundred shares. */
const ROUNDING = 1e-12;

const constant = (hazard: number) => Float64Array.from({ length: DAYS }, (_, day) => (1 - hazard) ** day);

const random = randomStream({ seed: '0', streamName: 'occupancy', index: 0 });
const patients = Array.from({ length: 40 }, (_, patient) => ({
  survival: constant(0.001 + 0.03 * random()),
  course: {
    progressionDay: [20, 40, 60, 120, Number.POSITIVE_INFINITY][patient % 5]!,
    treatmentEndDay: [0, 30.1, 40, Number.POSITIVE_INFINITY][patient % 4]!,
  },
}));

function meanOf(list: typeof patients): StateOccupancy {
  const sum = occupancySum(DAYS);
  for (const { survival, course } of list) sum.add(survival, course);
  return sum.mean();
}

describe('occupancySum', () => {
  test('one patient: each state by its formula', () => {
    const h = 0.01;
    const mean = meanOf([{ survival: constant(h), course: { progressionDay: 60, treatmentEndDay: 30.1 } }]);
    const alive = (day: number) => (1 - h) ** day;
    const at = (day: number) => states.map((state) => mean[state][day]!);
    const close = (actual: readonly number[], expected: readonly number[]) =>
      expected.forEach((value, index) => {
        expect(actual[index]).toBeCloseTo(value, 13);
      });
    close(at(0), [1, 0, 0, 0, 0]);
    close(at(30), [alive(30), 0, 0, 0, 1 - alive(30)]);
    close(at(31), [0, alive(31), 0, 0, 1 - alive(31)]);
    close(at(59), [0, alive(59), 0, 0, 1 - alive(59)]);
    close(at(60), [0, 0, alive(60), 0, 1 - alive(60)]);
    close(at(120), [0, 0, alive(120), alive(60) - alive(120), 1 - alive(60)]);
  });

  test('shares add up to 1 on every day, and the dead only become more', () => {
    const mean = meanOf(patients);
    for (let day = 0; day < DAYS; day++) {
      expect(Math.abs(states.reduce((sum, state) => sum + mean[state][day]!, 0) - 1)).toBeLessThan(ROUNDING);
      if (day === 0) continue;
      for (const state of ['deadAfterProgression', 'deadWithoutProgression'] as const) {
        expect(mean[state][day]! - mean[state][day - 1]!).toBeGreaterThan(-ROUNDING);
      }
    }
  });

  test('the mean of a cohort is that of deaths drawn one by one', () => {
    const mean = meanOf(patients);
    const draws = 500;
    const counts = Object.fromEntries(states.map((state) => [state, new Float64Array(DAYS)]));
    for (const { survival, course } of patients) {
      for (let draw = 0; draw < draws; draw++) {
        const level = 1 - random();
        const found = survival.findIndex((alive) => alive < level);
        const death = found < 0 ? Number.POSITIVE_INFINITY : found;
        for (let day = 0; day < DAYS; day += 10) {
          const hasProgressed = course.progressionDay <= day && course.progressionDay < death;
          const state =
            day >= death
              ? hasProgressed
                ? 'deadAfterProgression'
                : 'deadWithoutProgression'
              : hasProgressed
                ? 'progressed'
                : day < course.treatmentEndDay
                  ? 'onTreatment'
                  : 'offTreatment';
          counts[state]![day]! += 1 / (draws * patients.length);
        }
      }
    }
    // Five standard errors of a share of 20,000
    const noise = 5 * Math.sqrt(0.25 / (draws * patients.length));
    for (const state of states) {
      for (let day = 0; day < DAYS; day += 10) {
        expect(Math.abs(counts[state]![day]! - mean[state][day]!)).toBeLessThan(noise);
      }
    }
  });

  test('a progression after the last day never counts', () => {
    const beyond = meanOf([{ survival: constant(0.01), course: { progressionDay: DAYS, treatmentEndDay: 0 } }]);
    expect(Math.max(...beyond.progressed, ...beyond.deadAfterProgression, ...beyond.onTreatment)).toBe(0);
  });
});
