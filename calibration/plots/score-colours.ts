import { palette, SERIES_COLOURS } from '../page/theme.js';

/** Distinct hues for the scores of one panel, with the darkest for the last. */
export const SCORE_COLOURS = SERIES_COLOURS;

/** Colours of the best of several sets, and of all markers together. */
export const BEST_COLOUR = palette['series-5'];
export const ALL_COLOUR = palette['series-8'];

const SINGLES = [palette['series-1'], palette['series-2'], palette['series-3'], palette['series-4']] as const;

/** For the six pairs, then the four sets of three, of four markers. */
const SETS = [
  palette['series-6'],
  palette['arm-7'],
  palette['arm-6'],
  palette['arm-11'],
  palette['arm-9'],
  palette['arm-5'],
  palette['arm-10'],
  palette['series-7'],
  palette['arm-4'],
  palette['arm-8'],
] as const;

/**
 * The colour of a set of markers, the same in every panel: each of the fifteen sets of four markers has its own; of more markers some
 * sets share one.
 *
 * @param set - markers of the score
 * @param markers - all markers of the analysis, in its order
 */
export function scoreColour(set: readonly string[], markers: readonly string[]): string {
  const places = set.map((name) => markers.indexOf(name)).sort((a, b) => a - b);
  if (places.length === 1) return SINGLES[Math.max(0, places[0]!) % SINGLES.length]!;
  if (places.length === markers.length) return ALL_COLOUR;
  return SETS[rankOf(places, markers.length) % SETS.length]!;
}

/** Place of a set among all sets of two or more, small sets first, in dictionary order. */
function rankOf(places: readonly number[], markers: number): number {
  let rank = 0;
  for (let size = 2; size < places.length; size++) rank += choose(markers, size);
  places.forEach((place, index) => {
    const from = index === 0 ? 0 : places[index - 1]! + 1;
    for (let before = from; before < place; before++) {
      rank += choose(markers - before - 1, places.length - index - 1);
    }
  });
  return rank;
}

/** n over k. */
function choose(n: number, k: number): number {
  let value = 1;
  for (let index = 1; index <= k; index++) value = (value * (n - k + index)) / index;
  return value;
}
