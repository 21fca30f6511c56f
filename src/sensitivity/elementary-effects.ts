import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';
import type { FactorGroup } from './factor-groups.js';
import type { MorrisDesign } from './morris-design.js';

/** Elementary effects of one group, in units of the output per full range of the factors. */
export interface ElementaryEffects {
  /** Mean of the absolute effects, mu*, with its interval; how much the group matters. */
  readonly muStar: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  /** Mean effect; null for a group of several factors, whose directions differ. */
  readonly mu: number | null;
  /** Standard deviation of the effects: interactions and curvature; null for a group of several factors. */
  readonly sigma: number | null;
}

/**
 * Mean and spread of elementary effects (f(x + step e_j) - f(x)) / step over trajectories.
 *
 * The interval of mu* is Student's over trajectories, which are independent of each other.
 *
 * @param values - output at each point of the design
 * @param blocks - trajectories to use; at least 2
 * @param design - as `morrisDesign` made it
 * @param groups - the same groups
 * @returns one entry per group, in order
 * @throws InputError - when there are fewer than two trajectories
 */
export function elementaryEffects(
  values: Float64Array,
  blocks: Uint32Array,
  { blockSize, moved, direction, step }: MorrisDesign,
  groups: readonly FactorGroup[],
): readonly ElementaryEffects[] {
  const r = blocks.length;
  if (!(r >= 2)) throw new InputError(`elementary effects: must have at least two whole trajectories; got ${r}`);
  const g = groups.length;
  const effects = groups.map(() => new Float64Array(r));
  blocks.forEach((block, place) => {
    for (let move = 0; move < g; move++) {
      const at = block * blockSize + move;
      const effect = (values[at + 1]! - values[at]!) / step;
      effects[moved[block * g + move]!]![place] = effect * direction[block * g + move]!;
    }
  });
  const quantile = tQuantile(0.975, r - 1);
  return effects.map((own, group) => {
    const single = groups[group]!.members.length === 1;
    const absolute = meanAndSd(own.map(Math.abs));
    const signed = meanAndSd(own);
    const halfWidth = (quantile * absolute.sd) / Math.sqrt(r);
    return {
      muStar: absolute.mean,
      ciLow: Math.max(0, absolute.mean - halfWidth),
      ciHigh: absolute.mean + halfWidth,
      mu: single ? signed.mean : null,
      sigma: single ? signed.sd : null,
    };
  });
}

function meanAndSd(values: Float64Array): { readonly mean: number; readonly sd: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + square(value - mean), 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}
