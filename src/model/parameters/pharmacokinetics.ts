import { quantities } from './quantities.js';

/** Two-compartment pharmacokinetics of bevacizumab (`Targ`) and TAS-102 (`Chem`) (eqs. 19, 20). */
export const pharmacokineticsParameters = {
  ...quantities('pharmacokinetics', '1/day', {
    k_12_Targ: 0.223,
    k_21_Targ: 0.215,
    k_10_Targ: 0.0779,
    k_12_Chem: 3.64,
    k_21_Chem: 5.55,
    k_10_Chem: 7.81,
  }),
} as const;
