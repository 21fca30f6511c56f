/** Work is done at once for so long, then other requests are answered; milliseconds. */
const SLICE_MILLISECONDS = 8;

/**
 * Results in the order of the items. For work that takes microseconds, such as to look at a file: to wait for each one would take
 * ten times as long. Requests that come meanwhile are answered between slices.
 */
export async function inSlices<Item, Result>(
  items: readonly Item[],
  work: (item: Item, place: number) => Result,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let begun = performance.now();
  for (const [place, item] of items.entries()) {
    results.push(work(item, place));
    if (performance.now() - begun < SLICE_MILLISECONDS) continue;
    await othersFirst();
    begun = performance.now();
  }
  return results;
}

/** Lets what waits be done first. */
export function othersFirst(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
