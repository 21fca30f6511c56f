import { power } from '../numerics/elementary.js';
import { type SobolIndices, type SobolSettings, sobolIndices } from './sobol-indices.js';

/** Indices from the first blocks of a design. */
export interface ConvergenceStep {
  readonly blocks: number;
  /** null where the output does not vary yet. */
  readonly indices: SobolIndices | null;
}

/** Halvings that the read-out goes back over. */
const HALVINGS = 4;
const FEWEST_BLOCKS = 16;

/**
 * How the indices settled: from the first sixteenth, eighth, quarter and half of the blocks, and from all of them.
 *
 * The beginning of a Sobol sequence is a design in its own right; that of a Latin hypercube is not evenly filled and comes out wider.
 *
 * @param values - output at each point of the design
 * @param blocks - blocks to use
 * @param settings - as for `sobolIndices`
 * @returns steps with rising numbers of blocks; the last has all
 */
export function sobolConvergence(
  values: Float64Array,
  blocks: Uint32Array,
  settings: SobolSettings,
): readonly ConvergenceStep[] {
  const sizes: number[] = [];
  for (let halving = HALVINGS; halving > 0; halving--) {
    const size = Math.floor(blocks.length / power(2, halving));
    if (size >= FEWEST_BLOCKS) sizes.push(size);
  }
  sizes.push(blocks.length);
  return sizes.map((size) => ({ blocks: size, indices: sobolIndices(values, blocks.subarray(0, size), settings) }));
}
