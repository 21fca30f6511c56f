/** A parameter that differs between virtual patients: a Beta marginal on [min, max]. */
export interface HeterogeneityParameter {
  readonly min: number;
  readonly max: number;
  /** Published Beta shapes on the scaled interval (0, 1). */
  readonly alpha: number;
  readonly beta: number;
  readonly unit: string;
  readonly group: string;
  /** The value where one parameter set is wanted (sensitivity sweeps); some lie outside [min, max], as published. */
  readonly baseline: number;
}

function marginal(
  group: string,
  unit: string,
  [min, max]: readonly [number, number],
  [alpha, beta]: readonly [number, number],
  baseline: number,
): HeterogeneityParameter {
  return { min, max, alpha, beta, unit, group, baseline };
}

/**
 * The 21 per-patient parameters: range, published Beta shapes and the baseline value.
 *
 * The ranges of `varepsilon_TX1..3` are those of the published combination cohort (posted scripts for the other arms print
 * wider ones, without effect there). `phi_P` and `phi_L` are posted with the larger bound first; here they are in order
 * and the shapes are exchanged accordingly.
 *
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, Methods 4.4 and Supplementary Table S20
 */
export const heterogeneityParameters = {
  K_TN4: marginal('naive T-cell carrying capacity', 'cell/L', [1e7, 1e8], [8, 4], 5e7),
  K_TN8: marginal('naive T-cell carrying capacity', 'cell/L', [1e7, 1e8], [8, 4], 5e7),
  rho_DD0: marginal('antigen activation', '1/day', [0, 1], [6, 4], 0.8),
  phi_P: marginal('checkpoint expression', 'g/cell', [2.49e-8, 2.49e-6], [6, 4], 2.49e-7),
  phi_L: marginal('checkpoint expression', 'g/cell', [2.49e-8, 2.49e-6], [6, 4], 5.22e-7),
  beta_X1: marginal('tumor proliferation', '1/day', [0.04, 0.06], [6, 4], 0.0665),
  beta_X2: marginal('tumor proliferation', '1/day', [0.03, 0.06], [3, 7], 0.0365),
  beta_X3: marginal('tumor proliferation', '1/day', [0.01, 0.07], [0.6, 0.3], 0.0415),
  K1: marginal('tumor carrying capacity', 'cell/L', [1.5e9, 4e9], [5, 3], 5e9),
  K2: marginal('tumor carrying capacity', 'cell/L', [1e9, 3e9], [7, 4], 3e9),
  K3: marginal('tumor carrying capacity', 'cell/L', [1e9, 1.75e9], [4, 7], 1.5e9),
  d_X1: marginal('tumor apoptosis', '1/day', [0.02, 0.04], [3, 7], 0.05),
  d_X2: marginal('tumor apoptosis', '1/day', [0.015, 0.03], [4, 6], 0.02),
  d_X3: marginal('tumor apoptosis', '1/day', [0.005, 0.01], [7, 9], 0.01),
  rho_X3X1: marginal('drug response', '1/day', [0.2, 0.4], [1, 1], 0.6),
  rho_X3X2: marginal('drug response', '1/day', [0.2, 0.4], [1, 1], 0.9),
  sigma_X1: marginal('drug response', '1/day', [0.01, 0.1], [6, 5], 0.05),
  sigma_X2: marginal('drug response', '1/day', [0.01, 0.1], [6, 5], 0.1),
  varepsilon_TX1: marginal('drug response', '1/dose unit', [1e-4, 5e-4], [6, 2], 0.00525),
  varepsilon_TX2: marginal('drug response', '1/dose unit', [1e-4, 5e-4], [6, 2], 0.00325),
  varepsilon_TX3: marginal('drug response', '1/dose unit', [1e-4, 5e-4], [6, 2], 0.00125),
} as const;

export type HeterogeneityParameterName = keyof typeof heterogeneityParameters;

/** Names of the 21 per-patient parameters, in canonical order. */
export const heterogeneityParameterNames = Object.keys(
  heterogeneityParameters,
) as readonly HeterogeneityParameterName[];
