import type { RefitResults } from '../../refit/result.js';
import type { FigureTables } from '../plot-tables.js';
import type { RunResults } from '../result.js';

/** A file that the run read, with the hash of its bytes. */
export interface ManifestInput {
  readonly path: string;
  readonly sha256: string;
  /** How a table was read that is no plain one. */
  readonly read_as?: string | undefined;
}

/** Where a run comes from: enough to repeat it. */
export interface ReportManifest {
  /** Version of the workbench. */
  readonly version: string;
  /** Commit that it was built from; null outside a repository. */
  readonly commit: string | null;
  /** The command that produced the run, as the user would type it. */
  readonly generatedBy: string;
  /** Where it was typed, from the folder of the report; left out where that is not known. */
  readonly workingFolder?: string | undefined;
  readonly elapsedSeconds: number;
  readonly workers: number;
  /** What simulated, for example `WebAssembly, 2 patients per vector`; left out or null where nothing was. */
  readonly backend?: string | null | undefined;
  /** Operating system and runtime as text, for example `linux x64, Node 20.11.0`. */
  readonly platform: string;
  readonly inputs: readonly ManifestInput[];
  /** The resolved configuration, as JSON data. */
  readonly config: unknown;
}

/** Remarks of a run, by section of the report. */
export interface ReportRemarks {
  /** Shown with the death probability function, for example on the sharp-threshold regime. */
  readonly deathProbability?: readonly string[];
}

/** Complete input of the report of one run. */
export interface ReportInput {
  readonly results: RunResults;
  readonly figures: FigureTables;
  readonly manifest: ReportManifest;
  readonly remarks?: ReportRemarks;
  /** Results of a refit; the report has its sections only when they are given. */
  readonly refit?: RefitResults;
}
