import { quantities } from './quantities.js';

/** Proliferation rates and their cytokine gains (eqs. 5, 6). */
export const proliferationParameters = {
  ...quantities('proliferation', '1/day', {
    beta_TN4: 0.5,
    beta_TN8: 0.5,
    beta_T1: 0.3,
    beta_T2: 0.25,
    beta_T17: 0.15,
    beta_Treg: 0.2,
    beta_Tfh: 0.15,
    beta_T8: 0.4,
    beta_NK: 0.1,
  }),
  ...quantities('proliferation', '1', {
    lambda_T1I2: 0.25,
    lambda_betaT2I4: 0.25,
    lambda_T17I21: 0.05,
    lambda_TregI21: 0.05,
    lambda_T8I2: 0.25,
    lambda_T8I21: 0.05,
    lambda_NKI12: 0.15,
    lambda_NKI21: 0.05,
  }),
} as const;
