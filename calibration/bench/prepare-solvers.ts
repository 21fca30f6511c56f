import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { InterruptedError, simdAbi, simulationSource } from '../../src/index.js';
import { buildLibrary } from '../native/build-library.js';
import type { Compiler } from '../native/find-compiler.js';
import { foreignFunctions } from '../native/native-library.js';
import { thisProcessor, vectorFormOf } from '../native/vector-form.js';
import { benchModel } from './bench-model.js';
import { ownCompiler } from './machine.js';
import { compilerFlags, type Solver, type SolverProgram } from './solvers.js';

/** A solver ready to run, or the reason why it is not available. */
export interface PreparedSolver {
  readonly solver: Solver;
  /** Program and its first arguments; null where it is absent. */
  readonly command: readonly string[] | null;
  readonly absent: string | null;
}

export interface PrepareOptions {
  /** Folder of the peers' C sources. */
  readonly sources: string;
  /** Folder of `qcic-model.c` and of the executables. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds the native solvers and checks that the others are installed.
 *
 * @param list - solvers
 * @param options - folders
 * @returns one entry per solver, in order; with the reason where a solver cannot be built or found
 * @throws InterruptedError - when the signal was given
 */
export async function prepareSolvers(
  list: readonly Solver[],
  options: PrepareOptions,
): Promise<readonly PreparedSolver[]> {
  const compiler = await ownCompiler();
  const prepared: PreparedSolver[] = [];
  for (const solver of list) {
    if (options.signal?.aborted) throw new InterruptedError('bench: stopped on request');
    try {
      const command = await commandOf(solver, compiler, options);
      prepared.push({ solver, command, absent: null });
    } catch (cause) {
      prepared.push({ solver, command: null, absent: reasonOf(cause) });
    }
  }
  return prepared;
}

async function commandOf(
  { id, program }: Solver,
  compiler: Compiler | null,
  options: PrepareOptions,
): Promise<readonly string[]> {
  if (program.kind === 'node') {
    if (program.requires !== null) requirePackage(program.requires);
    return [process.execPath, fileURLToPath(program.script)];
  }
  if (compiler === null) throw new Error('no C compiler');
  if (program.kind === 'library') {
    const library = await ownLibrary(program.lanes, compiler, join(options.folder, id));
    return [process.execPath, fileURLToPath(program.script), library, String(program.lanes)];
  }
  const executable = join(options.folder, id);
  await promisify(execFile)(compiler.command, [
    ...compiler.args,
    ...describeCompile(program, options),
    '-o',
    executable,
    ...program.libraries,
  ]);
  return [executable];
}

/** Compiles the workbench's own code. */
async function ownLibrary(lanes: 2 | 4 | 8, compiler: Compiler, folder: string): Promise<string> {
  foreignFunctions();
  const form = { ...vectorFormOf(await thisProcessor()), lanes };
  const { shape, text } = simulationSource(benchModel, lanes);
  const source = { text, abi: simdAbi(shape), form, verify: async () => {} };
  return buildLibrary(folder, source, compiler, { env: process.env, now: () => performance.now() });
}

function describeCompile(
  { source, defines }: Extract<SolverProgram, { kind: 'c' }>,
  { sources, folder }: PrepareOptions,
): readonly string[] {
  return [...compilerFlags, ...defines, `-I${folder}`, `-I${sources}`, join(sources, source)];
}

function requirePackage(name: string): void {
  try {
    createRequire(import.meta.url).resolve(name);
  } catch (cause) {
    throw new Error(`npm package ${name} is not installed`, { cause });
  }
}

/** First error message of a compiler, or the message itself. */
export function reasonOf(cause: unknown): string {
  const text =
    cause instanceof Error && 'stderr' in cause && cause.stderr !== '' ? String(cause.stderr) : String(cause);
  const problem = /cannot find -l[^\s:]+/.exec(text)?.[0] ?? /(?:fatal )?error: (.+)/.exec(text)?.[1];
  return problem ?? text.replace(/^Error: /, '').split('\n')[0] ?? 'unknown';
}
