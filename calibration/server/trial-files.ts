import { lstat, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputError, mostBytes, readText } from '../../src/index.js';
import { curveFileNames, type NewTrialOptions, parseNewTrials } from '../targets/new-trials/parse-new-trials.js';
import type { SavedFile, TrialFiles, TrialTableFiles } from './api/trials.js';
import type { RunsFolder } from './context.js';
import { NotFoundError } from './replies.js';
import { isPlainName, ownFolders } from './runs-folder.js';

/** Endings of tables of trials. */
const TABLE = /\.(csv|tsv|txt|json)$/i;

/** Names of the tables in a folder; none where it is not there. */
async function tablesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) =>
    entry.isFile() && isPlainName(entry.name) && TABLE.test(entry.name) ? [entry.name] : [],
  );
}

const templateFolder = (root: string) => join(root, 'data', 'new-trials');
const savedFolder = (runs: RunsFolder) => join(runs.path, ownFolders.inputs);

/** Tables that can be opened: those of the package, and those that were saved beside the runs. */
export async function trialFiles(root: string, runs: RunsFolder): Promise<TrialFiles> {
  const [templates, saved] = await Promise.all([templateFolder(root), savedFolder(runs)].map(tablesIn));
  return { templates: templates!, saved: saved! };
}

/**
 * A table that can be opened, with the files of curves that it names, where they lie beside it.
 *
 * @param root - of the package
 * @param runs - folder of runs
 * @param kind - of the package, or saved
 * @param name - as `trialFiles` lists it
 * @throws NotFoundError - when it is not listed
 */
export async function openTrialFile(
  root: string,
  runs: RunsFolder,
  kind: keyof TrialFiles,
  name: string,
): Promise<TrialTableFiles> {
  const folder = kind === 'templates' ? templateFolder(root) : savedFolder(runs);
  const read = async (file: string): Promise<string> => {
    const path = join(folder, file);
    // A link could lead anywhere
    const isFile = isPlainName(file) && (await lstat(path).catch(() => undefined))?.isFile() === true;
    if (!isFile) throw new NotFoundError(`table: must be one that is listed; got '${file}'`);
    return readText(path, mostBytes.trials);
  };
  const text = await read(name);
  const curves = [];
  for (const curve of curveNames(name, text)) {
    const content = await read(curve).catch(() => null);
    if (content !== null) curves.push({ name: curve, text: content });
  }
  return { name, text, curves };
}

/** Files of curves that a table names; none where it cannot be read, which its check reports. */
function curveNames(source: string, text: string): readonly string[] {
  try {
    return curveFileNames({ source, text });
  } catch {
    return [];
  }
}

/**
 * Saves a table of trials into `inputs`, checked by the readers of the command line.
 *
 * @param runs - folder of runs
 * @param files - the table and the files of curves that it names
 * @param options - arms and issues to accept
 * @throws DataError - with every issue, when the table is invalid; InputError - when a name cannot be used
 */
export async function saveTrials(
  runs: RunsFolder,
  { name, text, curves }: TrialTableFiles,
  options: NewTrialOptions,
): Promise<SavedFile> {
  if (!TABLE.test(name)) throw new InputError(`file: must have a name that ends in .csv; got '${name}'`);
  const curveFiles = new Map(curves.map((curve) => [curve.name, { source: curve.name, text: curve.text }]));
  parseNewTrials([{ source: name, text, curveFiles }], options);
  const named = curveNames(name, text);
  for (const curve of curves.filter((each) => named.includes(each.name))) {
    const path = await runs.inputFile(curve.name, curve.text);
    // The table refers to it by its name
    if (basename(path) !== curve.name)
      throw new InputError(`file: must have a name that no other file of inputs has; got '${curve.name}'`);
  }
  const path = await runs.inputFile(name, text);
  return { name: basename(path), path };
}
