import type { RefitResults } from '../../refit/result.js';
import type { FigureTables } from '../plot-tables.js';
import type { RunResults } from '../result.js';

/** A file that the run read, with the hash of its bytes. */
export interface ManifestInput {
  readonly path: string;
  readonly sha256: string;
}

/** Where a run comes from: enough to repeat it. */
export interface ReportManifest {
  /** Version of the workbench. */
  readonly version: string;
  /** Commit that it was built from; null outside a repository. */
  readonly commit: string | null;
  /** The command that produced the run, as the user would type it. */
  readonly generatedBy: string;
  readonly elapsedSeconds: number;
  readonly workers: number;
  /** Operating system and runtime in words, for example `linux x64, Node 20.11.0`. */
  readonly platform: string;
  readonly inputs: readonly ManifestInput[];
  /** The resolved configuration, as JSON data. */
  readonly config: unknown;
}

/** Sentences that a run adds to the report, by place. */
export interface ReportRemarks {
  /** Shown with the death probability function, for example on the sharp-threshold regime. */
  readonly deathProbability?: readonly string[];
}

/** All that the report of one run is made from; nothing else is read. */
export interface ReportInput {
  readonly results: RunResults;
  readonly figures: FigureTables;
  readonly manifest: ReportManifest;
  readonly remarks?: ReportRemarks;
  /** What a refit adds; its sections stand in the report only then. */
  readonly refit?: RefitResults;
}
