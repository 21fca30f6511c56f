import { InputError } from '../errors.js';
import { type FactorGroup, requireGroups } from './factor-groups.js';
import { type DesignKind, unitDesign } from './unit-design.js';

/** Which indices are wanted: first and total order, or those of pairs as well, at almost twice the samples. */
export type SobolOrder = 'first' | 'second';

export interface SaltelliDesignOptions {
  readonly kind: DesignKind;
  /** Blocks: base samples; a power of 2 for `sobol`. */
  readonly blocks: number;
  readonly dimensions: number;
  readonly groups: readonly FactorGroup[];
  readonly order: SobolOrder;
  readonly seed: string;
  readonly streamName: string;
}

/** Points for Sobol indices, block by block: A, B, A with group 1 from B, ..., A with group g from B [, B with groups from A]. */
export interface SaltelliDesign {
  /** Row-major; blocks x blockSize x dimensions; inside (0, 1). */
  readonly points: Float64Array;
  /** g + 2, or 2 g + 2 with the second order. */
  readonly blockSize: number;
}

/** Numbers of a design that fit into memory beside what is simulated from them: 1 GiB. */
const MOST_NUMBERS = 2 ** 27;

/** Samples of a block. */
export function saltelliBlockSize(groups: number, order: SobolOrder): number {
  return order === 'first' ? groups + 2 : 2 * groups + 2;
}

/**
 * Saltelli's design: a base sample of 2 k dimensions, whose halves A and B exchange one group of columns at a time.
 *
 * @param options - kind; blocks and dimensions, integers >= 1 (`sobol`: at most 512 dimensions); groups that divide them
 * @throws InputError - when a size is out of range, the design does not fit into memory, or the groups do not divide the
 *   dimensions
 * @see Saltelli et al. 2010, doi:10.1016/j.cpc.2009.09.018
 */
export function saltelliDesign(options: SaltelliDesignOptions): SaltelliDesign {
  const { kind, blocks, dimensions, groups, order, seed, streamName } = options;
  requireGroups(groups, dimensions);
  const numbers = blocks * saltelliBlockSize(groups.length, order) * dimensions;
  if (!(numbers <= MOST_NUMBERS)) {
    throw new InputError(
      `Saltelli's design: must hold at most ${MOST_NUMBERS} numbers (fewer blocks, or factors in groups); got ${numbers}`,
    );
  }
  const base = unitDesign({ kind, points: blocks, dimensions: 2 * dimensions, seed, streamName });
  const blockSize = saltelliBlockSize(groups.length, order);
  const points = new Float64Array(blocks * blockSize * dimensions);
  for (let block = 0; block < blocks; block++) {
    const a = base.subarray(2 * block * dimensions, (2 * block + 1) * dimensions);
    const b = base.subarray((2 * block + 1) * dimensions, (2 * block + 2) * dimensions);
    let row = block * blockSize;
    const put = (own: Float64Array, other: Float64Array, members: readonly number[]) => {
      const offset = row++ * dimensions;
      points.set(own, offset);
      for (const member of members) points[offset + member] = other[member]!;
    };
    put(a, b, []);
    put(b, a, []);
    for (const { members } of groups) put(a, b, members);
    if (order === 'second') for (const { members } of groups) put(b, a, members);
  }
  return { points, blockSize };
}
