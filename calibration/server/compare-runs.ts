import { InputError } from '../../src/index.js';
import { type Comparison, differences, growingComparison } from '../studies/compare/comparison.js';
import { type ComparedValues, comparedValues } from './compared-values.js';
import type { ServerContext } from './context.js';
import { inSlices } from './in-slices.js';

/** Most runs of a comparison. */
export const MOST_COMPARED = 2000;

/** A longer comparison is not kept; values. */
const MOST_KEPT = 2_000_000;

/**
 * Compares runs of the folder.
 *
 * @param ids - runs, in order
 * @param onlyDifferences - without rows that are the same in all
 * @throws InputError - when there are no two runs, or too many; NotFoundError - naming a run that is not there
 */
export type RunComparer = (ids: readonly string[], onlyDifferences: boolean) => Promise<Comparison>;

/**
 * The comparison of `qcic compare`. The values of each run are kept while its files stay as they are, also for the next server; and
 * so is the last comparison.
 *
 * @param context - the folder of runs, and the program
 */
export function runComparer(context: Pick<ServerContext, 'runs' | 'program'>): RunComparer {
  const stored = comparedValues(context);
  let last: { readonly values: readonly ComparedValues[]; readonly comparison: Comparison } | undefined;
  return async (ids, onlyDifferences) => {
    if (ids.length < 2 || ids.length > MOST_COMPARED)
      throw new InputError(`runs: must be two to ${MOST_COMPARED}; got ${ids.length}`);
    const runs = await Promise.all(ids.map(async (id) => ({ id, folder: await context.runs.resolve(id) })));
    const values = await stored.read(runs);
    const comparison =
      last !== undefined && isSame(last.values, values) && isSame(last.comparison.runs, ids)
        ? last.comparison
        : await sideBySide(ids, values);
    last = comparison.rows.length * ids.length <= MOST_KEPT ? { values, comparison } : undefined;
    return onlyDifferences ? differences(comparison) : comparison;
  };
}

const isSame = (a: readonly unknown[], b: readonly unknown[]) =>
  a.length === b.length && a.every((value, place) => value === b[place]);

async function sideBySide(ids: readonly string[], values: readonly ComparedValues[]): Promise<Comparison> {
  const growing = growingComparison();
  await inSlices(values, (run, place) => growing.add(ids[place]!, run.values));
  return growing.comparison();
}
