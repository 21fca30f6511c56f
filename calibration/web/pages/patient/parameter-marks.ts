import { type BetaMarginal, betaLogDensity, betaQuantile, exp } from '../../../browser.js';

/** Probabilities of the marks of a distribution: from one percent to ninety-nine. */
const PERCENTS = Array.from({ length: 99 }, (_, index) => index + 1);

/** Values between these percentiles are typical. */
const TYPICAL = [5, 95] as const;

/** Points of the curve above a slider. */
const CURVE_POINTS = 48;

/** Marks of the distribution of a parameter. */
export interface ParameterMarks {
  /** Value at one percent, two percent, ... ninety-nine percent. */
  readonly percentiles: readonly number[];
  /** Values at the fifth, fiftieth and ninety-fifth percentile. */
  readonly low: number;
  readonly median: number;
  readonly high: number;
  /** Density over the range: place and height, both from 0 to 1; the ends are left out, where it may have no bound. */
  readonly curve: readonly (readonly [place: number, height: number])[];
}

/** Marks of a distribution. */
export function parameterMarks(marginal: BetaMarginal): ParameterMarks {
  const percentiles = PERCENTS.map((percent) => betaQuantile(marginal, percent / 100).value);
  const at = (percent: number) => percentiles[percent - 1]!;
  const places = Array.from({ length: CURVE_POINTS }, (_, point) => (point + 0.5) / CURVE_POINTS);
  const densities = places.map((place) =>
    exp(betaLogDensity(marginal, { logX: Math.log(place), log1mX: Math.log1p(-place) })),
  );
  const highest = Math.max(...densities);
  return {
    percentiles,
    low: at(TYPICAL[0]),
    median: at(50),
    high: at(TYPICAL[1]),
    curve: places.map((place, point) => [place, densities[point]! / highest]),
  };
}

/** Where a value stands in its distribution, in words: `median`, `typical, above 62 %`, `unusual, above 97 %`. */
export function placeInWords(value: number, { percentiles, low, median, high }: ParameterMarks): string {
  if (value === median) return 'median';
  const below = percentiles.filter((percentile) => percentile < value).length;
  const usual = value >= low && value <= high ? 'typical' : 'unusual';
  if (below === 0) return `${usual}, among the lowest 1 %`;
  return below === PERCENTS.length ? `${usual}, among the highest 1 %` : `${usual}, above ${below} %`;
}

/** Whether a value lies outside of the middle nine tenths of its distribution. */
export function isUnusual(value: number, { low, high }: ParameterMarks): boolean {
  return value < low || value > high;
}
