import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseCsv, readText, writeCsvFile } from '../../src/index.js';
import type { StoredStudy, StudyTable } from '../studies/study.js';

/** Writes the tables of a study into its folder. */
export async function writeTables(folder: string, tables: readonly StudyTable[]): Promise<void> {
  for (const { file, header, rows } of tables) {
    const path = join(folder, file);
    await mkdir(dirname(path), { recursive: true });
    await writeCsvFile(path, header, rows);
  }
}

/** Reads a table of a study's folder back, header first. */
export function storedTable(folder: string): StoredStudy<unknown>['table'] {
  return async (file) => {
    const path = join(folder, file);
    const { header, rows } = parseCsv(await readText(path), path);
    return [header, ...rows.map(({ cells }) => cells)];
  };
}
