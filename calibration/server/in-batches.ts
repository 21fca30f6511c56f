/** Items that are worked on at the same time. */
const AT_ONCE = 32;

/** Results in the order of the items, some at a time. */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  work: (item: Item, place: number) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = new Array(items.length);
  let next = 0;
  const run = async () => {
    while (next < items.length) {
      const place = next++;
      results[place] = await work(items[place]!, place);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  return results;
}
