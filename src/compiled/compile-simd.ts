import './web-assembly.js';
import { InternalError } from '../errors.js';
import type { Program } from '../model/compile/program.js';
import { emitAttempt } from './emit-attempt.js';
import { emitDenseOutput } from './emit-dense-output.js';
import { emitDrugAmounts } from './emit-drug-amounts.js';
import { emitPrepare } from './emit-prepare.js';
import { emitRightHandSide } from './emit-right-hand-side.js';
import { emitRun } from './emit-run.js';
import { emitSettle } from './emit-settle.js';
import { programChecksum } from './program-checksum.js';
import { SimdCode } from './simd-code.js';
import { simdLayout } from './simd-layout.js';

/** A model compiled for pairs of patients; plain data that a worker thread can be handed. */
export interface CompiledSimd {
  readonly module: WebAssembly.Module;
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
}

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
  const bytes = await simdBinary(program, watched, lowestDensity);
  return {
    module: new WebAssembly.Module(bytes),
    checksum: programChecksum(program),
    dimension: program.outputs.length,
    drugs: program.inputs,
    constants: program.patientValues.length,
    watched,
  };
}

/** The bytes of the module: see {@link compileSimd}. */
export async function simdBinary(
  program: Program,
  watched: readonly number[],
  lowestDensity: number,
): Promise<Uint8Array> {
  const { default: binaryen } = await import('binaryen');
  const dimension = program.outputs.length;
  const layout = simdLayout(dimension, program.patientValues.length, program.inputs);
  const code = new SimdCode(binaryen, layout);
  emitRightHandSide(code, program, layout.vector.k1);
  emitDrugAmounts(code);
  emitAttempt(code);
  emitDenseOutput(code, dimension, watched);
  emitPrepare(code, lowestDensity);
  emitSettle(code);
  emitRun(code);
  if (code.module.validate() === 0) throw new InternalError('compiled: the emitted module must be valid; it is not');
  const bytes = code.module.emitBinary();
  code.module.dispose();
  return bytes;
}
