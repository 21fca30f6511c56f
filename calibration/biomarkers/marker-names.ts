import { type MarkerName, markerNames } from '../../src/index.js';

export type { MarkerName } from '../../src/index.js';

/** The tumor markers of the analysis: those that the simulator reads, in its order. */
export const MARKER_NAMES = markerNames;

/** The pairs of markers, each once, in the order of `MARKER_NAMES`. */
export const MARKER_PAIRS: readonly (readonly [MarkerName, MarkerName])[] = MARKER_NAMES.flatMap((first, index) =>
  MARKER_NAMES.slice(index + 1).map((second) => [first, second] as const),
);
