/** How wide intervals are. */
export interface IntervalOptions {
  /** Coverage aimed at; proportion in (0, 1); default: 0.95. */
  readonly level?: number;
}

/** Coverage of intervals by default. */
export const DEFAULT_LEVEL = 0.95;

/** Random numbers of a method that resamples. */
export interface SeedOptions {
  /** Same seed, same result; default: `1`. */
  readonly seed?: string | number;
}

/** Seed of resampling by default. */
export const DEFAULT_SEED = '1';
