import { InputError } from '../errors.js';

export interface PermutationOptions {
  /** Shufflings of the labels; whole; at least 1. */
  readonly permutations: number;
  /** Uniform numbers in [0, 1) for a shuffling, by its index from 0; the same numbers for the same index. */
  readonly streamOf: (permutation: number) => () => number;
}

/** How often chance alone does as well. */
export interface PermutationTest {
  readonly observed: number;
  /** (1 + shufflings that reach the observed statistic) / (1 + shufflings); in (0, 1]. */
  readonly p: number;
  /** The statistic under each shuffling, in order. */
  readonly permuted: Float64Array;
}

/**
 * Permutation test of a whole procedure: the statistic it reports is compared with what it reports on shuffled labels.
 *
 * Everything that looks at the labels belongs inside `statistic` - choosing the best of several classifiers too - or the
 * p value is too small. The observed order counts as one of the shufflings, so p is never 0 and the test is exact.
 *
 * @param labels - one per row; length n
 * @param statistic - the procedure: a number from labels, larger for a stronger relation; finite
 * @param options - number of shufflings and their random numbers
 * @returns observed statistic, p, statistics under shuffling
 * @throws InputError - when `permutations` is not a whole number >= 1 or a statistic is not a number
 * @see Phipson & Smyth 2010, doi:10.2202/1544-6115.1585
 */
export function permutationTest(
  labels: Uint8Array,
  statistic: (labels: Uint8Array) => number,
  { permutations, streamOf }: PermutationOptions,
): PermutationTest {
  if (!(Number.isInteger(permutations) && permutations >= 1)) {
    throw new InputError(`permutationTest.permutations: must be a whole number of at least 1; got ${permutations}`);
  }
  const statisticOf = (order: Uint8Array) => {
    const value = statistic(order);
    if (Number.isNaN(value)) throw new InputError('permutationTest.statistic: must be a number; got NaN');
    return value;
  };
  const observed = statisticOf(labels);
  const permuted = new Float64Array(permutations);
  for (let permutation = 0; permutation < permutations; permutation++) {
    permuted[permutation] = statisticOf(shuffled(labels, streamOf(permutation)));
  }
  const reached = permuted.reduce((count, value) => count + Number(value >= observed), 0);
  return { observed, p: (1 + reached) / (1 + permutations), permuted };
}

/** Fisher-Yates on a copy. */
function shuffled(labels: Uint8Array, uniform: () => number): Uint8Array {
  const copy = labels.slice();
  for (let last = copy.length - 1; last > 0; last--) {
    const chosen = Math.floor(uniform() * (last + 1));
    const value = copy[last]!;
    copy[last] = copy[chosen]!;
    copy[chosen] = value;
  }
  return copy;
}
