import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { availableParallelism, cpus, loadavg, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import type { Machine } from './bench-results.js';
import { compilerFlags } from './solvers.js';

const run = promisify(execFile);

/** Compilers in the order in which they are tried. */
const compilers = ['gcc', 'cc'] as const;

/** The C compiler of this machine and its version; null without one. */
export async function findCompiler(): Promise<{ readonly command: string; readonly version: string } | null> {
  for (const command of compilers) {
    const output = await run(command, ['--version']).catch(() => undefined);
    if (output !== undefined) return { command, version: output.stdout.split('\n')[0] ?? command };
  }
  return null;
}

/** Describes the machine that the results belong to. */
export async function describeMachine(): Promise<Machine> {
  const compiler = await findCompiler();
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
    node: process.version,
    compiler: compiler?.version ?? null,
    compilerFlags,
    sundials: compiler === null ? null : await sundialsVersion(compiler.command),
    odex: odexVersion(),
    loadAtStart: loadavg()[0] ?? 0,
  };
}

/** Version in the header of SUNDIALS, from the preprocessor. */
async function sundialsVersion(command: string): Promise<string | null> {
  const task = run(command, ['-E', '-P', '-x', 'c', '-']);
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
