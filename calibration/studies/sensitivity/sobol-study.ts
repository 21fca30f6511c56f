import type { IndexEstimate } from '../../../src/index.js';

/** Share of the variance with its interval. */
export interface ShareRow {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Indices of one output under one arm. */
export interface SobolStudy {
  readonly arm: string;
  readonly output: string;
  readonly mean: number;
  readonly variance: number;
  /** In falling order of the total. */
  readonly rows: readonly { readonly name: string; readonly first: ShareRow; readonly total: ShareRow }[];
  readonly pairs: readonly { readonly names: readonly [string, string]; readonly share: ShareRow }[];
  /** Total order by number of blocks. */
  readonly convergence: readonly {
    readonly blocks: number;
    readonly totals: readonly { readonly name: string; readonly total: IndexEstimate }[];
  }[];
  /** Largest half-width of a total. */
  readonly widest: number;
}
