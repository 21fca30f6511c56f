import { mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { z } from 'zod';
import {
  type CsvCell,
  type DescribedColumn,
  parquetMetadata,
  parseCsv,
  type TableProvenance,
  toPrettyJson,
  writeCsvFile,
  writeTableFiles,
} from '../../src/index.js';
import { type Manifest, readManifest } from './manifest.js';
import { parseStored } from './parse-stored.js';
import { readStoredRecords, readStoredText, readStoredValue } from './stored-file.js';

/** A table that a study writes. */
export interface StudyTable<Rows extends Iterable<readonly CsvCell[]> = readonly (readonly CsvCell[])[]> {
  /** Path in the study's folder; tables behind plots begin with `figures/`. */
  readonly file: string;
  readonly header: readonly string[];
  /** What the columns hold, where they are described: such a table can be written as Parquet too. */
  readonly columns?: readonly DescribedColumn[];
  /** Records, each as long as the header; drawn once, when the table is written. */
  readonly rows: Rows;
}

/** A study as it lies in its folder. */
export interface StoredStudy<Result> {
  /** Its folder, for messages. */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly result: Result;
  /** Cells of a stored table, header first. @throws InputError - when it is missing, or not as the study wrote it */
  table(file: string): Promise<readonly (readonly string[])[]>;
  /**
   * The header of a large stored table and its records that begin in one of some ways; the table is not held.
   *
   * @throws InputError - when it is missing, or not as the study wrote it
   */
  records(file: string, beginnings: readonly string[]): Promise<readonly (readonly string[])[]>;
  /** Content of a stored file. @throws InputError - when it is missing */
  text(file: string): Promise<string>;
  /** Another JSON file of the folder. @returns undefined where it is not there @throws InputError - when it is not of its form */
  json<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema> | undefined>;
}

/** The JSON file that holds a study's result, and its form; loaded when one is read. */
export interface ResultFile {
  readonly file: string;
  readonly schema: () => Promise<z.ZodType>;
}

/** Rows of a table, drawn once. */
type DrawnRows = Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>;

/** Path of the Parquet file beside a CSV file. */
export function parquetBeside(file: string): string {
  return file.replace(/\.csv$/, '.parquet');
}

/** Names of the files that a table becomes. */
export function tableFiles({ file, columns }: Pick<StudyTable, 'file' | 'columns'>, isParquet: boolean): string[] {
  return isParquet && columns !== undefined ? [file, parquetBeside(file)] : [file];
}

/**
 * Writes a table of a study; folders inside its own are made.
 *
 * @param folder - of the study
 * @param table - path in the folder, header or described columns, rows
 * @param provenance - of a Parquet file beside the CSV file, if the columns are described; null for none
 */
export async function writeStudyTable(
  folder: string,
  { file, header, columns, rows }: Pick<StudyTable, 'file' | 'header' | 'columns'> & { readonly rows: DrawnRows },
  provenance: TableProvenance | null,
): Promise<void> {
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  if (provenance === null || columns === undefined) return writeCsvFile(path, header, rows);
  const metadata = parquetMetadata(basename(file, '.csv'), columns, provenance);
  await writeTableFiles(path, { columns, rows }, { path: parquetBeside(path), metadata });
}

/** What a JSON file of a study holds: two-space indentation, null for numbers that are not finite. */
export function storedText(value: unknown): string {
  return toPrettyJson(withNulls(value));
}

/**
 * A study as it lies in its folder.
 *
 * @param folder - of the study
 * @param result - its JSON file; null where it has none
 * @throws InputError - naming file and field, when manifest or result are missing or not of their form
 */
export async function readStoredStudy(folder: string, result: ResultFile | null): Promise<StoredStudy<unknown>> {
  const manifest = await readManifest(folder);
  const text = (file: string) => readStoredText(folder, file, manifest);
  const parsed = async <Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.infer<Schema>> =>
    parseStored(schema, await readStoredValue(folder, file, manifest), join(folder, file));
  return {
    folder,
    manifest,
    result: result === null ? null : await parsed(result.file, await result.schema()),
    table: async (file) => {
      const { header, rows } = parseCsv(await text(file), join(folder, file));
      return [header, ...rows.map(({ cells }) => cells)];
    },
    records: (file, beginnings) => readStoredRecords(folder, file, beginnings, manifest),
    text,
    json: async (file, schema) => (manifest.files.some(({ path }) => path === file) ? parsed(file, schema) : undefined),
  };
}

/** Plain data with null in place of numbers that are not finite, which JSON cannot hold. */
function withNulls(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(withNulls);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNulls(member)]));
  }
  return value;
}
