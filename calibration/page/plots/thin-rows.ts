/**
 * Every k-th element of a list, with the first and the last, for lines that have more points than pixels.
 *
 * @param items - the list, in drawing order
 * @param most - largest count to keep, at least 2
 * @returns at most `most` + 1 elements in the same order
 */
export function thinRows<T>(items: readonly T[], most: number): readonly T[] {
  if (items.length <= most) {
    return items;
  }
  const step = Math.ceil((items.length - 1) / (most - 1));
  return items.filter((_, index) => index % step === 0 || index === items.length - 1);
}
