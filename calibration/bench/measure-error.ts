import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BenchContext, type RunRequest, tryRun } from './bench-context.js';
import { type BenchWork, DEFAULT_RELATIVE_TOLERANCE } from './bench-plan.js';
import type { PrecisionRow } from './bench-results.js';
import { REFERENCE, SELF } from './solvers.js';

/** Smallest denominator of a relative error; cell/L. */
export const ERROR_FLOOR = 1e3;

/** Largest relative error of the accuracy class of the workbench. */
export const ERROR_CLASS = 3e-6;

/**
 * Largest error of a solution: max over all entries of |x - reference| / max(|reference|, floor).
 *
 * @param solution - densities; cell/L
 * @param reference - the same length
 * @returns the error; null when the lengths differ or an entry is not finite
 */
export function largestRelativeError(solution: Float64Array, reference: Float64Array): number | null {
  if (solution.length !== reference.length) return null;
  let largest = 0;
  for (let index = 0; index < reference.length; index++) {
    const expected = reference[index]!;
    const error = Math.abs(solution[index]! - expected) / Math.max(Math.abs(expected), ERROR_FLOOR);
    // A NaN fails the comparison and ends the search
    if (!(error <= largest)) {
      if (!Number.isFinite(error)) return null;
      largest = error;
    }
  }
  return largest;
}

/** Error of a solver, and its cost. */
interface ErrorMeasurement {
  readonly error: number | null;
  readonly evaluationsPerPatient: number | null;
  readonly failed: number;
}

export interface ErrorMeter {
  /** Description of the reference of the errors. */
  readonly reference: string;
  /** Null when the peer failed. Measured once for each solver, work and tolerance. */
  measure(request: Omit<RunRequest, 'patients' | 'out'>): Promise<ErrorMeasurement | null>;
}

/** Tolerance of the reference solutions. */
const REFERENCE_TOLERANCE = 1e-11;

/** Measures errors over the first patients of the benchmark, against one reference per case. */
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

/** A peer within this factor of the class at the default tolerance counts as a member: a second row would be redundant. */
const NEAR_CLASS = 2;

/**
 * The tolerance at which a peer is compared at equal accuracy, where the default one leaves it outside the error class.
 *
 * @param rows - errors of one solver on one arm, any tolerances
 * @returns the loosest tolerance below the default whose error is in the class; null where the default one suffices, or
 *   where none reaches it
 */
export function matchedTolerance(rows: readonly PrecisionRow[]): number | null {
  const atDefault = rows.find(({ relativeTolerance }) => relativeTolerance === DEFAULT_RELATIVE_TOLERANCE);
  if (atDefault?.error == null || atDefault.error <= NEAR_CLASS * ERROR_CLASS) return null;
  const fine = rows
    .filter(({ relativeTolerance, error }) => {
      return relativeTolerance < DEFAULT_RELATIVE_TOLERANCE && error !== null && error <= ERROR_CLASS;
    })
    .map(({ relativeTolerance }) => relativeTolerance);
  return fine.length === 0 ? null : Math.max(...fine);
}
