import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, readText, toPrettyJson, writeCsvFile, writeFileAtomically } from '../../src/index.js';
import { parseFigureTable, toFigureTableCells } from '../studies/run/parse-plot-table.js';
import { FIGURE_TABLE_NAMES, type FigureTableName, type FigureTables } from '../studies/run/plot-tables.js';
import type { RunResults } from '../studies/run/result.js';
import type { Manifest } from './manifest.js';
import { readStoredJson, runFiles } from './run-folder.js';

/** Writes the figure tables as CSV files. */
export async function writeFigures(folder: string, figures: FigureTables): Promise<void> {
  const target = join(folder, runFiles.figures);
  await mkdir(target, { recursive: true });
  for (const name of FIGURE_TABLE_NAMES) {
    const { header, rows } = toFigureTableCells(name, figures[name]);
    await writeCsvFile(join(target, `${name}.csv`), header, rows);
  }
}

/** Writes results.json; the text is returned for hashing. */
export async function writeResults(folder: string, results: RunResults): Promise<string> {
  const text = toPrettyJson(results);
  await writeFileAtomically(join(folder, runFiles.results), text);
  return text;
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.manifest), toPrettyJson(manifest));
}

/**
 * Reads the parts of results.json that a caller needs.
 *
 * @throws InputError - when the file is missing, not JSON, or lacks one of them
 */
export async function readResults<Key extends keyof RunResults>(
  folder: string,
  keys: readonly Key[],
): Promise<Pick<RunResults, Key>> {
  return (await readRecord(join(folder, runFiles.results), keys)) as unknown as Pick<RunResults, Key>;
}

async function readRecord(path: string, keys: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const value = await readStoredJson(path);
  if (typeof value !== 'object' || value === null)
    throw new InputError(`${path}: must hold an object; got ${JSON.stringify(value)}`);
  for (const key of keys) if (!(key in value)) throw new InputError(`${path}: ${key}: must be present; got none`);
  return value as Readonly<Record<string, unknown>>;
}

/** A finished run as it lies in its folder. */
export interface StoredRun {
  readonly results: RunResults;
  readonly figures: FigureTables;
  readonly manifest: Manifest;
}

/**
 * Reads a stored run.
 *
 * @throws InputError - when a file is missing; DataError - when a figure table is damaged
 */
export async function readStoredRun(folder: string): Promise<StoredRun> {
  const results = (await readResults(folder, ['schema_version', 'status', 'fit', 'targets'])) as RunResults;
  const manifest = (await readRecord(join(folder, runFiles.manifest), [
    'version',
    'config',
    'timings',
  ])) as unknown as Manifest;
  const tables = await Promise.all(
    FIGURE_TABLE_NAMES.map(async (name) => {
      const path = join(folder, runFiles.figures, `${name}.csv`);
      return [name, parseFigureTable(name, await readText(path), path)] as const;
    }),
  );
  return { results, manifest, figures: Object.fromEntries(tables) as Record<FigureTableName, never> };
}
