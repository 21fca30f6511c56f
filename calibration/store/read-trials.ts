import { dirname, join, resolve } from 'node:path';
import {
  builtInArms,
  mostBytes,
  parseTable,
  readTableFile,
  readText,
  sha256,
  type TableFile,
} from '../../src/index.js';
import { clinicalTargets } from '../targets/clinical-targets.js';
import type { PublishedResults } from '../targets/meta-analysis/discrepancies.js';
import { parsePublishedPool } from '../targets/meta-analysis/published-pool.js';
import type { NewTrial } from '../targets/new-trials/new-trial.js';
import {
  curveFileNames,
  type NewTrialFile,
  type NewTrialOptions,
  parseNewTrials,
} from '../targets/new-trials/parse-new-trials.js';
import { parseTrialTables } from '../targets/parse-trial-tables.js';
import { publishedSurvivalRmse } from '../targets/published-model.js';
import { shippedTables, type TrialTables, trialTexts } from '../targets/trial-tables.js';

/** Rows of new trials and the files that they came from, curve files among them. */
export interface NewTrialInputs {
  readonly trials: readonly NewTrial[];
  /** Rows that were left out because of their arm. */
  readonly ignored: readonly NewTrial[];
  /** What was read with a leniency, one sentence each. */
  readonly remarks: readonly string[];
  readonly files: readonly InputFile[];
}

/** A file that was read. */
export interface InputFile {
  readonly path: string;
  readonly sha256: string;
  /** How a table was read that is no plain one of comma-separated values. */
  readonly read_as?: string | undefined;
}

/**
 * A table as an input: its hash, and how it was read.
 *
 * @param path - of the table
 * @param file - as it was read
 * @param parsedAs - as `parseTable` gives it; parsed for it when left out, which costs time for large tables
 */
export function tableInput(
  path: string,
  { text, source, sha256: hash, readAs }: TableFile,
  parsedAs: string | null = parseTable(text, source).readAs,
): InputFile {
  const readings = [readAs, parsedAs].filter((reading) => reading !== null);
  return { path, sha256: hash, ...(readings.length === 0 ? {} : { read_as: readings.join('; ') }) };
}

/**
 * Reads tables of new trials and the curve files that they name (relative to the table's folder).
 *
 * @param paths - CSV or JSON files
 * @param options - known arms, issues to accept; ignoreArms: arms whose rows are left out
 * @throws InputError - when a file cannot be read; DataError - with every issue of all files
 */
export async function readNewTrials(
  paths: readonly string[],
  { ignoreArms = [], ...options }: NewTrialOptions & { readonly ignoreArms?: readonly string[] } = {},
): Promise<NewTrialInputs> {
  const files: InputFile[] = [];
  const read = async (path: string) => {
    const file = await readTableFile(path, mostBytes.trials);
    const { source, text } = file;
    files.push(path.toLowerCase().endsWith('.json') ? { path, sha256: file.sha256 } : tableInput(path, file));
    return { source, text };
  };
  const tables: NewTrialFile[] = [];
  for (const path of paths) {
    const table = await read(path);
    const curveFiles = new Map<string, { source: string; text: string }>();
    for (const name of curveFileNames(table)) curveFiles.set(name, await read(resolve(dirname(path), name)));
    tables.push({ ...table, curveFiles });
  }
  const remarks: string[] = [];
  const arms = options.arms === undefined ? undefined : [...options.arms, ...ignoreArms];
  const all = parseNewTrials(tables, { ...options, arms, remarks });
  const isIgnored = ({ arm }: NewTrial) => ignoreArms.includes(arm);
  return { trials: all.filter((row) => !isIgnored(row)), ignored: all.filter(isIgnored), remarks, files };
}

/**
 * Reads the trial tables shipped with the workbench, and the pooled endpoints printed in the paper.
 *
 * @param data - the folder `data` of the package
 * @throws InputError, DataError - when a file is missing or invalid
 */
export async function readShippedTrials(data: string): Promise<{
  readonly tables: TrialTables;
  readonly published: PublishedResults;
  readonly files: readonly InputFile[];
}> {
  const files: InputFile[] = [];
  const read = async (...path: string[]) => {
    const source = join(data, ...path);
    const text = await readText(source);
    files.push({ path: source, sha256: sha256(text) });
    return { source, text };
  };
  const texts = await trialTexts(async (table) => [await read('trials', shippedTables[table])]);
  const tables = parseTrialTables(texts, { arms: builtInArms });
  const [pool, model] = [await read('published', 'pooled-trials.csv'), await read('published', 'model-survival.csv')];
  return {
    tables,
    files,
    published: {
      pool: parsePublishedPool(pool.text, pool.source),
      survivalRmse: publishedSurvivalRmse(model.text, model.source, clinicalTargets(tables, builtInArms)),
    },
  };
}
