import seedrandom from 'seedrandom';

/** A seeded stream for made-up but plausible report data. */
export interface SampleRandom {
  readonly uniform: () => number;
  readonly normal: () => number;
}

/** Stream of uniform and standard normal numbers (Box-Muller). */
export function sampleRandom(seed: string): SampleRandom {
  const next = seedrandom(seed);
  return {
    uniform: () => next(),
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** Value at a share of a sorted list, by linear interpolation. */
export function quantileOf(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below] ?? 0;
  return low + (place - below) * ((sorted[below + 1] ?? low) - low);
}
