/** Colours of the theme for runs; after the last the first again. */
export const RUN_COLOURS = 8;

/** Colour of a run by its place in the comparison, as a name of the theme. */
export function runColour(place: number): string {
  return `series-${(place % RUN_COLOURS) + 1}`;
}
