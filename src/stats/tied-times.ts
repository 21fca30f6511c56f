/** Times closer than this share of the longest one are equal: sums and fractions of decimals miss each other by rounding. */
const SAME_TIME = 1e-9;

export interface TiedTimes {
  /** The times, each moved to the earliest of those that equal it up to rounding; unit and order of the input. */
  readonly times: Float64Array;
  /** How many times were moved. */
  readonly moved: number;
}

/**
 * Makes times that differ by rounding alone equal, so that they count as ties.
 *
 * In ascending order a time equals the one before it where they differ by at most 1e-9 of the longest time. Doing it twice
 * changes nothing more. Costs n log n.
 *
 * @param times - any unit; finite, >= 0
 * @returns the times, and how many of them were moved
 * @see Therneau & Grambsch 2000, Modeling Survival Data; `timefix` of R's survival does the same with 1.5e-8
 */
export function tieTimes(times: ArrayLike<number>): TiedTimes {
  const tied = Float64Array.from(times);
  const order = Uint32Array.from(tied, (_, row) => row).sort((a, b) => tied[a]! - tied[b]!);
  const border = SAME_TIME * (order.length === 0 ? 0 : tied[order.at(-1)!]!);
  let [earliest, before, moved] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const row of order) {
    const time = tied[row]!;
    if (time - before > border) earliest = time;
    else if (time !== earliest) {
      tied[row] = earliest;
      moved++;
    }
    before = time;
  }
  return { times: tied, moved };
}

/**
 * The known time that a time equals up to rounding.
 *
 * @param time - any unit; finite, >= 0
 * @param known - same unit
 * @returns the nearest known time within 1e-9 of the longest of all; the time itself where there is none
 */
export function knownTime(time: number, known: ArrayLike<number>): number {
  let [nearest, longest] = [Number.POSITIVE_INFINITY, time];
  for (let index = 0; index < known.length; index++) {
    if (Math.abs(known[index]! - time) < Math.abs(nearest - time)) nearest = known[index]!;
    longest = Math.max(longest, known[index]!);
  }
  return Math.abs(nearest - time) <= SAME_TIME * longest ? nearest : time;
}
