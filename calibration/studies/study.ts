import type { z } from 'zod';
import type { CsvCell } from '../../src/index.js';
import type { WarningReceiver } from '../page/drawn-plot.js';
import type { PageOrigin } from '../page/study-page.js';
import type { Manifest, StudyKind } from '../store/manifest.js';

/** A table that a study leaves. */
export interface StudyTable {
  /** Path in the study's folder; tables behind plots begin with `figures/`. */
  readonly file: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly CsvCell[])[];
}

/** Patients (or samples) of one cohort, and how many of them failed. */
export interface PatientCount {
  readonly cohort: string;
  readonly patients: number;
  readonly failed: number;
}

/** What a study computes: plain data, no page. */
export interface StudyOutput<Result> {
  readonly status: string;
  /** What the study's JSON file holds. */
  readonly result: Result;
  readonly tables: readonly StudyTable[];
  /** Lines for the terminal. */
  readonly summary: readonly string[];
  readonly patients: readonly PatientCount[];
}

/** A study as it lies in its folder. */
export interface StoredStudy<Result> {
  /** Its folder, for messages. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly result: Result;
  /** Cells of a stored table, header first. @throws InputError - when it is missing */
  table(file: string): Promise<readonly (readonly string[])[]>;
  /** Content of a stored file. @throws InputError - when it is missing */
  text(file: string): Promise<string>;
  /** Another JSON file of the folder. @returns undefined where it is not there @throws InputError - when it is not of its form */
  json<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema> | undefined>;
}

/** The parts of a stored study that most pages are drawn from. */
export interface PageSource<Result> extends Pick<StoredStudy<Result>, 'result' | 'table'> {
  readonly manifest: PageOrigin;
}

/** What draws a study's page from what is stored, and from nothing else. */
export interface ReportModule<Result> {
  /**
   * @param stored - the study
   * @param receiver - of the plot renderer's warnings; none when left out
   * @returns the page as one HTML file
   */
  render(stored: StoredStudy<Result>, receiver?: WarningReceiver): Promise<string>;
}

/** The JSON file that holds a study's result, and its form; loaded when one is read. */
export interface ResultFile {
  readonly file: string;
  readonly schema: () => Promise<z.ZodType>;
}

/** A kind of study: what it leaves, and how its page is drawn again. */
export interface StoredKind {
  readonly kind: StudyKind;
  /** Null where it has none. */
  readonly result: ResultFile | null;
  /** Name of its page. */
  readonly page: string;
  /** Loads what draws the page; null where none is drawn. */
  readonly report: (() => Promise<ReportModule<never>>) | null;
}
