import {
  estimateWithFailures,
  type IndexEstimate,
  InputError,
  pairsOf,
  type SaltelliDesign,
  type SobolOrder,
  saltelliDesign,
  sobolIndices,
} from '../../../src/index.js';
import { DEFAULT_SEED, type SeedOptions } from './coverage.js';
import {
  checkedOutputs,
  type Factor,
  type FactorValues,
  groupsOf,
  pointsOf,
  requireDesign,
  requireFactors,
  type SampledOutputs,
} from './factors.js';

/** How a design for Sobol indices is made. */
export interface SaltelliOptions extends SeedOptions {
  /** Whether indices of pairs are wanted, at almost twice the points; default: no. */
  readonly secondOrder?: boolean;
}

/** A design for Sobol indices: evaluate the function at `points`, in order, and hand both to `sobolAnalyse`. */
export interface SaltelliSample {
  readonly factors: readonly Factor[];
  readonly points: readonly FactorValues[];
  readonly baseSamples: number;
  readonly secondOrder: boolean;
}

/** How indices are computed. */
export interface SobolOptions extends SeedOptions {
  /** Bootstrap replicates behind the intervals; default: 1000. */
  readonly replicates?: number;
}

/** Indices of one factor or group: shares of the output's variance with 95 % intervals. */
export interface SobolIndex {
  readonly name: string;
  /** By itself. */
  readonly first: IndexEstimate;
  /** With all its interactions. */
  readonly total: IndexEstimate;
}

/** Index of a pair: share of the variance that belongs to both only together. */
export interface SobolPair extends IndexEstimate {
  readonly names: readonly [string, string];
}

/** Sobol indices of one output. */
export interface SobolAnalysis {
  readonly mean: number;
  readonly variance: number;
  readonly indices: readonly SobolIndex[];
  /** Pairs; empty unless the sample was made for them. */
  readonly pairs: readonly SobolPair[];
  /** Points without an output, and base samples left out with them. */
  readonly failed: number;
  readonly droppedSamples: number;
}

/** Blocks of each sample, which `sobolAnalyse` needs besides the points. */
const designs = new WeakMap<SaltelliSample, SaltelliDesign>();

/**
 * Saltelli's design for Sobol indices, from a scrambled Sobol sequence.
 *
 * @param factors - names and ranges, groups
 * @param baseSamples - a power of 2; there are (factors + 2) points for each, or (2 factors + 2) with the second order
 * @throws InputError - when a factor or an option is invalid
 * @see Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018 (SALib: `sobol.sample`)
 * @example
 * const sample = saltelliSample([{ name: 'x', min: 0, max: 1 }, { name: 'y', min: 0, max: 1 }], 1024);
 * const { indices } = sobolAnalyse(sample, sample.points.map(({ x, y }) => x + 2 * y));
 */
export function saltelliSample(
  factors: readonly Factor[],
  baseSamples: number,
  { seed = DEFAULT_SEED, secondOrder = false }: SaltelliOptions = {},
): SaltelliSample {
  requireFactors(factors);
  const order = orderOf(secondOrder);
  const settings = { kind: 'sobol', dimensions: factors.length, groups: groupsOf(factors), order } as const;
  const design = saltelliDesign({ ...settings, blocks: baseSamples, seed: String(seed), streamName: 'sensitivity' });
  const sample = { factors, points: pointsOf(factors, design.points), baseSamples, secondOrder };
  designs.set(sample, design);
  return sample;
}

const orderOf = (secondOrder: boolean): SobolOrder => (secondOrder ? 'second' : 'first');

/**
 * Sobol indices of first and total order, and of pairs, with bootstrap intervals.
 *
 * @param sample - of `saltelliSample`
 * @param outputs - of the function at each point; NaN or null where it has none: the base sample is left out
 * @returns indices in the order of the factors or groups
 * @throws InputError - when lengths differ, the output does not vary, or the sample is not one of `saltelliSample`;
 *   NumericalError - when no base sample is whole
 * @see Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018; Jansen 1999, doi:10.1016/S0010-4655(98)00154-4 (SALib: `sobol.analyze`)
 */
export function sobolAnalyse(
  sample: SaltelliSample,
  outputs: SampledOutputs,
  { seed = DEFAULT_SEED, replicates = 1000 }: SobolOptions = {},
): SobolAnalysis {
  const { blockSize } = requireDesign(designs, sample, 'sobolAnalyse');
  const { values, failed } = checkedOutputs(outputs, sample.points.length);
  const groups = groupsOf(sample.factors);
  const settings = { groups: groups.length, order: orderOf(sample.secondOrder), replicates };
  const { estimate, counts } = estimateWithFailures({ values, failed, blockSize }, 'drop', (whole, blocks) =>
    sobolIndices(whole, blocks, { ...settings, seed: String(seed), streamName: 'bootstrap' }),
  );
  if (estimate === null) throw new InputError('sobolAnalyse: outputs must vary; got equal ones');
  const { mean, variance, first, total, second } = estimate;
  const pairs = second.length === 0 ? [] : pairsOf(groups.length);
  return {
    mean,
    variance,
    indices: groups.map(({ name }, index) => ({ name, first: first[index]!, total: total[index]! })),
    pairs: pairs.map(([a, b], index) => ({ names: [groups[a]!.name, groups[b]!.name], ...second[index]! })),
    failed: counts.failed,
    droppedSamples: counts.droppedBlocks,
  };
}
