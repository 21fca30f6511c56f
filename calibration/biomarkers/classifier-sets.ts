import type { ClassifierResult } from './result.js';

/**
 * Every set of some sizes, in the order of the sizes, items in the order given.
 *
 * @param items - k items
 * @param sizes - sizes of the sets; a size above k has no set
 * @returns the sets; 15 of four items for the sizes 1 to 4
 */
export function classifierSets<Item>(items: readonly Item[], sizes: readonly number[]): readonly (readonly Item[])[] {
  const sets: Item[][] = [];
  const extend = (chosen: readonly Item[], from: number, size: number): void => {
    if (size === 0) {
      sets.push([...chosen]);
      return;
    }
    for (let index = from; index <= items.length - size; index++) {
      extend([...chosen, items[index]!], index + 1, size - 1);
    }
  };
  for (const size of sizes) extend([], 0, size);
  return sets;
}

/**
 * The classifier of a given size with the largest out-of-fold AUC; the first among equals.
 *
 * @param classifiers - the classifiers of a table
 * @param size - number of markers
 * @returns the classifier; undefined where no classifier has that size
 */
export function bestOfSize(classifiers: readonly ClassifierResult[], size: number): ClassifierResult | undefined {
  return classifiers
    .filter(({ markers }) => markers.length === size)
    .reduce<ClassifierResult | undefined>(
      (best, next) => (best === undefined || next.out_of_fold.auc > best.out_of_fold.auc ? next : best),
      undefined,
    );
}
