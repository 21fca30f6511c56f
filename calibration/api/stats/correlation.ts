import {
  pearson as coefficientOf,
  correlationInference,
  partialRankCorrelations as estimatePartial,
  InputError,
} from '../../../src/index.js';
import { DEFAULT_LEVEL, type IntervalOptions } from './coverage.js';

/** A correlation with its Fisher interval and two-sided p. */
export interface Correlation {
  readonly r: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
}

/** A partial rank correlation of one input. */
export interface PartialRankCorrelation extends Correlation {
  readonly name: string;
}

/**
 * Pearson's correlation coefficient, with its Fisher interval and two-sided p.
 *
 * @param x - any unit; length n >= 4; finite
 * @param y - any unit; length n; finite
 * @returns null where x or y does not vary
 * @throws InputError - when lengths differ, are too short, or a value is not finite
 * @see Fisher 1921, Metron 1, 3-32 (SciPy: `pearsonr`)
 */
export function pearson(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): Correlation | null {
  const r = coefficientOf(Float64Array.from(x), Float64Array.from(y));
  return r === null ? null : intervalOf(r, x.length, 0, level);
}

/**
 * Partial rank correlations (PRCC) of inputs with an output: how monotonic the output is in each input, the others kept fixed.
 *
 * @param inputs - by name, n values each; any unit; finite; each varies, none a linear function of the others by rank
 * @param output - n values; finite
 * @returns one per input, in order; null where the output does not vary
 * @throws InputError - when lengths differ, n < inputs + 4, or inputs are collinear
 * @see Marino et al. 2008, doi:10.1016/j.jtbi.2008.04.011
 */
export function partialRankCorrelations(
  inputs: Readonly<Record<string, ArrayLike<number>>>,
  output: ArrayLike<number>,
  { level = DEFAULT_LEVEL }: IntervalOptions = {},
): PartialRankCorrelation[] | null {
  const names = Object.keys(inputs);
  if (names.length === 0) throw new InputError('partialRankCorrelations.inputs: must hold an input at least; got none');
  const columns = Object.values(inputs).map((values) => Float64Array.from(values));
  const [coefficients] = estimatePartial(columns, [Float64Array.from(output)]);
  if (coefficients === null || coefficients === undefined) return null;
  return names.map((name, index) => ({
    name,
    ...intervalOf(coefficients[index]!, output.length, names.length - 1, level),
  }));
}

function intervalOf(r: number, n: number, controlled: number, level: number): Correlation {
  const { ciLow: low, ciHigh: high, p } = correlationInference({ r, n, controlled }, level);
  return { r, low, high, p };
}
