/** Room beyond the outermost values, as a share of their span. */
const ROOM = 0.06;

/**
 * Ends of an axis that holds all given values with some room; never of width zero.
 *
 * @param values - what is drawn; those that are not finite do not count
 * @returns lower and upper end; 0 and 1 without values
 */
export function axisExtent(values: readonly (number | null)[]): [number, number] {
  const known = values.filter((value) => value !== null).filter(Number.isFinite);
  if (known.length === 0) return [0, 1];
  const low = known.reduce((least, value) => Math.min(least, value));
  const high = known.reduce((most, value) => Math.max(most, value));
  const span = high - low || Math.abs(high) || 1;
  return [low - ROOM * span, high + ROOM * span];
}
