// Evidence: closed form (moments of the days, linear burdens) · laws.
import { describe, expect, test } from 'vitest';
import {
  courseNodes,
  coursePlan,
  type DeathCovariate,
  deathCovariateInto,
  nodePlan,
  type PatientCourses,
} from '../../../src/index.js';

/** Values are kept as 32-bit numbers. */
const FLOAT32 = 1e-6;

describe('nodePlan', () => {
  test('stretches cover the whole days up to the last time, and end at the times and the cuts', () => {
    const { stretches, ends } = nodePlan([10, 91.3125, 200], [56, 300]);
    expect(stretches.map(({ from, to }) => [from, to])).toEqual([
      [0, 10],
      [10, 56],
      [56, 91],
      [91, 200],
    ]);
    expect(ends.map(({ stretches: before }) => before)).toEqual([1, 3, 4]);
    expect(ends.map(({ fraction }) => fraction)).toEqual([0, 91.3125 - 91, 0]);
    expect(ends.map(({ node }) => node >= 0)).toEqual([false, true, false]);
  });

  test.each([[[0]], [[0.5]], [[1, 1, 2.25, 3]], [[365.25]], [[7, 14.5, 14.75, 366]]])(
    'the nodes of each stretch stand for its days, in pairs of at most 24 days: %j',
    (times) => {
      const { stretches, width, ends } = nodePlan(times);
      let next = 0;
      for (const { from, to, node, nodes, days, extra } of stretches) {
        expect(node).toBe(next);
        next += nodes;
        expect(nodes * days + extra).toBe(to - from);
        expect(days).toBeGreaterThanOrEqual(1);
        expect(extra).toBeLessThan(nodes);
        expect(nodes === 1 ? to - from === 1 : nodes % 2 === 0 && 2 * days + 2 * Math.sign(extra) <= 26).toBe(true);
      }
      expect(width).toBe(Math.max(1, next + ends.filter(({ fraction }) => fraction > 0).length));
    },
  );
});

test('coursePlan ends stretches at visits for progression, a day later for a growth rate, nowhere for burdens', () => {
  const endsOf = (covariate: DeathCovariate) => coursePlan(covariate, [80], [30, 60]).stretches.map(({ to }) => to);
  expect(endsOf('progression')).toEqual([30, 60, 80]);
  expect(endsOf('growth-rate')).toEqual([31, 61, 80]);
  expect(endsOf('burden')).toEqual([80]);
});

describe('courseNodes', () => {
  const courses: PatientCourses = {
    // A tumor that grows and one that shrinks, each at days 0, 40 and 80
    burden: Float32Array.from([0.2, 0.5, 0.9, 0.8, 0.3, 0.1]),
    days: [0, 40, 80],
    visits: [30, 60],
    progressionDay: [30, Number.POSITIVE_INFINITY],
  };
  const dailyBurden = (patient: number) =>
    Array.from({ length: 81 }, (_, day) => {
      const [a, b, c] = courses.burden.subarray(3 * patient, 3 * patient + 3) as unknown as [number, number, number];
      return day <= 40 ? a + (day / 40) * (b - a) : b + ((day - 40) / 40) * (c - b);
    });

  test.each(['burden', 'log-burden', 'growth-rate', 'progression'] as const)(
    '%s: each run of days has the mean and the variance of its nodes, each node counted by its days',
    (covariate) => {
      const plan = coursePlan(covariate, [11, 50.5, 79], courses.visits);
      const { values, patients } = courseNodes(covariate, courses, plan);
      expect(patients).toBe(2);
      for (const patient of [0, 1]) {
        const u = new Float64Array(80);
        deathCovariateInto(
          covariate,
          { burden: dailyBurden(patient), visits: courses.visits, progressionDay: courses.progressionDay[patient]! },
          u,
        );
        const own = values.subarray(patient * plan.width, (patient + 1) * plan.width);
        for (const { from, node, nodes, days, extra } of plan.stretches) {
          let begin = from;
          for (let pair = 0; pair < nodes; pair += 2) {
            const counts = [pair, pair + 1].map((index) => (index < nodes ? days + (index < extra ? 1 : 0) : 0));
            const length = counts[0]! + counts[1]!;
            const run = u.subarray(begin, begin + length);
            const mean = run.reduce((sum, value) => sum + value, 0) / length;
            const square = run.reduce((sum, value) => sum + value * value, 0) / length;
            const [a, b] = [own[node + pair]!, nodes === 1 ? 0 : own[node + pair + 1]!];
            expect(Math.abs((counts[0]! * a + counts[1]! * b) / length - mean)).toBeLessThan(FLOAT32);
            expect(Math.abs((counts[0]! * a * a + counts[1]! * b * b) / length - square)).toBeLessThan(8 * FLOAT32);
            begin += length;
          }
        }
        for (const { node, day } of plan.ends) {
          if (node >= 0) expect(Math.abs(own[node]! - u[day]!)).toBeLessThan(FLOAT32);
        }
      }
    },
  );

  test('a constant covariate is that constant at every node', () => {
    const constant = { ...courses, burden: new Float32Array(6).fill(0.625) };
    expect(courseNodes('burden', constant, nodePlan([33, 80])).values.every((value) => value === 0.625)).toBe(true);
  });
});
