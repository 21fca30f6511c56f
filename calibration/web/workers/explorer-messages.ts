import type { ExplorerPool, ExplorerResult, ExplorerState } from '../../browser.js';

/** What a page needs of a pool besides its patients. */
export type ExplorerHeader = Omit<ExplorerPool, 'pool'>;

/** From the page to the worker. */
export type ToExplorer =
  | { readonly kind: 'open'; readonly bytes: ArrayBuffer; readonly where: string }
  /** Ids ascend. */
  | { readonly kind: 'show'; readonly id: number; readonly state: ExplorerState };

/** From the worker to the page. */
export type FromExplorer =
  | { readonly kind: 'opened'; readonly header: ExplorerHeader; readonly fitted: ExplorerResult }
  | { readonly kind: 'shown'; readonly id: number; readonly result: ExplorerResult; readonly milliseconds: number }
  /** A state with a value that it cannot have; without an id, bytes that are no pool. */
  | { readonly kind: 'refused'; readonly id: number | null; readonly message: string };
