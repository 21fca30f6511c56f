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
  test('full nodes begin at day 0 and at each cut; a rest leads to a cut or a time', () => {
    const { entries, fullDays } = nodePlan([10, 91.3125, 200], [56, 300]);
    expect(fullDays).toBe(12);
    expect(
      entries.map(({ full: { from, to }, rest, isTime, fraction }) => [from, to, rest.nodes, isTime, fraction]),
    ).toEqual([
      [0, 0, 2, true, 0],
      [0, 48, 2, false, 0],
      [56, 80, 2, true, 91.3125 - 91],
      [80, 200, 0, true, 0],
    ]);
  });

  test.each([[[0]], [[0.5]], [[1, 1, 2.25, 3]], [[365.25]], [[7, 14.5, 14.75, 366]]])(
    'the nodes up to each time stand for its days: %j',
    (times) => {
      const { entries, width, fullDays } = nodePlan(times, [5, 100]);
      let [next, fullSoFar, restsSoFar] = [0, 0, 0];
      const reached: number[] = [];
      for (const { full, rest, isTime, fraction } of entries) {
        expect(full.begin).toBe(next);
        next = full.end + rest.nodes + (fraction > 0 ? 1 : 0);
        expect((full.end - full.begin) * fullDays).toBe(full.to - full.from);
        fullSoFar += full.to - full.from;
        const ofRest = rest.nodes * rest.days + rest.extra;
        expect(ofRest).toBeLessThan(2 * fullDays);
        expect(rest.extra).toBeLessThan(Math.max(rest.nodes, 1));
        if (isTime) reached.push(fullSoFar + restsSoFar + ofRest + fraction);
        else restsSoFar += ofRest;
      }
      expect(reached).toEqual(times);
      expect(width).toBe(Math.max(1, next));
    },
  );
});

test('coursePlan cuts at visits for progression, a day later for a growth rate, nowhere for burdens', () => {
  const cutsOf = (covariate: DeathCovariate) =>
    coursePlan(covariate, [80], [30, 60])
      .entries.filter(({ isTime }) => !isTime)
      .map(({ full, rest }) => full.to + rest.nodes * rest.days + rest.extra);
  expect(cutsOf('progression')).toEqual([30, 60]);
  expect(cutsOf('growth-rate')).toEqual([31, 61]);
  expect(cutsOf('burden')).toEqual([]);
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
      const [a, b, c] = (courses.burden as Float32Array).subarray(3 * patient, 3 * patient + 3) as unknown as [
        number,
        number,
        number,
      ];
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
        const check = (from: number, node: number, counts: readonly [number, number]) => {
          const length = counts[0] + counts[1];
          const run = u.subarray(from, from + length);
          const mean = run.reduce((sum, value) => sum + value, 0) / length;
          const square = run.reduce((sum, value) => sum + value * value, 0) / length;
          const [x, y] = [own[node]!, counts[1] === 0 ? 0 : own[node + 1]!];
          expect(Math.abs((counts[0] * x + counts[1] * y) / length - mean)).toBeLessThan(FLOAT32);
          expect(Math.abs((counts[0] * x * x + counts[1] * y * y) / length - square)).toBeLessThan(8 * FLOAT32);
        };
        for (const { full, rest, fraction } of plan.entries) {
          const { fullDays } = plan;
          for (let node = full.begin, from = full.from; node < full.end; node += 2, from += 2 * fullDays) {
            check(from, node, [fullDays, fullDays]);
          }
          const counts = [rest.days + Math.min(rest.extra, 1), rest.nodes === 2 ? rest.days : 0] as const;
          if (rest.nodes > 0) check(full.to, full.end, counts);
          const day = full.to + counts[0] + counts[1];
          if (fraction > 0) expect(Math.abs(own[full.end + rest.nodes]! - u[day]!)).toBeLessThan(FLOAT32);
        }
      }
    },
  );

  test('a constant covariate is that constant at every node', () => {
    const constant = { ...courses, burden: new Float32Array(6).fill(0.625) };
    expect(courseNodes('burden', constant, nodePlan([33, 80])).values.every((value) => value === 0.625)).toBe(true);
  });
});
