import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, InterruptedError } from '../../src/index.js';
import {
  type BuildHost,
  buildLibrary,
  compilerKey,
  lastLibrary,
  type NativeSource,
  sourceKey,
} from './build-library.js';
import { cacheFolder, makePrivateFolder } from './cache-folder.js';
import { type Compiler, findCompiler } from './find-compiler.js';
import { checkedRecord, foreignFunctions, type LibraryRecord, libraryPaths, loadLibrary } from './native-library.js';

/** What the native backend may use of the process. */
export interface NativeHost extends BuildHost {
  /** Operating system and processor, as part of a library's key. */
  readonly system: string;
  /** Makes this process the only one that builds in a folder; undefined while another one does. */
  readonly lock: (folder: string) => Promise<(() => Promise<void>) | undefined>;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly onNotice: (line: string) => void;
}

/** A library that is ready to run. */
export interface OpenLibrary {
  readonly file: string;
  readonly record: LibraryRecord;
}

/**
 * The library of a source that was built last, by whatever compiler; it is loaded, so that it is known to work.
 *
 * @param source - text and vectors
 * @param host - the process
 * @returns undefined where none was built
 * @throws InputError - when there is one that may not or cannot be loaded
 */
export async function builtLibrary(source: NativeSource, host: NativeHost): Promise<OpenLibrary | undefined> {
  const file = await lastLibrary(folderOf(source, host));
  return file === undefined ? undefined : opened(file, source);
}

/**
 * The library of a source: the one that this machine's compiler has built before, or else a new one. Of several
 * processes that need the same, one builds.
 *
 * @param source - text and vectors
 * @param host - the process
 * @throws InputError - when there is no compiler, it fails, or the library cannot be loaded
 */
export async function ensuredLibrary(source: NativeSource, host: NativeHost): Promise<OpenLibrary> {
  // Without it a library is of no use
  foreignFunctions();
  const folder = folderOf(source, host);
  const last = await lastLibrary(folder);
  const compiler = await findCompiler(host.env).catch((cause: unknown) => {
    // What another compiler built gives the same bits
    if (last === undefined) throw cause;
    return null;
  });
  if (compiler === null) return opened(last!, source);
  await makePrivateFolder(cacheFolder(host.env));
  await makePrivateFolder(folder);
  const { library, record } = libraryPaths(folder, compilerKey(compiler));
  const usable = async (): Promise<OpenLibrary | undefined> => {
    try {
      return (await exists(record)) ? opened(library, source) : undefined;
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      host.onNotice(`${cause.message}; it is built again`);
      return undefined;
    }
  };
  return (await usable()) ?? (await builtAlone({ folder, source, compiler, host, usable }));
}

interface LoneBuild {
  readonly folder: string;
  readonly source: NativeSource;
  readonly compiler: Compiler;
  readonly host: NativeHost;
  readonly usable: () => Promise<OpenLibrary | undefined>;
}

/** Longest wait for another process that builds the same, and the time between two looks; milliseconds. */
const MOST_WAITING = 120_000;
const BETWEEN_LOOKS = 200;

/** Builds, or waits for the process that does. */
async function builtAlone({ folder, source, compiler, host, usable }: LoneBuild): Promise<OpenLibrary> {
  const since = host.now();
  for (let turn = 0; host.now() - since < MOST_WAITING; turn++) {
    const release = await host.lock(folder);
    if (release !== undefined) {
      try {
        // The process that was waited for has built it
        return ((turn > 0 && (await usable())) || undefined) ?? (await built(folder, source, compiler, host));
      } finally {
        await release();
      }
    }
    if (turn === 0) host.onNotice('native code: another process is building it; waiting');
    if (host.signal?.aborted) throw new InterruptedError('native backend: stopped on request');
    await host.pause(BETWEEN_LOOKS);
  }
  throw new InputError(
    `native backend: ${folder} must be free within ${MOST_WAITING / 1000} s; got another process that builds there; if none does, delete ${folder}`,
  );
}

async function built(folder: string, source: NativeSource, compiler: Compiler, host: NativeHost): Promise<OpenLibrary> {
  host.onNotice(`native code: building it with ${compiler.version}, once for this model and machine`);
  const library = opened(await buildLibrary(folder, source, compiler, host), source);
  host.onNotice(`native code: built in ${library.record.seconds.toFixed(1)} s`);
  return library;
}

function folderOf(source: NativeSource, { env, system }: NativeHost): string {
  return join(cacheFolder(env), sourceKey(source, system));
}

function opened(file: string, { abi }: NativeSource): OpenLibrary {
  loadLibrary(file, abi);
  return { file, record: checkedRecord(file, abi) };
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
