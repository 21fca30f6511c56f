import { execFile } from 'node:child_process';
import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { InputError, InterruptedError, isTemporaryName, replaceFile, sha256, toPrettyJson } from '../../src/index.js';
import { makePrivateFolder } from './cache-folder.js';
import { type Compiler, compilerEnvironment, type Environment } from './find-compiler.js';
import { type LibraryRecord, libraryPaths, loadUnchecked, type NativeRun } from './native-library.js';
import type { VectorForm } from './vector-form.js';

/** A model as C text, and the vectors that it is written for. */
export interface NativeSource {
  readonly text: string;
  /** Number that the library tells. */
  readonly abi: number;
  readonly form: VectorForm;
  /** Compares what was built with what it must be, before anyone else may load it. @throws InputError - where it differs */
  readonly verify: (run: NativeRun, compiler: string) => Promise<void>;
}

/**
 * Options that keep each operation as it is written: no contraction to fused multiply-adds, no reordering. Speed comes from
 * the vectors of the text.
 */
export const strictFlags = [
  '-std=gnu11',
  '-O3',
  '-ffp-contract=off',
  '-fno-fast-math',
  '-fno-unsafe-math-optimizations',
  '-fno-math-errno',
] as const;

/**
 * Options of a shared library; warnings of generated text help nobody. Without start files, because one of them, which some
 * options bring in, would let the whole process round small numbers to zero.
 */
const libraryFlags = ['-w', '-fPIC', '-shared', '-nostartfiles'] as const;

const TEXT = 'model.c';

/**
 * Name of the folder of a source's libraries: the same text, options and system.
 *
 * @param source - text and vectors
 * @param system - operating system and processor
 */
export function sourceKey({ text, form }: NativeSource, system: string): string {
  return sha256(JSON.stringify([text, form.name, strictFlags, form.flags, system])).slice(0, 32);
}

/** Name of a compiler's library in that folder. */
export function compilerKey({ version, args }: Compiler): string {
  return sha256(JSON.stringify([version, args])).slice(0, 16);
}

/**
 * The library of a source that was built last, by whatever compiler.
 *
 * @param folder - of the source
 * @returns its path; undefined where there is none
 */
export async function lastLibrary(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => {
        const path = libraryPaths(folder, basename(name, '.json'));
        const times = await stat(path.record).catch(() => undefined);
        return { library: path.library, time: times?.mtimeMs ?? 0 };
      }),
  );
  return found.sort((a, b) => b.time - a.time)[0]?.library;
}

/** What a build may use of the process. */
export interface BuildHost {
  readonly env: Environment;
  /** A clock that never goes back; milliseconds. */
  readonly now: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Longest time that a compiler may take; milliseconds. */
const BUILD_MILLISECONDS = 600_000;

/**
 * Compiles a source and publishes library and record, each in one step, the record last: what has a record is whole.
 *
 * @param folder - of the source; its own user's alone, and no other process builds there
 * @param source - text and vectors
 * @param compiler - without a shell, and without variables that change what it makes
 * @returns path of the library
 * @throws InputError - when the compiler fails, with the first line of its messages, or what it made is not what it must be
 */
export async function buildLibrary(
  folder: string,
  source: NativeSource,
  compiler: Compiler,
  host: BuildHost,
): Promise<string> {
  await makePrivateFolder(folder);
  await removePartials(folder);
  const { library, record } = libraryPaths(folder, compilerKey(compiler));
  const started = host.now();
  const text = join(folder, TEXT);
  await publish(text, (path) => writeFile(path, source.text));
  await publish(library, (path) => compile(text, path, source, compiler, host));
  await source.verify(loadUnchecked(library, source.abi), compiler.version);
  const built: LibraryRecord = {
    sha256: sha256(await readFile(library)),
    abi: source.abi,
    compiler: compiler.version,
    seconds: (host.now() - started) / 1000,
  };
  await publish(record, (path) => writeFile(path, toPrettyJson(built)));
  return library;
}

/** Removes what a killed process had begun. */
async function removePartials(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter(isTemporaryName);
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

/** Access to a file for its owner alone, whatever the process's mask. */
const PRIVATE = 0o600;

/** Replaces a file in one step by one that its owner alone may read and write. */
function publish(path: string, write: (path: string) => Promise<void>): Promise<void> {
  return replaceFile(path, async (temporaryPath) => {
    await write(temporaryPath);
    await chmod(temporaryPath, PRIVATE);
  });
}

async function compile(
  text: string,
  made: string,
  { form }: NativeSource,
  { command, args }: Compiler,
  { env, signal }: BuildHost,
): Promise<void> {
  const all = [...args, ...strictFlags, ...form.flags, ...libraryFlags, '-o', made, text, '-lm'];
  const options = {
    env: compilerEnvironment(env),
    timeout: BUILD_MILLISECONDS,
    ...(signal === undefined ? {} : { signal }),
  };
  try {
    await promisify(execFile)(command, all, options);
  } catch (cause) {
    if (signal?.aborted) throw new InterruptedError('native backend: stopped on request', { cause });
    throw new InputError(`native backend: ${command} must compile the model; got ${firstError(cause)}`, { cause });
  }
}

/** The first message of a compiler that names an error, or its first line. */
function firstError(cause: unknown): string {
  const { stderr = '', message } = cause as { readonly stderr?: string; readonly message: string };
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? message.split('\n')[0]!).trim();
}
