import { quantities } from './quantities.js';

/** Transitions between phenotypes (eq. 8). */
export const phenotypeTransitionParameters = {
  ...quantities('phenotype transition', '1/day', {
    rho_T1T17: 0.025,
    rho_T2T17: 0.025,
    rho_T17Treg: 0.025,
    rho_M1M2: 0.00234,
    rho_M2M1: 0.15,
    rho_N1N2: 0.0025,
    rho_N2N1: 0.125,
  }),
} as const;
