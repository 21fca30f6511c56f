import { quantities } from './quantities.js';

/** Tumor competition, drug sensitivity and immune killing (eqs. 7, 11, 15). */
export const tumorParameters = {
  ...quantities('tumor', '1', {
    a11: 1,
    a12: 2,
    a13: 3,
    a21: 1.5,
    a22: 1,
    a23: 2,
    a31: 1,
    a32: 1,
    a33: 1,
  }),
  ...quantities('tumor', '1/day', {
    sigma_X3: 0,
  }),
  ...quantities('tumor', 'dose unit', {
    K_Chem: 47.5,
  }),
  ...quantities('tumor', '1/dose unit', {
    varepsilon_CX1: 0.021,
    varepsilon_CX2: 0.021,
    varepsilon_CX3: 0,
  }),
  ...quantities('tumor', 'L/cell/day', {
    eta_X1T1: 5e-10,
    eta_X2T1: 5e-10,
    eta_X3T1: 5e-10,
    eta_X1T8: 5e-9,
    eta_X2T8: 5e-9,
    eta_X3T8: 5e-9,
    eta_X1NK: 1e-12,
    eta_X2NK: 1e-12,
    eta_X3NK: 1e-12,
  }),
} as const;
