import { InputError } from '../../src/index.js';
import { readStoredResult } from '../store/read-stored-result.js';
import { type Comparison, compareRuns, differences } from '../studies/compare/comparison.js';
import type { ComparedRun } from '../studies/compare/run-leaves.js';
import { storedKinds } from '../studies/registry.js';
import type { ServerContext } from './context.js';

/** Most runs of a comparison. */
export const MOST_COMPARED = 2000;

/** Files that are read at the same time. */
const AT_ONCE = 8;

/**
 * The comparison of `qcic compare`, on runs of the folder.
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
  const read: ComparedRun[] = new Array(ids.length);
  let next = 0;
  const work = async () => {
    while (next < ids.length) {
      const place = next++;
      const id = ids[place]!;
      const stored = await readStoredResult(await runs.resolve(id), (kind) => storedKinds[kind].result?.file ?? null);
      read[place] = { id, ...stored };
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const comparison = compareRuns(read);
  return onlyDifferences ? differences(comparison) : comparison;
}
