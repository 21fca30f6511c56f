import './web-assembly.js';
import { survivalFunctions } from './survival-layout.js';
import { survivalModule } from './survival-module.js';

/** exp(slope u) of the vectors in [from, to); addresses in bytes. */
export type ExponentialsFunction = (slope: number, from: number, to: number, target: number) => void;

/** One shape of a death function; see `emitSurvival`. */
export type SurvivalFunction = (
  odds: number,
  weight: number,
  from: number,
  to: number,
  stride: number,
  toValues: number,
  entries: number,
  entriesEnd: number,
  out: number,
) => void;

/** The compiled survival code at work. */
export interface SurvivalKernel {
  /** In bytes; written and read by whoever calls the functions. */
  readonly memory: ArrayBuffer;
  readonly exponentials: ExponentialsFunction;
  readonly logit: SurvivalFunction;
  readonly log: SurvivalFunction;
  readonly logitSlopes: SurvivalFunction;
  readonly logSlopes: SurvivalFunction;
}

const PAGE_BYTES = 65_536;

let module: WebAssembly.Module | undefined;
let kept: SurvivalKernel | undefined;

/**
 * The compiled survival code with a memory of at least so many bytes. There is one for all callers, which write what they need before
 * they call a function and read the results before anyone else does.
 */
export function survivalKernel(bytes: number): SurvivalKernel {
  if (kept !== undefined && kept.memory.byteLength >= bytes) return kept;
  module ??= new WebAssembly.Module(Uint8Array.from(atob(survivalModule), (character) => character.charCodeAt(0)));
  const pages = Math.ceil(bytes / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  const functions = Object.entries(survivalFunctions).map(([name, exported]) => [name, exports[exported]]);
  kept = { memory: memory.buffer, ...Object.fromEntries(functions) } as SurvivalKernel;
  return kept;
}
