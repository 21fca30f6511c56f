import type { CompiledSimd, SimdShape } from '../../src/compiled/compile-simd.js';

/** A compiled solver as JSON: its shape and its WebAssembly in base64. */
export interface SolverFile {
  readonly shape: SimdShape;
  readonly wasm: string;
}

/** The solver of a file, compiled by this engine. */
export function solverOf({ shape, wasm }: SolverFile): CompiledSimd {
  const bytes = Uint8Array.from(atob(wasm), (character) => character.charCodeAt(0));
  return { ...shape, code: { kind: 'wasm', module: new WebAssembly.Module(bytes) } };
}
