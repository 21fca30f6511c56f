import { readFileSync } from 'node:fs';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import type { Regimen } from '../../../src/model/regimens.js';
import { cellStates } from '../../../src/model/species.js';
import type { DayObserver } from '../../../src/simulation/simulate-patient.js';

export const referenceArms = ['placebo', 'tas102', 'tas102_bev'] as const;

export type ReferenceArm = (typeof referenceArms)[number];

/** High-accuracy solutions of eight virtual patients; see `source` in the file. */
export interface ReferenceSolutions {
  readonly days: readonly number[];
  readonly states: readonly string[];
  readonly parameters: readonly string[];
  readonly patients: readonly {
    readonly parameters: readonly number[];
    /** One row of 57 states per day. */
    readonly arms: Readonly<Record<ReferenceArm, readonly (readonly number[])[]>>;
  }[];
}

export const referenceSolutions: ReferenceSolutions = JSON.parse(
  readFileSync(new URL('../../fixtures/simulation/reference-solutions.json', import.meta.url), 'utf8'),
);

export const regimenOf: Readonly<Record<ReferenceArm, Regimen>> = {
  placebo: builtInRegimens.none!,
  tas102: builtInRegimens['published-tas102']!,
  tas102_bev: builtInRegimens['published-tas102-bev']!,
};

/** An observer that copies the 57 states of every day into rows, and those rows. */
export function recording(): { readonly rows: Map<number, number[]>; readonly observe: DayObserver } {
  const rows = new Map<number, number[]>();
  const observe: DayObserver = (day, reader) => {
    const [targ, chem] = [reader.drug('bevacizumab'), reader.drug('tas102')];
    const cells = cellStates.map((_, index) => reader.cell(index));
    rows.set(day, [...cells, targ.central, targ.peripheral, chem.central, chem.peripheral]);
  };
  return { rows, observe };
}

/** Densities below this count with an absolute error: cell/L; no cell type that matters is so rare. */
export const DENSITY_FLOOR = 1e3;

/** Largest relative error of the 53 cell densities, with the floor. */
export function cellError(values: readonly number[], expected: readonly number[]): number {
  return Math.max(
    ...cellStates.map((_, index) => {
      const size = Math.max(Math.abs(expected[index]!), DENSITY_FLOOR);
      return Math.abs(values[index]! - expected[index]!) / size;
    }),
  );
}
