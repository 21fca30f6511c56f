import { InternalError } from '../errors.js';
import type { CompiledSimd } from './compile-simd.js';
import { RUN } from './emit-run.js';

/** Compiled code at work: its memory, and what runs on it. */
export interface SimdInstance {
  readonly memory: ArrayBufferLike;
  /** Runs until a lane has an outcome; bit i of `given` is 1 where drug i is given. */
  run(given: number): void;
}

/** Gives compiled code a memory of at least so many bytes, all of them zero. */
export type Instantiate = (simd: CompiledSimd, bytes: number) => SimdInstance;

const PAGE_BYTES = 65_536;
/** The most that 32-bit addresses reach. */
const MOST_PAGES = 65_536;

/** Memory of at least so many bytes, all of them zero; it begins at a page of the machine, so that no vector lies across two. */
export function pagedMemory(bytes: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE_BYTES), maximum: MOST_PAGES });
}

/**
 * An instance of WebAssembly code.
 *
 * @throws InternalError - on native code
 */
export const wasmInstance: Instantiate = ({ code }, bytes) => {
  if (code.kind !== 'wasm') throw new InternalError(`compiled: code must be WebAssembly here; got ${code.kind} code`);
  const memory = pagedMemory(bytes);
  const { exports } = new WebAssembly.Instance(code.module, { host: { memory } });
  return { memory: memory.buffer, run: exports[RUN] as (given: number) => void };
};
