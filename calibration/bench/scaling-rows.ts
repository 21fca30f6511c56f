import type { ScalingRow } from './bench-results.js';
import { spreadOf } from './timing.js';

/** One run of a cohort on the engine. */
export interface TimedCohort {
  readonly series: ScalingRow['series'];
  readonly patients: number;
  readonly workers: number;
  readonly seconds: number;
  readonly peakBytes: number;
}

/**
 * Sums up repeated runs: spread of the times, the largest memory, and what is relative to the first row of each series.
 *
 * @param cohorts - runs in any order
 * @returns one row per series, size and number of workers, rising; `relative` of `patients` is time per patient over that of
 *   the smallest cohort, of `workers` speed over that of the fewest workers (medians)
 */
export function scalingRows(cohorts: readonly TimedCohort[]): readonly ScalingRow[] {
  return (['patients', 'workers'] as const).flatMap((series) => {
    const groups = new Map<string, TimedCohort[]>();
    for (const cohort of cohorts.filter((each) => each.series === series)) {
      const key = `${cohort.patients} ${cohort.workers}`;
      groups.set(key, [...(groups.get(key) ?? []), cohort]);
    }
    const rows = [...groups.values()]
      .sort(([a], [b]) => a!.patients - b!.patients || a!.workers - b!.workers)
      .map((group) => {
        const { patients, workers } = group[0]!;
        const seconds = spreadOf(group.map((each) => each.seconds))!;
        const peakBytes = Math.max(...group.map((each) => each.peakBytes));
        return {
          series,
          patients,
          workers,
          seconds,
          millisecondsPerPatient: (seconds.median / patients) * 1000,
          peakBytes,
        };
      });
    return rows.map((row) => ({
      ...row,
      relative:
        series === 'patients'
          ? row.millisecondsPerPatient / rows[0]!.millisecondsPerPatient
          : rows[0]!.seconds.median / row.seconds.median,
    }));
  });
}
