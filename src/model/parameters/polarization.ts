import { quantities } from './quantities.js';

/** Polarization of monocytes and neutrophils in the tumor and its cytokine gains (eq. 4). */
export const polarizationParameters = {
  ...quantities('polarization', '1/day', {
    psi_M1: 0.3,
    psi_M2: 0.3,
    psi_N1: 0.3,
    psi_N2: 0.3,
  }),
  ...quantities('polarization', '1', {
    lambda_MIgamma: 0.6,
    lambda_MTbeta: 0.1,
    lambda_MI10: 0.1,
    lambda_MI4: 0.5,
    lambda_NIgamma: 0.3,
    lambda_NTalpha: 0.2,
    lambda_NI10: 0.1,
    lambda_NTbeta: 0.1,
    lambda_NGCSF: 0.3,
  }),
} as const;
