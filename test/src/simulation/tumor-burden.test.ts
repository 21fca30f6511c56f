import { describe, expect, test } from 'vitest';
import { relativeBurden } from '../../../src/simulation/tumor-burden.js';

type Three = readonly [number, number, number];
const capacities: Three = [4, 2, 8];
const corrected = (densities: Three) => relativeBurden({ densities, capacities }, 'corrected');
const posted = (densities: Three) => relativeBurden({ densities, capacities }, 'posted');

/** Closed form, eq. (17). */
describe('relativeBurden', () => {
  test.each<[Three, number]>([
    [[3, 1, 2], 3 / 4],
    [[1, 3, 2], 3 / 2],
    [[1, 2, 3], 3 / 8],
  ])('corrected: of %j the dominant clone counts, over its own capacity', (densities, chi) => {
    expect(corrected(densities)).toBe(chi);
  });

  test('the dominant clone is the largest one, not the one nearest to its capacity', () => {
    expect(corrected([3, 2.9, 0])).toBe(3 / 4);
  });

  test.each<[Three, number]>([
    [[3, 3, 1], 3 / 4],
    [[3, 1, 3], 3 / 4],
    [[1, 3, 3], 3 / 2],
    [[3, 3, 3], 3 / 4],
  ])('corrected: on a tie %j the first one counts', (densities, chi) => {
    expect(corrected(densities)).toBe(chi);
  });

  test('posted: all three over the capacity of the third', () => {
    expect(posted([3, 1, 2])).toBe(6 / 8);
    expect(posted([0, 0, 5])).toBe(5 / 8);
  });

  test('without tumor both are zero', () => {
    expect([posted([0, 0, 0]), corrected([0, 0, 0])]).toEqual([0, 0]);
  });

  test('the baseline tumor: 4e8 over K3 as posted, 3e8 over K2 as corrected', () => {
    const baseline = { densities: [1e8, 3e8, 0], capacities: [2.5e9, 2e9, 1.25e9] } as const;
    expect(relativeBurden(baseline, 'posted')).toBeCloseTo(0.32, 15);
    expect(relativeBurden(baseline, 'corrected')).toBeCloseTo(0.15, 15);
  });

  test('a NaN density does not turn into a number', () => {
    for (const densities of [
      [Number.NaN, 1, 1],
      [1, Number.NaN, 1],
      [1, 1, Number.NaN],
    ] as const) {
      expect(posted(densities)).toBeNaN();
    }
  });
});
