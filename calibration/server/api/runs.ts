import type { SessionEvent } from '../../session/session-events.js';
import type { Manifest, StudyKind } from '../../store/manifest.js';

/** What a fit reached, as results.json states it. */
export interface FitSummary {
  /** Sum of the costs of data and prior in the last round; null where it has no value. */
  readonly objective: number | null;
  readonly effectiveSampleSize: number;
  readonly pooled: number;
  /** Largest deviation of an assessed endpoint on the validation cohort; tolerances. */
  readonly worstDeviation: number | null;
  /** Endpoints within their tolerance, and all that were assessed. */
  readonly within: number;
  readonly assessed: number;
  /** Root mean squared error of the survival curves by arm; percentage points. */
  readonly survivalRmse: Readonly<Record<string, number | null>>;
}

/** The process that writes into a run's folder. */
export interface RunProcess {
  readonly pid: number;
  readonly host: string;
  /** Date and time, ISO 8601. */
  readonly since: string;
  readonly command: string;
  /** Whether it runs: looked up on this machine; null for a process of another one. */
  readonly isRunning: boolean | null;
  /** It computes a replacement; what the folder holds stays until then. */
  readonly isReplacement: boolean;
}

/** A row of the table of runs. */
export interface RunSummary {
  /** Path below the folder of runs, with forward slashes. */
  readonly id: string;
  readonly kind: StudyKind;
  readonly name: string;
  /** Of the manifest; `interrupted` where it is `running` and no process runs. */
  readonly status: string;
  readonly seed: string;
  readonly version: string;
  readonly command: string;
  /** Date and time of the start, ISO 8601. */
  readonly started: string;
  readonly seconds: number;
  readonly patients: number;
  readonly failed: number;
  /** Names of the tables and files that it read. */
  readonly inputs: readonly string[];
  /** SHA-256 of the result file; null until it is finished. */
  readonly resultsSha256: string | null;
  /** Null where it has none, and until it has been read. */
  readonly fit: FitSummary | null;
  readonly process: RunProcess | null;
}

/** Reply of `GET /api/runs`. */
export interface RunList {
  /** The folder of runs, from where the server was started where it lies below. */
  readonly folder: string;
  readonly runs: readonly RunSummary[];
  /** Folders with a manifest that cannot be read as one of a study; sorted. */
  readonly unreadable: readonly string[];
  /** Runs whose fit has not been read yet; an event tells when it has. */
  readonly pending: number;
}

/** A deleted run, which can be restored. */
export interface DeletedRun {
  /** Its name in the trash. */
  readonly name: string;
  readonly id: string;
  /** Date and time, ISO 8601. */
  readonly deleted: string;
}

/** A patient whose simulation failed, as results.json states it. */
export interface FailedPatient {
  readonly cohort: string;
  readonly patient: number;
  readonly arm: string;
  readonly reason: string;
  readonly day: number;
}

/** Reply of `GET /api/runs/:id`. */
export interface RunDetail {
  readonly run: RunSummary;
  readonly manifest: Manifest;
  /** Files of the manifest that are there, in its order. */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  /** Simulated patients that are stored. */
  readonly chunks: { readonly files: number; readonly bytes: number };
  /** Sentences on the outcome; empty where the study has none. */
  readonly statusSummary: readonly string[];
  readonly failures: readonly FailedPatient[];
  /** What has happened in it, without what later events replace; empty for a run of an earlier version. */
  readonly log: readonly SessionEvent[];
  /** Whether `qcic report` draws a page of it. */
  readonly hasReport: boolean;
}
