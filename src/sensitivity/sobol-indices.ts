import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { InputError } from '../errors.js';
import { exp, square } from '../numerics/elementary.js';
import { randomStream } from '../random/streams.js';
import { type SobolOrder, saltelliBlockSize } from './saltelli-design.js';

/** An estimate with its 95 % interval. */
export interface IndexEstimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Sobol indices of one output; each a share of its variance. */
export interface SobolIndices {
  readonly mean: number;
  readonly variance: number;
  /** First order, one per group. */
  readonly first: readonly IndexEstimate[];
  /** Total order, one per group. */
  readonly total: readonly IndexEstimate[];
  /** Second order of each pair i < j, in the order (0, 1), (0, 2), ..., (1, 2), ...; empty unless asked for. */
  readonly second: readonly IndexEstimate[];
  /** Blocks in which the output changes when a group changes, one number per group. */
  readonly changed: readonly number[];
}

export interface SobolSettings {
  readonly groups: number;
  readonly order: SobolOrder;
  /** Bootstrap replicates; 0 gives intervals without width. */
  readonly replicates: number;
  readonly seed: string;
  readonly streamName: string;
}

/** What a block gives to each sum: one column per sum, blocks long. */
interface BlockTerms {
  /** a + b, a^2 + b^2, with a and b the centred outputs at A and B. */
  readonly sum: Float64Array;
  readonly squares: Float64Array;
  readonly first: readonly Float64Array[];
  readonly total: readonly Float64Array[];
  readonly second: readonly Float64Array[];
}

/**
 * Sobol indices of first and total order, and of pairs, with bootstrap intervals.
 *
 * With outputs a, b, c_i, d_i at A, B, A with group i from B, B with group i from A, centred on the overall mean, and V the
 * variance over A and B: S_i = mean(b (c_i - a)) / V, T_i = mean((a - c_i)^2) / (2 V), S_ij = mean(d_i c_j - a b) / V - S_i - S_j.
 *
 * Blocks are resampled with replacement. With s the standard deviation over replicates, corrected by sqrt(n / (n - 1)), and t
 * Student's quantile for n - 1 degrees of freedom, intervals are S +/- t s, and T exp(+/- t s / T) for the total index, whose
 * distribution is skewed. Few blocks that change the output (`changed`) make any interval too narrow. Sobol sequences and Latin
 * hypercubes are more even than independent blocks, and their intervals err on the wide side.
 *
 * @param values - output at each point of the design, block by block
 * @param blocks - blocks to use; at least 2
 * @param settings - groups, order, replicates, seed and stream name of the resampling
 * @returns the indices, or null where the output does not vary
 * @throws InputError - when there are fewer than two blocks
 * @see Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018; Jansen 1999, doi:10.1016/S0010-4655(98)00154-4
 */
export function sobolIndices(values: Float64Array, blocks: Uint32Array, settings: SobolSettings): SobolIndices | null {
  if (!(blocks.length >= 2))
    throw new InputError(`Sobol indices: must have at least two whole blocks; got ${blocks.length}`);
  const { groups, order, replicates, seed, streamName } = settings;
  const size = saltelliBlockSize(groups, order);
  if (!varies(values, blocks, size)) return null;
  const centre =
    blocks.reduce((sum, block) => sum + values[block * size]! + values[block * size + 1]!, 0) / (2 * blocks.length);
  const terms = blockTerms(values, blocks, centre, settings);
  const n = blocks.length;
  const estimates = indicesOf(terms, new Float64Array(n).fill(1));
  const spread = estimates.map(() => ({ n: 0, mean: 0, squares: 0 }));
  for (let replicate = 0; replicate < replicates; replicate++) {
    const stream = randomStream({ seed, streamName, index: replicate });
    const counts = new Float64Array(n);
    for (let draw = 0; draw < n; draw++) counts[Math.floor(stream() * n)]! += 1;
    indicesOf(terms, counts).forEach((value, index) => {
      // A replicate can miss every block in which a rare event differs; then it has no shares
      if (!Number.isFinite(value)) return;
      const own = spread[index]!;
      own.n++;
      const step = value - own.mean;
      own.mean += step / own.n;
      own.squares += step * (value - own.mean);
    });
  }
  const t = tQuantile(0.975, n - 1) * Math.sqrt(n / (n - 1));
  const rows = estimates.map((value, index) => {
    const { n: drawn, squares } = spread[index]!;
    const half = drawn > 1 ? t * Math.sqrt(squares / (drawn - 1)) : 0;
    if (index >= groups && index < 2 * groups && value > 0) {
      const factor = exp(half / value);
      return { value, low: value / factor, high: value * factor };
    }
    return { value, low: value - half, high: value + half };
  });
  const ones = terms.sum.length;
  return {
    mean: centre,
    variance: varianceOf(terms, new Float64Array(ones).fill(1)),
    first: rows.slice(0, groups),
    total: rows.slice(groups, 2 * groups),
    second: rows.slice(2 * groups),
    changed: terms.total.map((column) => column.filter((term) => term > 0).length),
  };
}

/** Places of the pairs i < j in the order of `SobolIndices.second`. */
export function pairsOf(groups: number): readonly (readonly [number, number])[] {
  return Array.from({ length: groups }, (_, i) =>
    Array.from({ length: groups - i - 1 }, (_, j) => [i, i + 1 + j] as const),
  ).flat();
}

function varies(values: Float64Array, blocks: Uint32Array, size: number): boolean {
  const first = values[blocks[0]! * size]!;
  return blocks.some((block) => values[block * size] !== first || values[block * size + 1] !== first);
}

function blockTerms(values: Float64Array, blocks: Uint32Array, centre: number, settings: SobolSettings): BlockTerms {
  const { groups, order } = settings;
  const size = saltelliBlockSize(groups, order);
  const column = (term: (at: number) => number) => Float64Array.from(blocks, (block) => term(block * size));
  const output = (at: number) => values[at]! - centre;
  return {
    sum: column((at) => output(at) + output(at + 1)),
    squares: column((at) => square(output(at)) + square(output(at + 1))),
    first: Array.from({ length: groups }, (_, i) => column((at) => output(at + 1) * (output(at + 2 + i) - output(at)))),
    total: Array.from({ length: groups }, (_, i) => column((at) => square(output(at) - output(at + 2 + i)) / 2)),
    second:
      order === 'first'
        ? []
        : pairsOf(groups).map(([i, j]) =>
            column((at) => output(at + 2 + groups + i) * output(at + 2 + j) - output(at) * output(at + 1)),
          ),
  };
}

/** First, total and second order at given counts of the blocks. */
function indicesOf(terms: BlockTerms, counts: Float64Array): readonly number[] {
  const n = counts.length;
  const variance = varianceOf(terms, counts);
  const share = (column: Float64Array) => dot(column, counts) / n / variance;
  const first = terms.first.map(share);
  const second = pairsOf(terms.second.length === 0 ? 0 : first.length).map(
    ([i, j], pair) => share(terms.second[pair]!) - first[i]! - first[j]!,
  );
  return [...first, ...terms.total.map(share), ...second];
}

function varianceOf({ sum, squares }: BlockTerms, counts: Float64Array): number {
  const n = 2 * counts.length;
  return dot(squares, counts) / n - square(dot(sum, counts) / n);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
