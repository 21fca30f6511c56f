import { readFileSync } from 'node:fs';
import type { CompiledModel } from '../../../src/model/compile/compile-model.js';

/** One case of the independent oracle; see `test/fixtures/model/right-hand-side.py`. */
export interface RightHandSideCase {
  /** Fixed parameters that differ from the published ones (all of them, or none). */
  readonly fixed: Readonly<Record<string, number>>;
  readonly perPatient: readonly number[];
  readonly cells: readonly number[];
  readonly Targ_C: number;
  readonly Chem_C: number;
  /** Derivatives of the posted form; canonical order. */
  readonly posted: readonly number[];
  /** Derivatives that a corrected form changes, by switch; `all` has every switch corrected. */
  readonly corrected: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface RightHandSideFixture {
  readonly cellOrder: readonly string[];
  readonly perPatientOrder: readonly string[];
  readonly cases: readonly RightHandSideCase[];
}

export const rightHandSideFixture: RightHandSideFixture = JSON.parse(
  readFileSync(new URL('../../fixtures/model/right-hand-side.json', import.meta.url), 'utf8'),
);

/** Derivatives of a compiled model at the state and drug amounts of a case. */
export function derivativesAt(
  model: CompiledModel,
  { cells, Targ_C, Chem_C }: Pick<RightHandSideCase, 'cells' | 'Targ_C' | 'Chem_C'>,
  parameters: readonly number[],
): Float64Array {
  const constants = new Float64Array(model.kernel.constantCount);
  const derivatives = new Float64Array(model.kernel.outputCount);
  model.kernel.prepareInto(Float64Array.from(parameters), constants);
  model.kernel.evaluateInto(Float64Array.from(cells), Float64Array.of(Targ_C, Chem_C), constants, derivatives);
  return derivatives;
}

/** Largest relative error over all states; two zeros agree. */
export function largestError(derivatives: ArrayLike<number>, expected: readonly number[]): number {
  return Math.max(
    ...expected.map((value, index) => (derivatives[index] === value ? 0 : Math.abs(derivatives[index]! / value - 1))),
  );
}
