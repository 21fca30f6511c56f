import { elementaryEffects, estimateWithFailures, type MorrisDesign, morrisDesign } from '../../../src/index.js';
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

/** How trajectories are drawn. */
export interface MorrisOptions extends SeedOptions {
  /** Levels of the grid; even; default: 4. */
  readonly levels?: number;
}

/** Trajectories of Morris's method: evaluate the function at `points`, in order, and hand both to `morrisAnalyse`. */
export interface MorrisSample {
  readonly factors: readonly Factor[];
  /** Trajectories one after the other, each of as many points as there are groups and one more. */
  readonly points: readonly FactorValues[];
  readonly trajectories: number;
}

/** How much a factor or a group matters, in units of the output per full range. */
export interface MorrisEffect {
  readonly name: string;
  /** Mean of the absolute effects with its interval. */
  readonly muStar: number;
  readonly low: number;
  readonly high: number;
  /** Mean effect; null for a group of several factors. */
  readonly mu: number | null;
  /** Standard deviation of the effects: interactions and curvature; null for a group of several factors. */
  readonly sigma: number | null;
}

/** An analysis of elementary effects. */
export interface MorrisAnalysis {
  readonly effects: readonly MorrisEffect[];
  /** Points without an output, and trajectories left out with them. */
  readonly failed: number;
  readonly droppedTrajectories: number;
}

/** Steps of each sample, which `morrisAnalyse` needs besides the points. */
const designs = new WeakMap<MorrisSample, MorrisDesign>();

/**
 * Trajectories for elementary effects (Morris's method).
 *
 * @param factors - names and ranges, groups
 * @param trajectories - how many; whole, >= 2
 * @throws InputError - when a factor or an option is invalid
 * @see Morris 1991, doi:10.1080/00401706.1991.10484804 (SALib: `morris.sample`)
 * @example
 * const sample = morrisSample([{ name: 'a', min: 0, max: 1 }, { name: 'b', min: 0, max: 1 }], 10);
 * const { effects } = morrisAnalyse(sample, sample.points.map(({ a, b }) => a + 2 * b));
 */
export function morrisSample(
  factors: readonly Factor[],
  trajectories: number,
  { seed = DEFAULT_SEED, levels = 4 }: MorrisOptions = {},
): MorrisSample {
  requireFactors(factors);
  const options = { trajectories, dimensions: factors.length, groups: groupsOf(factors), levels };
  const design = morrisDesign({ ...options, seed: String(seed), streamName: 'sensitivity' });
  const sample = { factors, points: pointsOf(factors, design.points), trajectories };
  designs.set(sample, design);
  return sample;
}

/**
 * Mean and spread of elementary effects.
 *
 * @param sample - of `morrisSample`
 * @param outputs - of the function at each point; NaN or null where it has none: the trajectory is left out
 * @returns one effect per factor or group
 * @throws InputError - when lengths differ, or the sample is not one of `morrisSample`; NumericalError - when no trajectory is whole
 */
export function morrisAnalyse(sample: MorrisSample, outputs: SampledOutputs): MorrisAnalysis {
  const design = requireDesign(designs, sample, 'morrisAnalyse');
  const { values, failed } = checkedOutputs(outputs, sample.points.length);
  const groups = groupsOf(sample.factors);
  const { estimate, counts } = estimateWithFailures(
    { values, failed, blockSize: design.blockSize },
    'drop',
    (whole, blocks) => elementaryEffects(whole, blocks, design, groups),
  );
  return {
    effects: estimate.map(({ ciLow: low, ciHigh: high, muStar, mu, sigma }, index) => ({
      name: groups[index]!.name,
      muStar,
      low,
      high,
      mu,
      sigma,
    })),
    failed: counts.failed,
    droppedTrajectories: counts.droppedBlocks,
  };
}
