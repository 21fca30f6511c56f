import type { Program } from '../model/compile/program.js';
import { assemble } from './code/assemble.js';
import { cText } from './code/c-target.js';
import { watText } from './code/wat-target.js';
import { emitSolver, type SolverOptions } from './emit-solver.js';
import { workRows } from './emit-statements.js';
import { programChecksum, textChecksum } from './program-checksum.js';
import { rightHandSidePlan } from './right-hand-side-plan.js';
import { segmentDrugFields, segmentFields, simdLayout, simdOutcomes } from './simd-layout.js';

/** What is needed to lay out the memory of a compiled model, and to know it again. */
export interface SimdShape {
  /** Patients that one step advances together. */
  readonly lanes: number;
  /** Of the program that it was compiled from. */
  readonly checksum: number;
  /** Cell states. */
  readonly dimension: number;
  /** Drugs of the model. */
  readonly drugs: number;
  /** Kernel constants per patient. */
  readonly constants: number;
  /** Cells that are kept every day, by index. */
  readonly watched: readonly number[];
  /** Rows of memory that the right-hand side works with. */
  readonly workRows: number;
}

/** A model compiled for several patients at once; plain data that a worker thread can be handed. */
export interface CompiledSimd extends SimdShape {
  readonly code: SimdBinary;
}

export type SimdBinary =
  | { readonly kind: 'wasm'; readonly module: WebAssembly.Module }
  /** A shared object, by its path. */
  | { readonly kind: 'native'; readonly file: string };

/** Patients per step in WebAssembly: the halves of a 128-bit vector. */
export const WASM_LANES = 2;

/**
 * Compiles a program and the whole integration loop around it to WebAssembly: two patients per 128-bit vector, each with
 * its own time, step size, dose segment and outcome.
 *
 * @param program - right-hand side of the cells
 * @param watched - cells that are kept every day, by index
 * @param lowestDensity - an accepted density below this is a failure of the numerics
 * @returns code and what is needed to lay out its memory
 */
export async function compileSimd(
  program: Program,
  watched: readonly number[],
  lowestDensity: number,
): Promise<CompiledSimd> {
  const module = new WebAssembly.Module(await simdBinary(program, watched, lowestDensity));
  const options = { program, watched, lowestDensity, lanes: WASM_LANES, hoistsLoads: true };
  return { ...simdShape(options), code: { kind: 'wasm', module } };
}

/** The bytes of the module: see {@link compileSimd}. */
export function simdBinary(
  program: Program,
  watched: readonly number[],
  lowestDensity: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const options = { program, watched, lowestDensity, lanes: WASM_LANES, hoistsLoads: true };
  return assemble(watText(emitSolver(options), WASM_LANES));
}

/** The shape of a solver before it is compiled. */
export function simdShape({ program, watched, lanes, hoistsLoads }: SolverOptions): SimdShape {
  return {
    lanes,
    checksum: programChecksum(program),
    dimension: program.outputs.length,
    drugs: program.inputs,
    constants: program.patientValues.length,
    watched,
    workRows: hoistsLoads ? workRows(rightHandSidePlan(program)) : 0,
  };
}

/**
 * The solver as C: see {@link cText} for the dialect, {@link compileSimd} for what it computes.
 *
 * It exports `void qcic_run(double *memory, int32_t given)` and `int32_t qcic_abi(void)`, which returns {@link simdAbi}.
 *
 * @param lanes - patients that one step advances together; 2, 4 or 8
 * @returns the text, and what is needed to lay out its memory
 */
export function simdSource(
  program: Program,
  watched: readonly number[],
  lowestDensity: number,
  lanes: number,
): { readonly shape: SimdShape; readonly text: string } {
  const options = { program, watched, lowestDensity, lanes, hoistsLoads: false };
  const shape = simdShape(options);
  const code = cText(emitSolver(options), { lanes, prefix: 'qcic_' });
  return { shape, text: `${code}int32_t qcic_abi(void) { return ${simdAbi(shape)}; }\n` };
}

/**
 * A number that distinguishes layouts of memory and what is written there, so that code is not run on a memory of another
 * layout by mistake; a 32-bit integer.
 */
export function simdAbi({ lanes, checksum, dimension, drugs, constants, watched, workRows }: SimdShape): number {
  const layout = simdLayout(dimension, constants, drugs, lanes, workRows);
  const parts = [checksum, watched, layout, simdOutcomes, segmentFields, segmentDrugFields];
  return textChecksum(JSON.stringify(parts)) | 0;
}
