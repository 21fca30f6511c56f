import { quantities } from './quantities.js';

/** Apoptosis rates and self-limitation gains (eqs. 12-14). */
export const apoptosisParameters = {
  ...quantities('apoptosis', '1/day', {
    d_D: 0.1,
    d_D0: 0.1,
    d_TN4: 0.05,
    d_TN8: 0.05,
    d_T1: 0.197,
    d_T2: 0.2,
    d_T17: 0.2,
    d_Treg: 0.2,
    d_Tfh: 0.2,
    d_T8: 0.18,
    d_NK: 0.3,
    d_MMDSC: 0.3,
    d_GMDSC: 0.3,
    d_M: 0.3,
    d_M1: 0.1,
    d_M2: 0.1,
    d_N: 1.8,
    d_N1: 0.6,
    d_N2: 0.6,
    d_Eos: 0.1,
    d_Bas: 0.1,
  }),
  ...quantities('apoptosis', '1', {
    lambda_TregI2: 0.8,
    lambda_T1: 0.1,
    lambda_T2: 0.1,
    lambda_T17: 0.1,
    lambda_Treg: 0.1,
    lambda_Tfh: 0.1,
    lambda_T8: 0.3,
    lambda_NK: 0.1,
  }),
} as const;
