import { quantities } from '../parameters/quantities.js';
import { bevacizumab } from './bevacizumab.js';
import { tas102 } from './tas102.js';

const { pharmacokinetics: targeted } = bevacizumab;
const { pharmacokinetics: chemotherapy } = tas102;

/** Two-compartment pharmacokinetics of the published drugs (eqs. 19, 20), from their definitions. */
export const pharmacokineticsParameters = {
  ...quantities('pharmacokinetics', '1/day', {
    k_12_Targ: targeted.k12,
    k_21_Targ: targeted.k21,
    k_10_Targ: targeted.k10,
    k_12_Chem: chemotherapy.k12,
    k_21_Chem: chemotherapy.k21,
    k_10_Chem: chemotherapy.k10,
  }),
} as const;
