// Evidence: closed form (minima of known functions) · repeated = same points · a search that is stopped resumes with the same points.
import { describe, expect, test } from 'vitest';
import { searchScalars } from '../../../../calibration/fit/search/scalar-search.js';

const square = [{ name: 'a', min: -1, max: 3 }];
const plane = [
  { name: 'x', min: -5, max: 10 },
  { name: 'y', min: 0, max: 15 },
];

/** Branin's function: three global minima of 0.397887. */
function branin({ x = 0, y = 0 }: Readonly<Record<string, number>>): number {
  const part = y - (5.1 / (4 * Math.PI ** 2)) * x * x + (5 / Math.PI) * x - 6;
  return part * part + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
}

describe('searchScalars', () => {
  test('finds the minimum of a parabola', async () => {
    const search = await searchScalars(
      square,
      { budget: 40, tolerance: 1e-4 },
      async ({ a = 0 }) => (a - 0.3) ** 2 + 2,
    );
    expect(search.values.a).toBeCloseTo(0.3, 2);
    expect(search.objective).toBeCloseTo(2, 4);
  });

  test('finds a global minimum among three', async () => {
    const search = await searchScalars(plane, { budget: 150, tolerance: 1e-4 }, async (values) => branin(values));
    expect(search.objective).toBeLessThan(0.41);
  });

  test('stays within its budget and its box, and evaluates no point twice', async () => {
    const { evaluations } = await searchScalars(plane, { budget: 37, tolerance: 1e-4 }, async (values) =>
      branin(values),
    );
    expect(evaluations).toHaveLength(37);
    expect(new Set(evaluations.map(({ values }) => JSON.stringify(values))).size).toBe(37);
    for (const { values } of evaluations) {
      for (const { name, min, max } of plane) {
        expect(values[name]).toBeGreaterThanOrEqual(min);
        expect(values[name]).toBeLessThanOrEqual(max);
      }
    }
  });

  test('a longer search begins as a shorter one does, but for the bounds at its end', async () => {
    const run = (budget: number) =>
      searchScalars(plane, { budget: budget, tolerance: 1e-4 }, async (values) => branin(values));
    const [short, long] = [await run(12), await run(30)];
    expect(long.evaluations.slice(0, 8)).toEqual(short.evaluations.slice(0, 8));
  });

  test('a value that is not a number counts as worst and does not stop the search', async () => {
    const search = await searchScalars(square, { budget: 25, tolerance: 1e-4 }, async ({ a = 0 }) =>
      a < 0.2 ? Number.NaN : (a - 0.5) ** 2,
    );
    expect(search.values.a).toBeCloseTo(0.5, 1);
    expect(search.evaluations.some(({ objective }) => Number.isNaN(objective))).toBe(true);
  });

  test('the best is the best of what was tried', async () => {
    const { objective, evaluations } = await searchScalars(plane, { budget: 20, tolerance: 1e-4 }, async (values) =>
      branin(values),
    );
    expect(objective).toBe(Math.min(...evaluations.map((each) => each.objective)));
  });

  test('finds a minimum at a bound, and names the scalars whose bound is as good as the best', async () => {
    const atBound = async (evaluate: (values: Readonly<Record<string, number>>) => number) => {
      const search = await searchScalars(plane, { budget: 25, tolerance: 1e-4 }, async (values) => evaluate(values));
      return { values: search.values, names: search.at_bound };
    };
    expect(await atBound(({ x = 0, y = 0 }) => y - x)).toEqual({ values: { x: 10, y: 0 }, names: ['x', 'y'] });
    expect((await atBound(({ x = 0, y = 0 }) => x + (y - 7) ** 2)).names).toEqual(['x']);
    expect((await atBound(branin)).names).toEqual([]);
    // Without any effect, no value is better than another
    expect((await atBound(() => 1)).names).toEqual(['x', 'y']);
  });

  test('an error of an evaluation ends the search', async () => {
    const broken = () => Promise.reject(new Error('no patient'));
    await expect(searchScalars(square, { budget: 5, tolerance: 1e-4 }, broken)).rejects.toThrow('no patient');
  });
});
