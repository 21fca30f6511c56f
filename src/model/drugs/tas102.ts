import type { DrugDefinition } from './drug-definition.js';

/**
 * Trifluridine/tipiracil (TAS-102): kills drug-sensitive and drug-resistant tumor cells and turns them into drug-pressure
 * ones (eqs. 8, 15, 20).
 */
export const tas102 = {
  label: 'TAS-102',
  symbol: 'Chem',
  doseUnit: 'dose unit',
  pharmacokinetics: { model: 'two-compartment', k12: 3.64, k21: 5.55, k10: 7.81 },
  effects: [
    {
      effect: 'drives',
      process: { kind: 'transition', leaves: 'X1_C', enters: 'X3_C' },
      half: 'K_Chem',
      exponent: 2,
    },
    {
      effect: 'drives',
      process: { kind: 'transition', leaves: 'X2_C', enters: 'X3_C' },
      half: 'K_Chem',
      exponent: 2,
    },
    { effect: 'kills', cells: 'X1_C', rate: 'sigma_X1', efficacy: 'varepsilon_CX1' },
    { effect: 'kills', cells: 'X2_C', rate: 'sigma_X2', efficacy: 'varepsilon_CX2' },
    { effect: 'kills', cells: 'X3_C', rate: 'sigma_X3', efficacy: 'varepsilon_CX3' },
  ],
  source:
    "Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, Supplementary Tables; values of the authors' posted code",
  calibrated: true,
} as const satisfies DrugDefinition;
