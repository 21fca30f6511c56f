import { join } from 'node:path';
import { InputError } from '../../src/index.js';
import { readManifest } from '../store/manifest.js';
import { readStoredResult } from '../store/read-stored-result.js';
import { runFiles } from '../store/run-folder.js';
import { type Comparison, differences, growingComparison } from '../studies/compare/comparison.js';
import { storedKinds } from '../studies/registry.js';
import type { ServerContext } from './context.js';
import { inBatches } from './in-batches.js';
import { fileMark } from './run-summary.js';

/** Most runs of a comparison. */
export const MOST_COMPARED = 2000;

/** Files that are read at the same time. */
const AT_ONCE = 8;
/** A longer comparison is not kept; values. */
const MOST_KEPT = 2_000_000;

/** A comparison, and the marks of the files that it was read from. */
interface ReadComparison {
  readonly comparison: Comparison;
  readonly files: readonly { readonly path: string; readonly mark: string | null }[];
}

/** The last comparison of a folder of runs, which stays true while its files stay as they are. */
const kept = new WeakMap<ServerContext['runs'], ReadComparison>();

/**
 * The comparison of `qcic compare`, on runs of the folder. The last one is kept while the files that it was read from stay as they are.
 *
 * @param runs - the folder of runs
 * @param ids - runs, in order
 * @param onlyDifferences - without rows that are the same in all
 * @throws InputError - when there are no two runs, or too many; NotFoundError - naming a run that is not there
 */
export async function compareStoredRuns(
  runs: ServerContext['runs'],
  ids: readonly string[],
  onlyDifferences: boolean,
): Promise<Comparison> {
  if (ids.length < 2 || ids.length > MOST_COMPARED)
    throw new InputError(`runs: must be two to ${MOST_COMPARED}; got ${ids.length}`);
  const folders = await inBatches(ids, async (id) => ({ id, folder: await runs.resolve(id) }));
  const last = kept.get(runs);
  const isKnown = last !== undefined && isSameList(last.comparison.runs, ids) && (await isUnchanged(last));
  const { comparison, files } = isKnown ? last : await readComparison(folders);
  if (comparison.rows.length * ids.length <= MOST_KEPT) kept.set(runs, { comparison, files });
  return onlyDifferences ? differences(comparison) : comparison;
}

const isSameList = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((value, place) => value === b[place]);

/** Whether every file that was read is as it was. */
async function isUnchanged({ files }: ReadComparison): Promise<boolean> {
  return (await inBatches(files, async ({ path, mark }) => (await fileMark(path)) === mark)).every(Boolean);
}

/** Reads runs in their order, a few at a time: of each only what is compared stays in memory. */
async function readComparison(
  folders: readonly { readonly id: string; readonly folder: string }[],
): Promise<ReadComparison> {
  const growing = growingComparison();
  const files: { path: string; mark: string | null }[] = [];
  // Taken before a file is read: what changes meanwhile is read again the next time
  const marked = async (path: string) => {
    files.push({ path, mark: await fileMark(path) });
  };
  for (let first = 0; first < folders.length; first += AT_ONCE) {
    const read = await Promise.all(
      folders.slice(first, first + AT_ONCE).map(async ({ id, folder }) => {
        await marked(join(folder, runFiles.manifest));
        const manifest = await readManifest(folder);
        const file = storedKinds[manifest.kind].result?.file ?? null;
        if (file !== null) await marked(join(folder, file));
        return { id, ...(await readStoredResult(folder, () => file, manifest)) };
      }),
    );
    for (const run of read) growing.add(run);
  }
  return { comparison: growing.comparison(), files };
}
