import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '../../src/index.js';

/** A C compiler that answers. */
export interface Compiler {
  readonly command: string;
  /** What comes before all other arguments. */
  readonly args: readonly string[];
  /** First line of what `--version` prints. */
  readonly version: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Compilers in the order in which they are tried. */
const compilers = ['cc', 'gcc', 'clang'] as const;

/** What a compiler gets of the environment: nothing that changes what it makes. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'DEVELOPER_DIR', 'SDKROOT'] as const;

/** The environment of a compiler; its messages are in English. */
export function compilerEnvironment(env: Environment): Record<string, string> {
  const kept = passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const]));
  return { ...Object.fromEntries(kept), LC_ALL: 'C' };
}

/**
 * The C compiler of this machine: the one that the variable CC names, with its arguments, or else cc, gcc or clang.
 *
 * @param env - environment of the process
 * @throws InputError - where none answers
 */
export async function findCompiler(env: Environment): Promise<Compiler> {
  const named = env.CC?.trim().split(/\s+/).filter(Boolean) ?? [];
  const candidates = named.length > 0 ? [named] : compilers.map((each) => [each]);
  for (const [command = '', ...args] of candidates) {
    const version = await versionOf(command, args, env);
    if (version !== undefined) return { command, args, version };
  }
  throw new InputError(
    named.length > 0
      ? `native backend: CC must name a C compiler; got ${named.join(' ')}, which does not answer`
      : `native backend: must find a C compiler (${compilers.join(', ')}, or the one that CC names); got none`,
  );
}

/** Longest time that a compiler takes to tell its version; milliseconds. */
const ANSWER_MILLISECONDS = 20_000;

async function versionOf(command: string, args: readonly string[], env: Environment): Promise<string | undefined> {
  try {
    const options = { env: compilerEnvironment(env), timeout: ANSWER_MILLISECONDS };
    const { stdout } = await promisify(execFile)(command, [...args, '--version'], options);
    return stdout.split('\n')[0]!.trim() || command;
  } catch {
    return undefined;
  }
}
