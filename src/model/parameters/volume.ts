import { quantities } from './quantities.js';

/** Compartment volumes: lymph node A, peripheral blood B, tumor microenvironment C (eq. 9, 23). */
export const volumeParameters = {
  ...quantities('volume', 'L', {
    V_A: 0.01,
    V_B: 4.5,
    V_C: 0.8,
  }),
} as const;
