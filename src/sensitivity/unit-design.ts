import { type UniformDesignKind, uniformDesign } from '../random/uniform-design.js';

/** How points are spread over the unit cube: independent, one per stratum of each dimension, or low-discrepancy. */
export const designKinds = ['random', 'latin-hypercube', 'sobol'] as const satisfies readonly UniformDesignKind[];
export type DesignKind = (typeof designKinds)[number];

export interface UnitDesignOptions {
  readonly kind: DesignKind;
  readonly points: number;
  readonly dimensions: number;
  readonly seed: string;
  readonly streamName: string;
}

/**
 * Points in the open unit cube; `sobol` is scrambled, so that seeds give independent designs.
 *
 * @param options - kind; points and dimensions, integers >= 1 (`sobol`: at most 1024 dimensions); seed and stream name
 * @returns row-major: point i, dimension j at [i * dimensions + j]; strictly inside (0, 1)
 * @throws InputError - when a size is out of range for the kind
 */
export function unitDesign({ kind, points, dimensions, seed, streamName }: UnitDesignOptions): Float64Array {
  return uniformDesign({ kind, patients: points, dimensions, seed, streamName });
}
