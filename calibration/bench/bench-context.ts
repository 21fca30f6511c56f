import { spawn } from 'node:child_process';
import { InputError, InterruptedError } from '../../src/index.js';
import { absoluteToleranceOf, type BenchPlan, type BenchWork } from './bench-plan.js';
import type { SolverState } from './bench-results.js';
import { type PeerArguments, type PeerReport, parsePeerReport, peerArguments } from './peer-protocol.js';
import type { PreparedSolver } from './prepare-solvers.js';
import { SELF } from './solvers.js';

interface SolverRun {
  /** From the start of the process to its end. */
  readonly seconds: number;
  readonly report: PeerReport;
}

/** Runs one process to completion. */
export type RunProcess = (
  command: readonly string[],
  description: readonly string[],
) => Promise<{ readonly seconds: number; readonly stdout: string }>;

/**
 * Runs programs as child processes and times them from start to end.
 *
 * @param signal - ends the running program
 * @throws InputError - with its error message, when a program fails
 * @throws InterruptedError - when the signal was given
 */
export function processRunner(signal: AbortSignal | undefined): RunProcess {
  return ([program = '', ...first], description) =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(new InterruptedError('bench: stopped on request'));
        return;
      }
      const started = performance.now();
      const child = spawn(program, [...first, ...description], { stdio: ['ignore', 'pipe', 'pipe'] });
      let [stdout, stderr] = ['', ''];
      const stop = () => child.kill('SIGTERM');
      signal?.addEventListener('abort', stop, { once: true });
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        stdout += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        stderr += text;
      });
      child.on('error', reject);
      child.on('close', (code) => {
        signal?.removeEventListener('abort', stop);
        const seconds = (performance.now() - started) / 1000;
        if (signal?.aborted) reject(new InterruptedError('bench: stopped on request'));
        else if (code === 0) resolve({ seconds, stdout });
        else reject(new InputError(`${program}: must end with exit code 0; got ${code}: ${complaintIn(stderr)}`));
      });
    });
}

/** The line that names an error, or the last one. */
function complaintIn(text: string): string {
  const lines = text.trimEnd().split('\n');
  return lines.find((line) => /^\w*Error:|^peer:/.test(line)) ?? lines.at(-1) ?? '';
}

/** Runs a solver under the protocol of the benchmark. */
async function runSolver(run: RunProcess, command: readonly string[], peer: PeerArguments): Promise<SolverRun> {
  const { seconds, stdout } = await run(command, peerArguments(peer));
  return { seconds, report: parsePeerReport(stdout, command.join(' ')) };
}

/** Shared data of the measurements of a benchmark. */
export interface BenchContext {
  readonly plan: BenchPlan;
  /** Scratch folder with the model, the patients and the segment files. */
  readonly folder: string;
  readonly patientsPath: string;
  segmentsPath(work: BenchWork): string;
  readonly run: RunProcess;
  readonly roster: Roster;
  /** Reports the current measurement. */
  readonly say: (description: string) => void;
}

/** Available solvers; a peer that fails is reported as absent from then on. */
interface Roster {
  present(): readonly string[];
  commandOf(id: string): readonly string[];
  drop(id: string, reason: string): void;
  states(): readonly SolverState[];
}

/** Maintains the list of available solvers. */
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

/** One run of a solver: case, number of patients, tolerance, and file of the states. */
export interface RunRequest {
  readonly solver: string;
  readonly work: BenchWork;
  readonly patients: number;
  readonly relativeTolerance: number;
  readonly out?: string;
}

/**
 * Runs a solver; a peer that fails is removed from the roster.
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
