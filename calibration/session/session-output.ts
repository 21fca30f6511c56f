import { join } from 'node:path';
import { type CsvCell, type TableProvenance, writeFileAtomically } from '../../src/index.js';
import { countFailedPatients, failureSummary, tooManyFailed } from '../config/failed-patients.js';
import { fileSha256 } from '../store/file-sha256.js';
import type { Manifest } from '../store/manifest.js';
import { hasHash } from '../store/study-files.js';
import { type StudyTable, storedText, tableFiles, writeStudyTable } from '../store/study-folder.js';
import type { StoredKind, StudyOutput } from '../studies/study.js';

/** What a session writes, besides what every study leaves. */
export interface SessionOutput extends Omit<StudyOutput<unknown>, 'tables'> {
  /** Rows of a large table may be made while it is written. */
  readonly tables: readonly StudyTable<Iterable<readonly CsvCell[]>>[];
  /** Whether tables whose columns are described are written as Parquet too. */
  readonly parquet?: boolean;
  /** Implementation of TensorFlow.js. */
  readonly tensorflow?: string | null;
  /** Further files by name: plain data as JSON, or bytes. */
  readonly files?: Readonly<Record<string, object | Uint8Array>>;
}

/**
 * An output that states how many patients failed.
 *
 * @param output - of a study
 * @param acceptedShare - largest share of a cohort that may fail; undefined where the study states its failures itself
 * @returns the same with a line on failures, if there are any; `incomplete` where more failed than is accepted
 */
export function withFailures(output: SessionOutput, acceptedShare: number | undefined): SessionOutput {
  if (acceptedShare === undefined) return output;
  const failures = countFailedPatients(output.patients, acceptedShare);
  return {
    ...output,
    status: tooManyFailed(failures) ? 'incomplete' : output.status,
    summary: [...output.summary, ...failureSummary(failures)],
  };
}

/** A file as the manifest lists it. */
export type StudyFile = Manifest['files'][number];

/** Everything that a session is about to write, besides the manifest and simulated patients. */
export function plannedFiles(study: StoredKind, streams: readonly string[], output: SessionOutput): StudyFile[] {
  const result = study.result === null || output.result === null ? [] : [study.result.file];
  const page = study.report === null ? [] : [study.page];
  const tables = output.tables.flatMap((table) => tableFiles(table, output.parquet === true));
  const paths = [...result, ...Object.keys(output.files ?? {}), ...streams, ...tables, ...page];
  return paths.map((path) => ({ path, sha256: null }));
}

/** The same with their hashes; a page has none, as it can be drawn again. */
export async function hashedFiles(
  folder: string,
  files: readonly StudyFile[],
  study: StoredKind,
): Promise<StudyFile[]> {
  const hashed: StudyFile[] = [];
  for (const { path } of files) {
    const isPage = study.report !== null && path === study.page;
    hashed.push({ path, sha256: isPage ? null : await fileSha256(join(folder, path)) });
  }
  return hashed;
}

/**
 * Files that a finished study has written before and that are as it wrote them, besides those that it writes now: tables of
 * an option that is not given again.
 */
export async function unchangedFiles(
  folder: string,
  before: readonly StudyFile[],
  now: readonly StudyFile[],
): Promise<StudyFile[]> {
  const written = new Set(now.map(({ path }) => path));
  const unchanged: StudyFile[] = [];
  for (const file of before) {
    if (!written.has(file.path) && (await hasHash(join(folder, file.path), file.sha256))) unchanged.push(file);
  }
  return unchanged;
}

/** Writes result, tables and further files. */
export async function writeOutput(
  folder: string,
  study: StoredKind,
  output: SessionOutput,
  provenance: TableProvenance,
): Promise<void> {
  if (study.result !== null && output.result !== null) {
    await writeFileAtomically(join(folder, study.result.file), storedText(output.result));
  }
  for (const [file, content] of Object.entries(output.files ?? {})) {
    await writeFileAtomically(join(folder, file), content instanceof Uint8Array ? content : storedText(content));
  }
  for (const table of output.tables) await writeStudyTable(folder, table, output.parquet === true ? provenance : null);
}
