import { quantileSorted } from '../../src/index.js';

/** Lower and upper quantile that leave `level` between them; NaN-free values alone are counted. */
export function centralInterval(values: readonly number[], level: number): readonly [number, number] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [Number.NaN, Number.NaN];
  return [quantileSorted(sorted, (1 - level) / 2), quantileSorted(sorted, (1 + level) / 2)];
}
