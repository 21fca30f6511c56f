import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Instantiate } from '../../../src/compiled/wasm-instance.js';
import { compiler } from '../model/export/c-compiler.js';

const koffi = await import('koffi').then(
  ({ default: library }) => library,
  () => undefined,
);

/** For the title of tests that compile and load C; empty where both is possible. */
export const skipReason =
  compiler === undefined
    ? ' (skipped: neither gcc nor cc is installed)'
    : koffi === undefined
      ? ' (skipped: koffi is not installed)'
      : '';

/** A function of loaded code on a memory, with an i32 behind it. */
export type NativeFunction = (memory: Float64Array, given: number) => void;

/**
 * Compiles C and loads it.
 *
 * @param flags - of the compiler
 * @param command - compiler
 * @returns finds an exported function by its name
 */
export function loadNative(
  text: string,
  flags: readonly string[],
  command = compiler ?? 'cc',
): (name: string) => NativeFunction {
  const folder = mkdtempSync(join(tmpdir(), 'qcic-native-'));
  try {
    const [source, library] = [join(folder, 'code.c'), join(folder, 'code.so')];
    writeFileSync(source, text);
    const strict = ['-Wall', '-Wextra', '-Werror', '-Wno-psabi', '-fPIC', '-shared'];
    execFileSync(command, [...flags, ...strict, source, '-o', library], { stdio: 'pipe' });
    const loaded = koffi!.load(library);
    return (name) => loaded.func(`void ${name}(double *memory, int32_t given)`) as NativeFunction;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes a solver's C run, whatever code it is handed. */
export function nativeInstance(text: string, flags: readonly string[]): Instantiate {
  const run = loadNative(text, flags)('qcic_run');
  return (_, bytes) => {
    const memory = new ArrayBuffer(bytes);
    const numbers = new Float64Array(memory);
    return { memory, run: (given) => run(numbers, given) };
  };
}
