import type { CsvCell, FailureCounts } from '../../../src/index.js';
import type { Section } from '../run/report/section.js';

/** A table that a study writes. */
export interface StudyTable {
  /** Name of the file in the study's folder; those of figures begin with `figures/`. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/** Samples of one output under one arm that failed, and what that cost. */
export interface ResponseCounts extends FailureCounts {
  readonly arm: string;
  readonly output: string;
}

/** What a study leaves: tables, the parts of its report, and lines for the terminal. */
export interface StudyOutput {
  readonly tables: readonly StudyTable[];
  readonly title: string;
  /** What was varied and what was looked at, in one sentence. */
  readonly lead: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly sections: readonly Section[];
  readonly summary: readonly string[];
  readonly counts: readonly ResponseCounts[];
}
