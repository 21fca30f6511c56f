import { quantities } from './quantities.js';

/** Weights of tumor antigen release and its half-saturation. */
export const antigenPresentationParameters = {
  ...quantities('antigen presentation', '1', {
    kappa_1: 0.1,
    kappa_2: 0.3,
    kappa_3: 0.6,
  }),
  ...quantities('antigen presentation', 'cell/L', {
    K_TA: 5e8,
  }),
} as const;
