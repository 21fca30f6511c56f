import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import { type Compiler, findCompiler } from '../native/find-compiler.js';
import type { Machine } from './bench-results.js';
import { compilerFlags } from './solvers.js';

const run = promisify(execFile);

/** The C compiler of this machine, the one that builds native code as well; null without one. */
export function ownCompiler(): Promise<Compiler | null> {
  return findCompiler(process.env).catch(() => null);
}

/** Describes the machine that the results belong to. */
export async function describeMachine(): Promise<Machine> {
  const compiler = await ownCompiler();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.version,
    compiler: compiler?.version ?? null,
    compilerFlags,
    sundials: compiler === null ? null : await sundialsVersion(compiler),
    odex: odexVersion(),
    loadAtStart: loadavg()[0] ?? 0,
  };
}

/** Version in the header of SUNDIALS, from the preprocessor. */
async function sundialsVersion({ command, args }: Compiler): Promise<string | null> {
  const task = run(command, [...args, '-E', '-P', '-x', 'c', '-']);
  task.child.stdin?.end('#include <sundials/sundials_config.h>\nversion SUNDIALS_VERSION\n');
  const output = await task.catch(() => undefined);
  return /version "([^"]+)"/.exec(output?.stdout ?? '')?.[1] ?? null;
}

/** Version of the installed package odex; null where it is not installed. */
function odexVersion(): string | null {
  try {
    const { version } = createRequire(import.meta.url)('odex/package.json') as { readonly version?: string };
    return version ?? 'unknown';
  } catch {
    return null;
  }
}
