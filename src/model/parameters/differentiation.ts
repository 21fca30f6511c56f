import { quantities } from './quantities.js';

/** Differentiation of naive T cells in the lymph node and its cytokine gains (eq. 3). */
export const differentiationParameters = {
  ...quantities('differentiation', '1', {
    lambda_TfhI21: 0.4,
    lambda_T1I12: 0.6,
    lambda_T1Igamma: 0.6,
    lambda_kappaT2I4: 0.5,
    lambda_T17I6Tbeta: 0.05,
    lambda_TregTbeta: 0.05,
    lambda_TfhI6: 0.3,
    lambda_T8I12: 0.2,
  }),
  ...quantities('differentiation', '1/day', {
    kappa_T1: 0.2,
    kappa_T2: 0.06,
    kappa_T17: 0.02,
    kappa_Treg: 0.05,
    kappa_Tfh: 0.04,
    kappa_T8: 0.1,
  }),
} as const;
