import { describe, expect, test } from 'vitest';
import { scalingRows, type TimedCohort } from '../../../calibration/bench/measure-scaling.js';

// Evidence: closed forms.

const cohort = (series: TimedCohort['series'], patients: number, workers: number, seconds: number, peakBytes = 1) => {
  return { series, patients, workers, seconds, peakBytes };
};

describe('scalingRows', () => {
  test('cost that is proportional gives 1 at every size, in order of size', () => {
    const rows = scalingRows([3000, 1000, 10_000].map((patients) => cohort('patients', patients, 2, patients / 500)));
    expect(rows.map(({ patients, relative }) => [patients, relative])).toEqual([
      [1000, 1],
      [3000, 1],
      [10_000, 1],
    ]);
    expect(rows.map(({ millisecondsPerPatient }) => millisecondsPerPatient)).toEqual([2, 2, 2]);
  });

  test('speed is over that of the fewest workers, by medians', () => {
    const rows = scalingRows([
      cohort('workers', 100, 2, 5),
      cohort('workers', 100, 1, 9),
      cohort('workers', 100, 1, 10),
      cohort('workers', 100, 1, 30),
    ]);
    expect(rows.map(({ workers, relative }) => [workers, relative])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(rows[0]?.seconds).toEqual({ min: 9, median: 10, max: 30 });
  });

  test('the largest memory of the repeats is kept, series stay apart', () => {
    const rows = scalingRows([
      cohort('workers', 100, 1, 1, 5),
      cohort('patients', 100, 1, 1, 7),
      cohort('patients', 100, 1, 1, 9),
    ]);
    expect(rows.map(({ series, peakBytes }) => [series, peakBytes])).toEqual([
      ['patients', 9],
      ['workers', 5],
    ]);
  });

  test('nothing gives nothing', () => {
    expect(scalingRows([])).toEqual([]);
  });
});
