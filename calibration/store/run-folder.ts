import { access, constants, mkdir, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { InputError } from '../../src/index.js';
import { survivalTableFiles } from '../studies/survival/result.js';

/** Names of what a run leaves in its folder. */
export const runFiles = {
  results: 'results.json',
  manifest: 'manifest.json',
  calibration: 'calibration.json',
  refit: 'refit.json',
  recover: 'recover.json',
  recoverPage: 'recover.html',
  report: 'report.html',
  figures: 'figures',
  chunks: 'chunks',
  endpoints: 'endpoints.csv',
  trajectories: 'trajectories.csv',
  roc: 'roc.json',
  biomarkers: 'biomarkers.json',
  replicate: 'replicate.json',
  replicateTable: 'replicate.csv',
  tables: 'tables',
  pcc: 'pcc.csv',
  prcc: 'prcc.csv',
  morris: 'morris.csv',
  sobol: 'sobol.csv',
  local: 'local.csv',
  intervals: 'intervals.csv',
  shapes: 'shapes.csv',
  sensitivity: 'sensitivity.json',
  sweep: 'sweep.csv',
  sweepResult: 'sweep.json',
  sweepParquet: 'sweep.parquet',
  simulation: 'simulate.json',
  survival: 'survival.json',
  ...survivalTableFiles,
} as const;

/** Names that `replaceFile` gives to files before they are whole. */
const TEMPORARY_FILE = /^\..+\.[0-9a-f-]{36}\.partial$/;

export interface RunFolderOptions {
  /** Continue an earlier or interrupted run of the same configuration. */
  readonly resume: boolean;
  /** Remove an earlier run's files first. */
  readonly force: boolean;
  /** What the command suggests where the folder holds a run. */
  readonly offers?: string;
}

/**
 * Makes sure a run may write into a folder.
 *
 * @param folder - created when it is missing
 * @throws InputError - when it cannot be written, is a file, holds other files, or holds a run and neither `resume` nor
 *   `force` was given
 */
export async function openRunFolder(
  folder: string,
  { resume, force, offers = '--resume continues it, --force replaces it' }: RunFolderOptions,
): Promise<void> {
  const found = await stat(folder).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    throw new InputError(`${folder}: must be a folder for the run; got a file`);
  }
  await requireOwnFolder(folder);
  try {
    await makeFolder(resolve(folder));
    await access(folder, constants.W_OK);
  } catch (cause) {
    throw new InputError(`${folder}: must be a folder that can be written; got ${reasonOf(cause)}`, { cause });
  }
  const entries = await readdir(folder);
  if (entries.length === 0) return;
  if (!(await holdsManifest(folder))) {
    // Simulated patients alone can be reused: nothing is removed, and each chunk is named by its content
    if (resume && entries.every((entry) => entry === runFiles.chunks)) return;
    throw new InputError(`${folder}: must be empty or hold an earlier run; got other files, which are not touched`);
  }
  if (!resume && !force) {
    throw new InputError(`${folder}: must not hold a run already; got one (${offers})`);
  }
  await removePartials(folder);
  if (force) await removeRun(folder);
}

/** Removes temporary files of a killed run. */
async function removePartials(folder: string): Promise<void> {
  for (const place of [folder, join(folder, runFiles.figures), join(folder, runFiles.chunks)]) {
    for (const name of await readdir(place).catch(() => [])) {
      if (TEMPORARY_FILE.test(name)) await rm(join(place, name), { force: true });
    }
  }
}

/** A study of a run may not replace the run. @throws InputError - when both are the same folder */
export function requireOtherFolder(folder: string, run: string): void {
  if (resolve(folder) !== resolve(run)) return;
  throw new InputError(`--out: must be another folder than the run's; got '${folder}'`);
}

/** A study's folder may not lie inside another study's. @throws InputError - when it does */
async function requireOwnFolder(folder: string): Promise<void> {
  for (let inner = resolve(folder); dirname(inner) !== inner; inner = dirname(inner)) {
    const manifest = await readStoredJson(join(dirname(inner), runFiles.manifest)).catch(() => undefined);
    if (typeof manifest === 'object' && manifest !== null && 'kind' in manifest && 'results_sha256' in manifest) {
      throw new InputError(`--out: must not lie inside the folder of another run, ${dirname(inner)}; got '${folder}'`);
    }
  }
}

/**
 * Whether a folder is a study's: it has a manifest that this program wrote; names alone could be the user's own. The
 * one place that recognises such a folder.
 */
async function holdsManifest(folder: string): Promise<boolean> {
  const manifest = await readStoredJson(join(folder, runFiles.manifest)).catch(() => undefined);
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest;
}

/** Removes what a run writes and nothing else: a folder of the run goes only when it is empty then. */
async function removeRun(folder: string): Promise<void> {
  const { figures, chunks, tables, ...files } = runFiles;
  for (const name of Object.values(files)) await rm(join(folder, name), { force: true });
  for (const [name, ending] of [
    [figures, '.csv'],
    [tables, '.csv'],
    [chunks, '.chunk'],
  ] as const) {
    const inside = await readdir(join(folder, name)).catch(() => []);
    for (const file of inside) if (file.endsWith(ending)) await rm(join(folder, name, file), { force: true });
    await rmdir(join(folder, name)).catch(() => undefined);
  }
}

/**
 * Makes a folder and those above it, one at a time: the recursive form of Node 20 never returns on a file system that
 * denies a new entry with ENOENT (as /proc does).
 */
export async function makeFolder(folder: string): Promise<void> {
  if (
    await stat(folder).then(
      () => true,
      () => false,
    )
  )
    return;
  await makeFolder(dirname(folder));
  await mkdir(folder);
}

/** Reads a stored JSON file of a run. @throws InputError - naming the path, when it is missing or not JSON */
export async function readStoredJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    throw new InputError(`${path}: must be a file of a finished run; got ${reasonOf(cause)}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${path}: must be JSON; got ${reasonOf(cause)}`, { cause });
  }
}

function reasonOf(cause: unknown): string {
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code;
  return cause instanceof Error ? cause.message : String(cause);
}
