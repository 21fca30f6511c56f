/** The tumor markers of the analysis: cell densities of Th1 and CTL, and their ratios to regulatory T cells. */
export const MARKER_NAMES = ['th1', 'ctl', 'th1_treg', 'ctl_treg'] as const;

export type MarkerName = (typeof MARKER_NAMES)[number];

/** The pairs of markers, each once, in the order of `MARKER_NAMES`. */
export const MARKER_PAIRS: readonly (readonly [MarkerName, MarkerName])[] = MARKER_NAMES.flatMap((first, index) =>
  MARKER_NAMES.slice(index + 1).map((second) => [first, second] as const),
);
