// Evidence: problems whose optimum or front is known by construction (closed form), or found by evaluating every point (slow oracle).
import { describe, expect, test } from 'vitest';
import { dominates, paretoFront } from '../../../src/optimise/domination.js';
import {
  askPoints,
  type SearchProblem,
  type SearchState,
  searchStart,
  tellPoints,
} from '../../../src/optimise/genetic-search.js';
import {
  type EvaluatedPoint,
  pointAt,
  pointKey,
  type SearchPoint,
  type SearchVariable,
  spaceSize,
} from '../../../src/optimise/search-space.js';

interface TestProblem {
  readonly variables: readonly SearchVariable[];
  readonly evaluate: (point: SearchPoint) => Omit<EvaluatedPoint, 'point'>;
}

const ordered = (name: string, levels: number): SearchVariable => ({ name, levels, ordered: true });
const choice = (name: string, levels: number): SearchVariable => ({ name, levels, ordered: false });

/** Runs a search until a number of points is evaluated, or no new one is found. */
function search(
  { variables, evaluate }: TestProblem,
  seed: string,
  { evaluations, population = 24 }: { readonly evaluations: number; readonly population?: number },
  from: SearchState = searchStart,
  further: Partial<SearchProblem> = {},
): SearchState {
  const problem = { variables, population, seed, streamName: 'test', ...further };
  let state = from;
  while (state.evaluated.length < evaluations) {
    const points = askPoints(problem, state).slice(0, evaluations - state.evaluated.length);
    if (points.length === 0) return state;
    state = tellPoints(
      problem,
      state,
      points.map((point) => ({ point, ...evaluate(point) })),
    );
  }
  return state;
}

const seeds = Array.from({ length: 20 }, (_, seed) => String(seed));

/**
 * A mixed problem of 4 million points: two doses on grids of 41, two whole numbers of 10, two choices of 5. The cost is 0 at one
 * point alone, which lies on the limit `dose + dose of the second drug <= 45`: without it a point beyond would have the cost -1.
 */
const mixed: TestProblem = {
  variables: [
    ordered('dose', 41),
    ordered('second dose', 41),
    ordered('cycles', 10),
    ordered('delay', 10),
    choice('days', 5),
    choice('order', 5),
  ],
  evaluate: ([dose, second, cycles, delay, days, order]) => {
    const total = dose! + second!;
    const smooth = ((dose! - 27) / 10) ** 2 + ((second! - 18) / 10) ** 2;
    const whole = Math.abs(cycles! - 6) * 0.3 + Math.abs(delay! - 2) * 0.2;
    const options = [0.8, 0.5, 0, 1, 0.7][days!]! + [0.6, 0.9, 0.4, 0, 1][order!]!;
    // An interaction: the best order depends on the days
    const together = days === 2 && order === 3 ? 0 : 0.5;
    const cost = total > 45 ? -1 : smooth + whole + options + together;
    return { objectives: [cost], violation: Math.max(0, total - 45) };
  },
};
const mixedOptimum = [27, 18, 6, 2, 2, 3];

/** ZDT1 on grids: f1 = x1, f2 = g (1 - sqrt(x1 / g)), g = 1 + 9 mean(others). The front is g = 1: the 21 points with all others 0. */
const zdt1: TestProblem = {
  variables: [ordered('x1', 21), ...[2, 3, 4, 5, 6].map((index) => ordered(`x${index}`, 11))],
  evaluate: ([x1, ...others]) => {
    const first = x1! / 20;
    const g = 1 + (9 * others.reduce((sum, level) => sum + level / 10, 0)) / others.length;
    return { objectives: [first, g * (1 - Math.sqrt(first / g))], violation: 0 };
  },
};

/** Schedules of which all can be evaluated: 21 doses, 3 patterns, 4 intervals, 6 numbers of cycles; a limit on the dose of a cycle. */
const schedules: TestProblem = {
  variables: [ordered('dose', 21), choice('pattern', 3), ordered('interval', 4), ordered('cycles', 6)],
  evaluate: ([dose, pattern, interval, cycles]) => {
    const days = [10, 10, 5][pattern!]!;
    const perCycle = days * (50 + 5 * dose!);
    const length = 21 + 7 * interval!;
    const total = perCycle * (1 + cycles!);
    const effect = (total ** 0.7 / length ** 0.4) * [1, 1.05, 0.9][pattern!]!;
    return { objectives: [-effect, total], violation: Math.max(0, perCycle - 1200) };
  },
};

const bruteForce = ({ variables, evaluate }: TestProblem) => {
  const all = Array.from({ length: spaceSize(variables) }, (_, index) => {
    const point = pointAt(variables, index);
    return { point, ...evaluate(point) };
  }).filter(({ violation }) => violation === 0);
  return all.filter((one) => !all.some((other) => dominates(other, one)));
};
const keysOf = (points: readonly { readonly point: SearchPoint }[]) =>
  points.map(({ point }) => pointKey(point)).sort();

