import { InputError } from '../errors.js';

/**
 * Assigns rows to k folds at random so that each fold has its share of both labels.
 *
 * The rows of each label are shuffled (Fisher-Yates) and dealt out in turn; the deal of the second label continues where
 * the first one ended. So the folds' counts of a label differ by at most one, and so do their sizes.
 *
 * @param labels - 1 or 0 per row; length n; at least `folds` rows of each
 * @param folds - number of folds k; whole; at least 2
 * @param uniform - gives uniform numbers in [0, 1); consumed n - 2 times
 * @returns fold of each row; whole, in [0, k); length n
 * @throws InputError - when `folds` is not a whole number of at least 2, a label is neither 0 nor 1, or is too rare
 */
export function stratifiedFolds(labels: ArrayLike<number>, folds: number, uniform: () => number): Uint32Array {
  if (!(Number.isInteger(folds) && folds >= 2)) {
    throw new InputError(`stratifiedFolds.folds: must be a whole number of at least 2; got ${folds}`);
  }
  const strata: [number[], number[]] = [[], []];
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (!(label === 0 || label === 1)) {
      throw new InputError(`stratifiedFolds.labels[${row}]: must be 0 or 1; got ${label}`);
    }
    strata[label].push(row);
  }
  strata.forEach((rows, label) => {
    if (!(rows.length >= folds)) {
      throw new InputError(
        `stratifiedFolds.labels: each of the ${folds} folds needs a row labelled ${label}; got ${rows.length}`,
      );
    }
  });
  const foldOf = new Uint32Array(labels.length);
  let dealt = 0;
  for (const rows of strata) {
    shuffleInto(uniform, rows);
    for (const row of rows) foldOf[row] = dealt++ % folds;
  }
  return foldOf;
}

/** Fisher-Yates. */
function shuffleInto(uniform: () => number, rows: number[]): void {
  for (let last = rows.length - 1; last > 0; last--) {
    const chosen = Math.floor(uniform() * (last + 1));
    const swapped = rows[last]!;
    rows[last] = rows[chosen]!;
    rows[chosen] = swapped;
  }
}
