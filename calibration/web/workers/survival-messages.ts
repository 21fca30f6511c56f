import type { OptimalCut, SurvivalTableOptions } from '../../browser.js';

/** From the page to the worker: the table, and the group whose patients are divided. */
export interface ToBestCut {
  readonly id: number;
  readonly text: string;
  readonly options: SurvivalTableOptions;
  readonly group: string;
}

/** From the worker to the page. */
export interface FromBestCut {
  readonly id: number;
  readonly result: OptimalCut | null;
  /** Why there is no result. */
  readonly message: string | null;
}
