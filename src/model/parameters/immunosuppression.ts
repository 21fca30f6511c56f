import { quantities } from './quantities.js';

/** PD-1/PD-L1 complex and regulatory T-cell suppression (eqs. 11, 14). */
export const immunosuppressionParameters = {
  ...quantities('immunosuppression', '1', {
    alpha_PL: 0.1,
    varepsilon_NK: 5e-4,
    lambda_PL: 0.5,
    lambda_T1PL: 0.8,
    lambda_T2PL: 0.8,
    lambda_T17PL: 0.8,
    lambda_TfhPL: 0.8,
    lambda_T8PL: 0.8,
    lambda_NKPL: 0.8,
    lambda_T1Treg: 0.8,
    lambda_T8Treg: 0.8,
  }),
  ...quantities('immunosuppression', 'g^2/L^2 (as published)', {
    K_PL: 150,
  }),
  ...quantities('immunosuppression', 'cell/L', {
    K_T1Treg: 100000,
    K_T8Treg: 100000,
  }),
} as const;