describe('search', () => {
  const solved = (seed: string) => {
    const [best] = paretoFront(search(mixed, seed, { evaluations: 1000 }).evaluated);
    return pointKey(best!.point) === pointKey(mixedOptimum);
  };

  test('finds the known optimum of a mixed problem with a limit', () => {
    expect(['0', '1', '2'].map(solved)).toEqual([true, true, true]);
  });

  test('finds the known optimum of a mixed problem with a limit, 20 of 20 seeds', { tags: 'full/searches' }, () => {
    expect(seeds.filter(solved)).toEqual(seeds);
  });

  test('finds the whole known front of ZDT1 on grids, 20 of 20 seeds', { tags: 'full/searches' }, () => {
    const expected = Array.from({ length: 21 }, (_, level) => pointKey([level, 0, 0, 0, 0, 0])).sort();
    for (const seed of seeds) {
      expect(keysOf(paretoFront(search(zdt1, seed, { evaluations: 1300 }).evaluated))).toEqual(expected);
    }
  });

  test('finds the front that evaluating every schedule gives, 20 of 20 seeds', { tags: 'full/searches' }, () => {
    const front = bruteForce(schedules);
    const expected = new Set(front.map(({ objectives }) => objectives.join()));
    for (const seed of seeds) {
      const { evaluated } = search(schedules, seed, { evaluations: 900, population: 40 });
      expect(new Set(paretoFront(evaluated).map(({ objectives }) => objectives.join()))).toEqual(expected);
    }
  });

  test('evaluates no point twice, and every point of a small space once', () => {
    const small: TestProblem = {
      ...schedules,
      variables: [ordered('a', 5), choice('b', 3), ordered('c', 4), ordered('d', 2)],
    };
    const { evaluated } = search(small, '0', { evaluations: 10_000, population: 8 });
    expect(new Set(keysOf(evaluated)).size).toBe(evaluated.length);
    expect(evaluated).toHaveLength(5 * 3 * 4 * 2);
  });

  test('asks for canonical and possible points alone', () => {
    const canonical = (point: SearchPoint) => (point[1] === 0 ? [point[0]!, 0, 0, point[3]!] : point);
    const isPossible = (point: SearchPoint) => point[0]! % 2 === 0;
    const { evaluated } = search(schedules, '0', { evaluations: 300 }, searchStart, { canonical, isPossible });
    expect(evaluated.every(({ point }) => isPossible(point))).toBe(true);
    expect(evaluated.every(({ point }) => pointKey(canonical(point)) === pointKey(point))).toBe(true);
  });

  test('continues from a kept state as if it had not stopped', () => {
    const whole = search(zdt1, '5', { evaluations: 240 });
    const kept = JSON.parse(JSON.stringify(search(zdt1, '5', { evaluations: 120 }), infinityAsText), textAsInfinity);
    expect(search(zdt1, '5', { evaluations: 240 }, kept)).toEqual(whole);
  });

  test('other seeds, other points; the same seed, the same', () => {
    const keys = (seed: string) =>
      search(zdt1, seed, { evaluations: 48 }).evaluated.map(({ point }) => pointKey(point));
    expect(keys('0')).toEqual(keys('0'));
    expect(keys('0')).not.toEqual(keys('1'));
  });

  test('the first generation begins with the given points and covers every level of a grid that is not finer than it', () => {
    const problem = {
      variables: zdt1.variables,
      population: 22,
      seed: '0',
      streamName: 'test',
      start: [[3, 1, 1, 1, 1, 1]],
    };
    const points = askPoints(problem, searchStart);
    expect(points[0]).toEqual([3, 1, 1, 1, 1, 1]);
    expect(new Set(points.slice(1).map(([, level]) => level)).size).toBe(11);
    expect(points).toHaveLength(22);
  });

  test.each([
    [{ variables: [] }, /search.variables: must name at least one variable; got none/],
    [{ variables: [ordered('a', 0)] }, /levels: must be a whole number >= 1; got 0/],
    [{ variables: [ordered('a', 2), ordered('a', 2)] }, /name: must be unique; got a again/],
    [{ population: 1 }, /search.population: must be a whole number >= 2; got 1/],
  ])('refuses %o', (change, message) => {
    const problem = { variables: [ordered('a', 3)], population: 4, seed: '0', streamName: 'test', ...change };
    expect(() => askPoints(problem, searchStart)).toThrow(message);
  });

  test('refuses objectives that are not numbers', () => {
    const problem = { variables: [ordered('a', 3)], population: 4, seed: '0', streamName: 'test' };
    expect(() => tellPoints(problem, searchStart, [{ point: [1], objectives: [Number.NaN], violation: 0 }])).toThrow(
      'search: point 1 must have objectives and a violation >= 0; got NaN and 0',
    );
  });
});

const infinityAsText = (_: string, value: unknown) => (value === Number.POSITIVE_INFINITY ? 'Infinity' : value);
const textAsInfinity = (_: string, value: unknown) => (value === 'Infinity' ? Number.POSITIVE_INFINITY : value);
