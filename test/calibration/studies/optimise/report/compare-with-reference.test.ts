// Evidence: quantiles of the normal distribution from tables; verdicts by hand.
import { describe, expect, test } from 'vitest';
import {
  compareWithReference,
  errorsBeside,
} from '../../../../../calibration/studies/optimise/report/compare-with-reference.js';
import type { OptimiseResult } from '../../../../../calibration/studies/optimise/result.js';
import { sampleOptimiseResult } from '../sample-optimise.js';

const [template] = sampleOptimiseResult.front;
const unused = { value: 1, error: 0.1 };

/** A front of schedules with these differences of two objectives, the first to be large, the second to be small. */
function resultWith(
  differences: readonly (readonly [
    first: readonly [number | null, number | null],
    second: readonly [number, number],
  ])[],
): OptimiseResult {
  return {
    ...sampleOptimiseResult,
    asked: [],
    front: differences.map(([[first, firstError], [second, secondError]], index) => ({
      ...template!,
      label: String(index + 1),
      confirmed: {
        median_os: { ...unused, difference: first, difference_error: firstError },
        'total_dose.tas102': { ...unused, difference: second, difference_error: secondError },
      },
    })),
  };
}

describe('errorsBeside', () => {
  test.each([
    [1, 1.959964],
    [2, 2.241403],
    [5, 2.575829],
    [50, 3.290527],
  ])('for %d comparisons is the two-sided quantile at 5 %% divided by them', (comparisons, expected) => {
    expect(errorsBeside(comparisons)).toBeCloseTo(expected, 6);
  });
});

describe('compareWithReference', () => {
  // One schedule and two objectives: 2.2414 errors
  test.each([
    [
      'better',
      [
        [0.225, 0.1],
        [-30, 10],
      ],
      ['better', 'better'],
    ],
    [
      'better',
      [
        [0.225, 0.1],
        [0, 10],
      ],
      ['better', 'alike'],
    ],
    [
      'alike',
      [
        [0.224, 0.1],
        [22, 10],
      ],
      ['alike', 'alike'],
    ],
    [
      'trade-off',
      [
        [0.225, 0.1],
        [23, 10],
      ],
      ['better', 'worse'],
    ],
    [
      'worse',
      [
        [-0.225, 0.1],
        [0, 0],
      ],
      ['worse', 'alike'],
    ],
    [
      'better',
      [
        [0, 0.1],
        [-1, 0],
      ],
      ['alike', 'better'],
    ],
    [
      'unknown',
      [
        [null, null],
        [-1, 0],
      ],
      ['unknown', 'better'],
    ],
    [
      'worse',
      [
        [null, null],
        [1, 0],
      ],
      ['unknown', 'worse'],
    ],
  ] as const)('is %s by %j', (outcome, differences, [first, second]) => {
    const [compared] = compareWithReference(resultWith([differences]));
    expect(compared).toMatchObject({ outcome, verdicts: { median_os: first, 'total_dose.tas102': second } });
  });

  test('compares a schedule that is asked about as one of the front', () => {
    const [one] = resultWith([
      [
        [0.225, 0.1],
        [0, 0],
      ],
    ]).front;
    const both = compareWithReference({ ...resultWith([]), front: [one!], asked: [{ ...one!, label: 'weekly' }] });
    expect(both.map(({ candidate: { label }, outcome }) => [label, outcome])).toEqual([
      [one!.label, 'alike'],
      ['weekly', 'alike'],
    ]);
  });

  test('asks for more where more schedules are compared', () => {
    const alone = [
      [0.23, 0.1],
      [0, 0],
    ] as const;
    const outcomes = (count: number) =>
      compareWithReference(resultWith(Array.from({ length: count }, () => alone))).map(({ outcome }) => outcome);
    expect(outcomes(1)).toEqual(['better']);
    expect(outcomes(2)).toEqual(['alike', 'alike']);
  });
});
