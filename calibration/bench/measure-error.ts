import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchContext, type RunRequest, tryRun } from './bench-context.js';
import type { BenchWork } from './bench-plan.js';
import { largestRelativeError } from './relative-error.js';
import { REFERENCE, SELF } from './solvers.js';

/** How far a solver is from the reference, and what that took. */
export interface ErrorMeasurement {
  readonly error: number | null;
  readonly evaluationsPerPatient: number | null;
  readonly failed: number;
}

export interface ErrorMeter {
  /** What errors are measured against, in words. */
  readonly reference: string;
  /** Null when the peer failed. Measured once for each solver, work and tolerance. */
  measure(request: Omit<RunRequest, 'patients' | 'out'>): Promise<ErrorMeasurement | null>;
}

/** Tolerance of the reference solutions. */
const REFERENCE_TOLERANCE = 1e-11;

/** Measures errors over the first patients of the benchmark, against one reference per piece of work. */
export function errorMeter(context: BenchContext): ErrorMeter {
  const { plan, folder, roster } = context;
  const solver = roster.present().includes(REFERENCE) ? REFERENCE : SELF;
  const references = new Map<string, Float64Array>();
  const measured = new Map<string, ErrorMeasurement>();

  const statesOf = async (request: Omit<RunRequest, 'patients' | 'out'>) => {
    const out = join(folder, 'states.f64');
    const run = await tryRun(context, { ...request, patients: plan.errorPatients, out });
    if (run === null) return null;
    const bytes = await readFile(out);
    await rm(out);
    return { run, states: new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8) };
  };
  const referenceOf = async (work: BenchWork): Promise<Float64Array | null> => {
    const key = `${work.arm} ${work.days}`;
    const known = references.get(key);
    if (known !== undefined) return known;
    const solution = await statesOf({ solver, work, relativeTolerance: REFERENCE_TOLERANCE });
    if (solution !== null) references.set(key, solution.states);
    return solution?.states ?? null;
  };

  return {
    reference:
      solver === REFERENCE
        ? 'native C on 57 states at relative tolerance 1e-11, absolute 1e-8'
        : 'this workbench itself at relative tolerance 1e-11, absolute 1e-8 (the native peer is absent)',
    measure: async (request) => {
      const key = [request.solver, request.work.arm, request.work.days, request.relativeTolerance].join(' ');
      const known = measured.get(key);
      if (known !== undefined) return known;
      const reference = await referenceOf(request.work);
      const solution = await statesOf(request);
      if (solution === null) return null;
      const { evaluations, failed } = solution.run.report;
      const measurement: ErrorMeasurement = {
        error: reference === null ? null : largestRelativeError(solution.states, reference),
        evaluationsPerPatient: evaluations === null ? null : evaluations / plan.errorPatients,
        failed,
      };
      measured.set(key, measurement);
      return measurement;
    },
  };
}
