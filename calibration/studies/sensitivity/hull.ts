/** The smallest interval that holds all the given ones. */
export function hull(intervals: readonly (readonly [number, number])[]): readonly [low: number, high: number] {
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}
