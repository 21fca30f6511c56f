import { CholeskyDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../errors.js';
import { midranks } from '../stats/midranks.js';
import { deviations } from '../stats/pearson.js';

/**
 * Partial rank correlations of inputs with an output: the correlation of what is left of the ranks of x_j and of y when the
 * ranks of all other inputs have been taken out by linear regression.
 *
 * With R the correlations of the inputs' ranks, c those with the output's, b = R^-1 c and s = 1 - c'b:
 * prcc_j = b_j / sqrt(s (R^-1)_jj + b_j^2). R is factored once for all outputs. n k^2 + k^3.
 *
 * @param inputs - k columns of n values each; any unit; finite; each varies, none a linear function of the others by rank
 * @param outputs - columns of n values; finite
 * @returns per output the k coefficients in [-1, 1], or null where the output does not vary
 * @throws InputError - when lengths differ, n < k + 4, or inputs are collinear
 * @see Marino et al. 2008, doi:10.1016/j.jtbi.2008.04.011
 */
export function partialRankCorrelations(
  inputs: readonly Float64Array[],
  outputs: readonly Float64Array[],
): readonly (Float64Array | null)[] {
  const k = inputs.length;
  const n = inputs[0]?.length ?? 0;
  if (!(n >= k + 4)) {
    throw new InputError(`partial rank correlation: must have at least ${k + 4} samples for ${k} inputs; got ${n}`);
  }
  const ranked = inputs.map((column, index) => {
    const ranks = column.length === n ? deviations(midranks(column)) : null;
    if (ranks === null)
      throw new InputError(`partial rank correlation: input ${index} must have ${n} values that vary; got others`);
    return ranks;
  });
  const correlations = new Matrix(k, k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      const r = i === j ? 1 : dot(ranked[i]!, ranked[j]!);
      correlations.set(i, j, r);
      correlations.set(j, i, r);
    }
  }
  const inverse = inverseOf(correlations);
  return outputs.map((output) => {
    if (!(output.length === n))
      throw new InputError(`partial rank correlation: outputs must have ${n} values; got ${output.length}`);
    const y = deviations(midranks(output));
    if (y === null) return null;
    const c = ranked.map((column) => dot(column, y));
    const b = Float64Array.from(c, (_, j) => c.reduce((sum, value, i) => sum + inverse.get(j, i) * value, 0));
    const unexplained = Math.max(0, 1 - c.reduce((sum, value, j) => sum + value * b[j]!, 0));
    return b.map((value, j) => {
      const scale = Math.sqrt(unexplained * inverse.get(j, j) + value * value);
      return scale > 0 ? value / scale : 0;
    });
  });
}

/** Variance inflation from which an input is a function of the others but for rounding. */
const MOST_INFLATION = 1e10;

function inverseOf(correlations: Matrix): Matrix {
  const factor = new CholeskyDecomposition(correlations);
  const inverse = factor.isPositiveDefinite() ? factor.solve(Matrix.eye(correlations.rows)) : null;
  // The diagonal of the inverse holds the inflation factors; in the positive form, so that NaN fails
  if (inverse?.diagonal().every((inflation) => inflation >= 0 && inflation <= MOST_INFLATION)) return inverse;
  throw new InputError('partial rank correlation: inputs must not be linear functions of each other by rank');
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
