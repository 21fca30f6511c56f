// Evidence: by hand; slow oracle (variance from all arrangements of one death). Against R: survival-against-r.test.ts.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { logRankTest } from '../../../src/stats/log-rank.js';
import { datasets } from './survival-fixture.js';

const leukemia = datasets[0]!;
const groups = leukemia.group.map((name) => (name === 'placebo' ? 0 : 1));

describe('logRankTest', () => {
  test('6-mercaptopurine against placebo: 21 and 9 relapses, 10.75 and 19.25 expected, chi-square 16.79', () => {
    const { observed, expected, statistic, p } = logRankTest(leukemia.times, leukemia.observed, groups);
    expect(observed).toEqual([21, 9]);
    expect(expected[0]).toBeCloseTo(10.75, 2);
    expect(expected[1]).toBeCloseTo(19.25, 2);
    expect(statistic).toBeCloseTo(16.79, 2);
    expect(p).toBeCloseTo(4.17e-5, 7);
  });

  test('by hand: deaths 1 and 3 in one group, 2 and censored 4 in the other', () => {
    // At 1: 2 of 4; at 2: 1 of 3; at 3: 1 of 2
    const { expected, statistic } = logRankTest([1, 3, 2, 4], [1, 1, 1, 0], [0, 0, 1, 1]);
    const mean = 1 / 2 + 1 / 3 + 1 / 2;
    const variance = 1 / 4 + 2 / 9 + 1 / 4;
    expect(expected[0]).toBeCloseTo(mean, 14);
    expect(statistic).toBeCloseTo((2 - mean) ** 2 / variance, 13);
  });

  test('observed and expected deaths have one sum; relabelling groups changes nothing', () => {
    for (const each of datasets) {
      const names = [...new Set(each.group)];
      const forward = logRankTest(
        each.times,
        each.observed,
        each.group.map((name) => names.indexOf(name)),
      );
      const backward = logRankTest(
        each.times,
        each.observed,
        each.group.map((name) => names.length - 1 - names.indexOf(name)),
      );
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
      expect(sum(forward.expected)).toBeCloseTo(sum(forward.observed), 10);
      expect(backward.statistic).toBeCloseTo(forward.statistic!, 10);
    }
  });

  test('weights that count patients equal repeated rows', () => {
    const counts = [1, 3, 2, 1];
    const repeat = (column: readonly number[]) =>
      column.flatMap((value, row) => Array<number>(counts[row]!).fill(value));
    const [times, observed, group] = [
      [1, 2, 2, 5],
      [1, 1, 0, 1],
      [0, 1, 0, 1],
    ];
    const weighted = logRankTest(times!, observed!, group!, { weighting: { weights: counts, meaning: 'patients' } });
    expect(weighted.statistic).toBeCloseTo(
      logRankTest(repeat(times!), repeat(observed!), repeat(group!)).statistic!,
      12,
    );
  });

  test('sampling weights may be scaled; their unit does not matter', () => {
    const test = (scale: number) =>
      logRankTest(leukemia.times, leukemia.observed, groups, {
        weighting: { weights: leukemia.weights.map((weight) => scale * weight), meaning: 'sampling' },
      }).statistic!;
    expect(test(7)).toBeCloseTo(test(1), 10);
  });

  test('strata with one group only have no effect', () => {
    const alone = logRankTest([1, 2, 3, 4], [1, 1, 1, 1], [0, 0, 1, 1], { strata: [0, 0, 1, 1] });
    expect(alone).toMatchObject({ statistic: null, degreesOfFreedom: 0, p: null });
  });

  test('two pairs of groups in strata of their own have two degrees of freedom', () => {
    const { degreesOfFreedom } = logRankTest(
      [1, 2, 3, 1, 2, 3, 4, 4],
      new Uint8Array(8).fill(1),
      [0, 1, 0, 2, 3, 3, 2, 1],
      {
        strata: [0, 0, 0, 1, 1, 1, 1, 0],
      },
    );
    expect(degreesOfFreedom).toBe(2);
  });

  test('all censored, one group and one patient have no statistic', () => {
    for (const [times, observed, group] of [
      [
        [1, 2],
        [0, 0],
        [0, 1],
      ],
      [
        [1, 2],
        [1, 1],
        [0, 0],
      ],
      [[1], [1], [0]],
    ] as const) {
      expect(logRankTest(times, observed, group)).toMatchObject({ statistic: null, p: null });
    }
  });

  test.each([
    ['a gap between groups', [0, 2], 'logRankTest.groups: must use every group up to the last; got none of 1'],
    ['a group of -1', [0, -1], 'logRankTest.groups[1]: must be an integer >= 0; got -1'],
    ['a group too few', [0], 'logRankTest.groups: must hold 2 groups, one per time; got 1'],
  ])('refuses %s', (_, group, message) => {
    expect(() => logRankTest([1, 2], [1, 1], group)).toThrow(new InputError(message));
  });
});
