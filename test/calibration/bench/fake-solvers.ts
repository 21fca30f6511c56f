import { type BenchContext, type RunProcess, rosterOf } from '../../../calibration/bench/bench-context.js';
import { type BenchPlan, benchPlan } from '../../../calibration/bench/bench-plan.js';
import { solvers } from '../../../calibration/bench/solvers.js';

/** What a constructed solver takes. */
export interface FakeCost {
  readonly startUpSeconds: number;
  readonly secondsPerPatient: number;
  /** Sizes from which on it fails. */
  readonly failsFrom?: number;
  /** Which of the runs takes 0.3 s more; from 1. */
  readonly slowRun?: number;
}

const SLOW_SECONDS = 0.3;

/** A context whose solvers are not run: times follow from start-up and cost per patient. */
export function fakeContext(
  costs: Readonly<Record<string, FakeCost>>,
  changes: Partial<BenchPlan> = {},
): { readonly context: BenchContext; readonly runs: readonly string[] } {
  const runs: string[] = [];
  const run: RunProcess = async ([id = ''], description) => {
    const patients = Number(description[2]);
    runs.push(`${id} ${patients}`);
    const { startUpSeconds, secondsPerPatient, failsFrom = Number.POSITIVE_INFINITY, slowRun } = costs[id]!;
    const late = runs.length === slowRun ? SLOW_SECONDS : 0;
    if (patients >= failsFrom) throw new Error(`${id} ended with a signal`);
    const report = { patients, failed: 0, evaluations: 10 * patients, steps: null, checksum: 1, peakBytes: 1 };
    return { seconds: startUpSeconds + late + patients * secondsPerPatient, stdout: JSON.stringify(report) };
  };
  const context: BenchContext = {
    plan: { ...benchPlan({ quick: true }), ...changes },
    folder: '/nowhere',
    patientsPath: '/nowhere/patients',
    segmentsPath: () => '/nowhere/segments',
    run,
    roster: rosterOf(
      solvers.filter(({ id }) => id in costs).map((solver) => ({ solver, command: [solver.id], absent: null })),
    ),
    say: () => {},
  };
  return { context, runs };
}
