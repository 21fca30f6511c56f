import { InterruptedError } from '../../src/index.js';
import type { BenchPlan, BenchWork } from './bench-plan.js';
import { absoluteToleranceOf } from './bench-plan.js';
import type { SolverState } from './bench-results.js';
import type { PreparedSolver } from './prepare-solvers.js';
import { type RunProcess, runSolver, type SolverRun } from './run-solver.js';
import { SELF } from './solvers.js';

/** What the measurements of a benchmark share. */
export interface BenchContext {
  readonly plan: BenchPlan;
  /** Scratch folder with the model, the patients and the segment files. */
  readonly folder: string;
  readonly patientsPath: string;
  segmentsPath(work: BenchWork): string;
  readonly run: RunProcess;
  readonly roster: Roster;
  /** Tells the user what is being measured. */
  readonly say: (description: string) => void;
}

/** Who takes part; a peer that fails on the way is reported as absent from there on. */
export interface Roster {
  present(): readonly string[];
  commandOf(id: string): readonly string[];
  drop(id: string, reason: string): void;
  states(): readonly SolverState[];
}

/** Keeps the list of those who take part. */
export function rosterOf(prepared: readonly PreparedSolver[]): Roster {
  const reasons = new Map<string, string>();
  for (const { solver, absent } of prepared) if (absent !== null) reasons.set(solver.id, absent);
  return {
    present: () => prepared.map(({ solver }) => solver.id).filter((id) => !reasons.has(id)),
    commandOf: (id) => prepared.find(({ solver }) => solver.id === id)?.command ?? [],
    drop: (id, reason) => reasons.set(id, reason),
    states: () =>
      prepared.map(({ solver: { id, label, description } }) => ({
        id,
        label,
        description,
        absent: reasons.get(id) ?? null,
      })),
  };
}

/** One run of a solver: on which work, how many patients, how tight, and where the states go. */
export interface RunRequest {
  readonly solver: string;
  readonly work: BenchWork;
  readonly patients: number;
  readonly relativeTolerance: number;
  readonly out?: string;
}

/**
 * Runs a solver; a peer that fails is dropped from the roster.
 *
 * @returns the run, or null when the peer failed
 * @throws InputError - when the workbench's own simulator fails
 */
export async function tryRun(context: BenchContext, request: RunRequest): Promise<SolverRun | null> {
  const { solver, work, patients, relativeTolerance, out } = request;
  try {
    return await runSolver(context.run, context.roster.commandOf(solver), {
      segments: context.segmentsPath(work),
      patients: context.patientsPath,
      count: patients,
      days: work.days,
      relativeTolerance,
      absoluteTolerance: absoluteToleranceOf(relativeTolerance),
      out: out ?? null,
    });
  } catch (cause) {
    if (solver === SELF || cause instanceof InterruptedError) throw cause;
    context.roster.drop(solver, `failed: ${cause instanceof Error ? cause.message : String(cause)}`);
    return null;
  }
}
