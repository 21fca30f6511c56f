import type { RefitDepth } from '../../session/trial-arguments.js';
import type { RunResults } from '../../studies/run/result.js';
import type { MedianSettings } from '../../targets/median-remarks.js';
import type { PublishedResults } from '../../targets/meta-analysis/discrepancies.js';
import type { NotEvaluable } from '../../targets/new-trials/to-table-rows.js';
import type { TrialTables } from '../../targets/trial-tables.js';
import type { AllowedIssue } from '../../targets/units.js';
import type { Job } from './jobs.js';

/** Reply of `GET /api/trials/base`: the tables that a table of one's own is added to. */
export interface TrialBase {
  /** Run whose tables they are; null for the shipped ones. */
  readonly run: string | null;
  /** Its folder as people type it; null for the shipped tables. */
  readonly path: string | null;
  readonly tables: TrialTables;
  /** Results of the paper, of which the shipped tables are. */
  readonly published: PublishedResults | null;
  /** Arms that are fitted; null where any may be. */
  readonly arms: readonly string[] | null;
  /** The target of a median, and weights. */
  readonly medians: MedianSettings;
  /** What the configuration of the run allows. */
  readonly allow: readonly AllowedIssue[];
}

/** Reply of `GET /api/trials/files`: names of tables that can be opened. */
export interface TrialFiles {
  /** Of the package. */
  readonly templates: readonly string[];
  /** In the folder `inputs` beside the runs. */
  readonly saved: readonly string[];
}

/** A table of trials with the files of digitised curves that it names. */
export interface TrialTableFiles {
  readonly name: string;
  readonly text: string;
  readonly curves: readonly { readonly name: string; readonly text: string }[];
}

/** Body of `POST /api/trials/files`. */
export interface SaveRequest extends TrialTableFiles {
  readonly allow: readonly AllowedIssue[];
}

/** Reply of `POST /api/trials/files`. */
export interface SavedFile {
  readonly name: string;
  /** As people type it. */
  readonly path: string;
}

/** Body of `POST /api/trials/refit`. */
export interface RefitRequest {
  readonly run: string;
  /** Null where no trial is added. */
  readonly table: TrialTableFiles | null;
  readonly drop: readonly string[];
  readonly notEvaluable: NotEvaluable;
  readonly allow: readonly AllowedIssue[];
  readonly depth: RefitDepth;
}

/** Reply of `POST /api/trials/refit`. */
export interface StartedRefit {
  readonly job: Job;
  /** The table as it was saved; null where no trial is added. */
  readonly saved: SavedFile | null;
  /** What the command line remarks before the fit. */
  readonly remarks: readonly string[];
}

/** A point of a curve of a fit; month and percent. */
export interface FitCurvePoint {
  readonly arm: string;
  readonly month: number;
  readonly percent: number;
}

/** Reply of `GET /api/trials/fit/:run`: what is compared before and after a refit, as stored. */
export interface StoredFit {
  readonly run: string;
  readonly name: string;
  readonly status: string;
  readonly command: string;
  readonly treatments: RunResults['treatments'];
  readonly targets: RunResults['targets'];
  readonly shapes: RunResults['fit']['shapes'];
  readonly death: RunResults['fit']['dpf'];
  /** Survival of the validation cohort. */
  readonly survival: readonly FitCurvePoint[];
  /** Pooled landmarks of the trials. */
  readonly clinical: readonly FitCurvePoint[];
}
