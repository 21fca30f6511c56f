import { fileURLToPath } from 'node:url';
import type { BenchContext } from './bench-context.js';
import type { ScalingRow } from './bench-results.js';
import { scalingRows, type TimedCohort } from './scaling-rows.js';

/** Built program; see `solvers.ts` on why sources use it as well. */
const script = fileURLToPath(
  new URL(
    import.meta.url.endsWith('.ts') ? '../../dist/calibration/bench/scaling-run.js' : './scaling-run.js',
    import.meta.url,
  ),
);

/**
 * Times cohorts of growing size on all cores, and one size on growing numbers of workers, each in a process of its own.
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
