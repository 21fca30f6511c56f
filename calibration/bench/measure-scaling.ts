import { fileURLToPath } from 'node:url';
import type { BenchContext } from './bench-context.js';
import type { ScalingRow } from './bench-results.js';
import { spreadOf } from './timing.js';

/** Built program; see `solvers.ts` for its use by sources. */
const script = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/calibration/bench/scaling-run.js' : './scaling-run.js',
    import.meta.url,
  ),
);

/**
 * Times cohorts of increasing size on all cores, and one size on increasing numbers of workers, each in a separate process.
 *
 * @param cores - workers of the first series
 */
export async function measureScaling(context: BenchContext, cores: number): Promise<readonly ScalingRow[]> {
  const { plan, patientsPath, run, say } = context;
  const timeCohort = async (patients: number, workers: number) => {
    const description = [patientsPath, patients, workers, plan.scalingDays].map(String);
    const { stdout } = await run([process.execPath, script], description);
    const { seconds, peakBytes } = JSON.parse(stdout) as { readonly seconds: number; readonly peakBytes: number };
    return { seconds, peakBytes };
  };
  const cohorts: TimedCohort[] = [];
  const most = Math.max(...plan.scalingPatients.map(({ repeats }) => repeats));
  for (let repeat = 0; repeat < most; repeat++) {
    for (const { patients, repeats } of plan.scalingPatients) {
      if (repeat >= repeats) continue;
      say(`scaling: ${patients} patients on ${cores} worker(s)`);
      cohorts.push({ series: 'patients', patients, workers: cores, ...(await timeCohort(patients, cores)) });
    }
  }
  for (let repeat = 0; repeat < plan.workersRepeats; repeat++) {
    for (const workers of plan.scalingWorkers) {
      const patients = plan.workersPatients;
      say(`scaling: ${patients} patients on ${workers} worker(s)`);
      cohorts.push({ series: 'workers', patients, workers, ...(await timeCohort(patients, workers)) });
    }
  }
  return scalingRows(cohorts);
}

/** One run of a cohort on the engine. */
export interface TimedCohort {
  readonly series: ScalingRow['series'];
  readonly patients: number;
  readonly workers: number;
  readonly seconds: number;
  readonly peakBytes: number;
}

/**
 * Summary of repeated runs: spread of the times, largest memory, and values relative to the first row of each series.
 *
 * @param cohorts - runs in any order
 * @returns one row per series, size and number of workers, ascending; `relative` of `patients` is time per patient over that of
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
