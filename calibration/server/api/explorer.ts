import type { ExplorerState } from '../../studies/explore/explorer-state.js';

/** Reply of `GET /api/explorer/:run`: whether the packed pool of a run is there. */
export type PoolReply =
  /** `run` is the folder of the run as a command names it. */
  | { readonly state: 'ready'; readonly bytes: number; readonly run: string }
  /** It is made; `line` is the latest one of its progress. */
  | { readonly state: 'made'; readonly line: string }
  | { readonly state: 'failed'; readonly error: string };

/** Body of `POST /api/explorer/:run/adopt`. */
export interface AdoptRequest {
  /** Name of the configuration. */
  readonly name: string;
  readonly state: ExplorerState;
}

/** Its reply: the file, and commands that use it. */
export interface AdoptReply {
  readonly file: string;
  readonly commands: readonly string[];
}
