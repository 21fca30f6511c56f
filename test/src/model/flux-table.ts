import { readFileSync } from 'node:fs';
import type { ProcessKind } from '../../../src/model/process-kind.js';

/** The model as the independent table of `test/fixtures/model/flux-table.json` has it. */
export interface FluxTable {
  /** Density at day 0 of each cell state, canonical order. */
  readonly cells: Readonly<Record<string, number>>;
  readonly fixed: Readonly<Record<string, readonly [value: number, unit: string]>>;
  readonly perPatient: Readonly<
    Record<string, readonly [min: number, max: number, alpha: number, beta: number, baseline: number, unit: string]>
  >;
  readonly fluxes: readonly (readonly [
    kind: ProcessKind,
    leaves: string | null,
    enters: string | null,
    formula: string,
  ])[];
}

export const fluxTable: FluxTable = JSON.parse(
  readFileSync(new URL('../../fixtures/model/flux-table.json', import.meta.url), 'utf8'),
);
