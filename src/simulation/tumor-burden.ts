import type { SwitchValue } from '../model/switches.js';

export { baselineTumorDensity, tumorCells } from '../model/species.js';

/** Densities of the three tumor populations and their carrying capacities; cell/L. */
export interface TumorComposition {
  readonly densities: readonly [number, number, number];
  readonly capacities: readonly [number, number, number];
}

/**
 * Relative tumor burden chi, the argument of the death probability.
 *
 * `corrected`: the dominant clone over its own carrying capacity, X_j / K_j with X_j the largest (eq. 17); on a tie the
 * first. `posted`: (X1 + X2 + X3) / K3, as in the authors' survival scripts.
 *
 * @returns chi; dimensionless; >= 0
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eq. (17)
 */
export function relativeBurden({ densities, capacities }: TumorComposition, form: SwitchValue): number {
  const [x1, x2, x3] = densities;
  const [k1, k2, k3] = capacities;
  if (form === 'posted') return (x1 + x2 + x3) / k3;
  if (x1 >= x2 && x1 >= x3) return x1 / k1;
  return x2 >= x3 ? x2 / k2 : x3 / k3;
}
