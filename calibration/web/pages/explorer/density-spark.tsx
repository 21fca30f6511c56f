import { useMemo } from 'preact/hooks';
import { betaLogDensity, exp, log, log1p } from '../../../browser.js';

interface Shapes {
  readonly alpha: number;
  readonly beta: number;
}

const POINTS = 56;
const WIDTH = 120;
const HEIGHT = 26;
/** Points of the unit interval, away from its ends, where a density may be infinite. */
const places = Array.from({ length: POINTS }, (_, index) => (index + 0.5) / POINTS);

const logarithms = places.map((x) => ({ logX: log(x), log1mX: log1p(-x) }));

const densities = (shapes: Shapes): readonly number[] => logarithms.map((point) => exp(betaLogDensity(shapes, point)));

const pathOf = (values: readonly number[], top: number): string =>
  values
    .map((value, index) => {
      const y = HEIGHT - 1 - Math.min(1, value / top) * (HEIGHT - 3);
      return `${index === 0 ? 'M' : 'L'}${((places[index] ?? 0) * WIDTH).toFixed(1)} ${y.toFixed(1)}`;
    })
    .join('');

/** Distribution of a parameter: as fitted (area) and as moved (line). The sliders beside it state the same in numbers. */
export function DensitySpark({ fitted, moved }: { readonly fitted: Shapes; readonly moved: Shapes }) {
  const before = useMemo(() => densities(fitted), [fitted]);
  const after = densities(moved);
  // Infinite ends are cut off at what most of the interval shows
  const top = 1.08 * Math.max(...before.slice(1, -1), ...after.slice(1, -1));
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path class="spark-fitted" d={`${pathOf(before, top)}V${HEIGHT}H${((places[0] ?? 0) * WIDTH).toFixed(1)}Z`} />
      <path class="spark-moved" d={pathOf(after, top)} />
    </svg>
  );
}
