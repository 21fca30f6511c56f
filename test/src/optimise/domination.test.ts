// Evidence: cases worked by hand, and a slow oracle (each point compared with all others).
import { describe, expect, test } from 'vitest';
import {
  bestPoints,
  crowdingDistances,
  dominates,
  nonDominatedFronts,
  paretoFront,
} from '../../../src/optimise/domination.js';
import { congruentialColumns } from '../stats/congruential-numbers.js';

const at = (...objectives: readonly number[]) => ({ point: [0], objectives, violation: 0 });
const beyond = (violation: number, ...objectives: readonly number[]) => ({ point: [0], objectives, violation });

describe('domination', () => {
  test('a point dominates another that is worse in one objective and better in none', () => {
    expect(dominates(at(1, 2), at(1, 3))).toBe(true);
    expect(dominates(at(1, 3), at(1, 2))).toBe(false);
    expect(dominates(at(1, 3), at(2, 2))).toBe(false);
  });

  test('no point dominates its equal', () => {
    expect(dominates(at(1, 2), at(1, 2))).toBe(false);
  });

  test('the smaller violation dominates whatever the objectives are', () => {
    expect(dominates(at(9, 9), beyond(0.1, 0, 0))).toBe(true);
    expect(dominates(beyond(0.1, 9, 9), beyond(0.2, 0, 0))).toBe(true);
    expect(dominates(beyond(0.2, 0, 0), beyond(0.2, 0, 1))).toBe(true);
  });

  test('fronts of five points, by hand', () => {
    const points = [at(1, 4), at(2, 2), at(3, 3), at(4, 1), at(4, 4)];
    expect(nonDominatedFronts(points)).toEqual([[0, 1, 3], [2], [4]]);
    expect(nonDominatedFronts([])).toEqual([]);
  });

  test('the first front is that of the slow oracle, with ties and violations', () => {
    const [limits, first, second] = congruentialColumns(3, 120);
    const points = Array.from({ length: 120 }, (_, row) =>
      beyond(Math.floor(2 * limits![row]!), Math.floor(8 * first![row]!), Math.floor(8 * second![row]!)),
    );
    const expected = points.filter((one) => !points.some((other) => dominates(other, one)));
    expect(nonDominatedFronts(points)[0]!.map((index) => points[index])).toEqual(expected);
    expect(paretoFront(points)).toEqual(expected);
    expect(nonDominatedFronts(points).flat()).toHaveLength(120);
  });

  test('a front without a feasible point is empty', () => {
    expect(paretoFront([beyond(1, 0, 0), beyond(2, 0, 0)])).toEqual([]);
  });

  test('crowding distances by hand: (3 - 0) / 4 + (5 - 1) / 5 between its neighbours; ends infinite', () => {
    const distances = crowdingDistances([at(0, 5), at(1, 3), at(3, 1), at(4, 0)]);
    expect([...distances]).toEqual([Infinity, 3 / 4 + 4 / 5, 3 / 4 + 3 / 5, Infinity]);
  });

  test('of points with equal objectives only the first has a distance', () => {
    const distances = crowdingDistances([at(0, 2), at(1, 1), at(1, 1), at(2, 0)]);
    expect([...distances]).toEqual([Infinity, 2, 0, Infinity]);
    expect([...crowdingDistances([at(1, 1)])]).toEqual([Infinity]);
  });

  test('the best points are whole fronts, then the least crowded of the next', () => {
    const points = [at(0, 5), at(1, 3), at(3, 1), at(4, 0), at(9, 9)];
    expect(bestPoints(points, 3).map(({ index }) => index)).toEqual([0, 3, 1]);
    expect(bestPoints(points, 9).map(({ index, rank }) => [index, rank])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
      [4, 1],
    ]);
  });
});
