import { quantities } from './quantities.js';

/** Inflow from bone marrow and thymus into blood (eq. 2). */
export const sourceParameters = {
  ...quantities('source', 'cell/L/day', {
    theta_TN4_DB: 3e8,
    theta_TN8_DB: 2e8,
    theta_D0_DB: 3e8,
    theta_NK_DB: 5e8,
    theta_MMDSC_DB: 2e8,
    theta_GMDSC_DB: 3e8,
    theta_M_DB: 1e9,
    theta_N_DB: 1.5e10,
    theta_Eos_DB: 4e8,
    theta_Bas_DB: 1e8,
  }),
} as const;
