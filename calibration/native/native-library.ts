import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import {
  InputError,
  type Instantiate,
  InternalError,
  isSystemError,
  pagedMemory,
  sha256,
  simdAbi,
  wasmInstance,
} from '../../src/index.js';

/** What is known about a library that was built: the file beside it. */
export interface LibraryRecord {
  /** Of the library's bytes. */
  readonly sha256: string;
  /** Number of the form of its memory, which the library tells as well. */
  readonly abi: number;
  /** Version of the compiler. */
  readonly compiler: string;
  /** Time that it took to build; seconds. */
  readonly seconds: number;
}

const LIBRARY = '.so';
const RECORD = '.json';

/** Path of a library and of its record. */
export function libraryPaths(folder: string, name: string): { readonly library: string; readonly record: string } {
  return { library: `${folder}/${name}${LIBRARY}`, record: `${folder}/${name}${RECORD}` };
}

/** Number of this user, who need not have a name, as in some containers. */
function ownUser(): number {
  try {
    return userInfo().uid;
  } catch {
    return statSync('/proc/self').uid;
  }
}

/** @throws InputError - when a file or folder belongs to another user, or others may write to it */
export function requireOwn(path: string, { uid, mode }: { readonly uid: number; readonly mode: number }): void {
  const user = ownUser();
  if (uid === user && (mode & 0o022) === 0) return;
  const got = uid === user ? `access ${(mode & 0o777).toString(8)}` : `user ${uid}`;
  throw new InputError(
    `native backend: ${path} must belong to user ${user} and be writable for no one else, because its code is run; got ${got}`,
  );
}

/**
 * Reads the record of a library and compares it with the library: owner, access, hash, form of memory.
 *
 * @param file - the library
 * @param abi - number that it must have
 * @throws InputError - on any difference: the code is not run
 */
export function checkedRecord(file: string, abi: number): LibraryRecord {
  const recordFile = file.slice(0, -LIBRARY.length) + RECORD;
  try {
    for (const path of [dirname(file), file, recordFile]) requireOwn(path, statSync(path));
    const record = parseRecord(readFileSync(recordFile, 'utf8'), recordFile);
    const hash = sha256(readFileSync(file));
    if (hash !== record.sha256)
      throw new InputError(`native backend: ${file} must have the hash of its record, ${record.sha256}; got ${hash}`);
    requireAbi(file, abi, record.abi);
    return record;
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`native backend: ${file} and its record must be files that can be read; got ${cause.code}`, {
      cause,
    });
  }
}

function requireAbi(file: string, abi: number, got: unknown): void {
  if (got !== abi) throw new InputError(`native backend: ${file} must have the ABI number ${abi}; got ${got}`);
}

function parseRecord(text: string, path: string): LibraryRecord {
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch {
    stored = null;
  }
  const { sha256: hash, abi, compiler, seconds } = (stored ?? {}) as Record<keyof LibraryRecord, unknown>;
  if (
    typeof hash === 'string' &&
    typeof abi === 'number' &&
    typeof compiler === 'string' &&
    typeof seconds === 'number'
  ) {
    return { sha256: hash, abi, compiler, seconds };
  }
  throw new InputError(`native backend: ${path} must be the record of a library; got another form`);
}

/** What is used of the package koffi. */
interface ForeignFunctions {
  load(file: string): {
    func(name: string, result: string, parameters: readonly string[]): (...values: readonly unknown[]) => unknown;
  };
}

/** The exported function of a library: runs until a lane has an outcome. */
export type NativeRun = (memory: Float64Array, given: number) => void;

/** Libraries of this thread, by file and number. */
const loaded = new Map<string, NativeRun>();

/**
 * The package that calls functions of a library.
 *
 * @param require - loads packages
 * @throws InputError - where it is not installed, or refused
 */
export function foreignFunctions(
  require: (name: string) => unknown = createRequire(import.meta.url),
): ForeignFunctions {
  return attempt('package koffi must load', () => require('koffi') as ForeignFunctions);
}

/**
 * Loads a library that passes {@link checkedRecord}, once per thread.
 *
 * @param file - the library
 * @param abi - number that it must tell
 * @throws InputError - without koffi, or when the library may not or cannot be loaded, or tells another number
 */
export function loadLibrary(file: string, abi: number): NativeRun {
  const key = `${abi} ${file}`;
  const found = loaded.get(key);
  if (found !== undefined) return found;
  checkedRecord(file, abi);
  const run = loadUnchecked(file, abi);
  loaded.set(key, run);
  return run;
}

/** Loads a library that this process has just built. @throws InputError - when it cannot be loaded, or tells another number */
export function loadUnchecked(file: string, abi: number): NativeRun {
  const koffi = foreignFunctions();
  const { tells, run } = attempt(`${file} must be a library that can be loaded`, () => {
    const library = koffi.load(file);
    return {
      tells: library.func('qcic_abi', 'int32_t', [])(),
      run: library.func('qcic_run', 'void', ['void *', 'int32_t']) as NativeRun,
    };
  });
  requireAbi(file, abi, tells);
  return run;
}

function attempt<Value>(what: string, step: () => Value): Value {
  try {
    return step();
  } catch (cause) {
    const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new InputError(`native backend: ${what}; got ${reason}`, { cause });
  }
}

/** An instance of compiled code, native or WebAssembly, with memory of its own. */
export const instanceOf: Instantiate = (simd, bytes) =>
  simd.code.kind === 'native' ? nativeInstance(simd, bytes) : wasmInstance(simd, bytes);

/** An instance of a native library; the library is loaded once per thread, the memory is the instance's own. */
export const nativeInstance: Instantiate = (simd, bytes) => {
  const { code } = simd;
  if (code.kind !== 'native') throw new InternalError(`native backend: must be given a library; got ${code.kind}`);
  return instanceWith(loadLibrary(code.file, simdAbi(simd)))(simd, bytes);
};

/** Instances of a function that is loaded. */
export const instanceWith =
  (run: NativeRun): Instantiate =>
  (_simd, bytes) => {
    const { buffer } = pagedMemory(bytes);
    const numbers = new Float64Array(buffer);
    return { memory: buffer, run: (given) => run(numbers, given) };
  };
