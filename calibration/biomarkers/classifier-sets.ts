/** Most markers in one classifier. */
export const MOST_MARKERS = 4;

/**
 * Every set of one to four items, small sets first, items in the order given.
 *
 * @param items - k items
 * @returns the sets; 15 of four items
 */
export function classifierSets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
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
  for (let size = 1; size <= Math.min(MOST_MARKERS, items.length); size++) extend([], 0, size);
  return sets;
}
