import type { DrugDefinition } from './drug-definition.js';

/** Bevacizumab: slows the growth of the three tumor populations (eqs. 7, 19). */
export const bevacizumab = {
  label: 'bevacizumab',
  symbol: 'Targ',
  doseUnit: 'dose unit',
  pharmacokinetics: { model: 'two-compartment', k12: 0.223, k21: 0.215, k10: 0.0779 },
  effects: [
    { effect: 'inhibits', on: { process: { kind: 'proliferation', enters: 'X1_C' } }, potency: 'varepsilon_TX1' },
    { effect: 'inhibits', on: { process: { kind: 'proliferation', enters: 'X2_C' } }, potency: 'varepsilon_TX2' },
    { effect: 'inhibits', on: { process: { kind: 'proliferation', enters: 'X3_C' } }, potency: 'varepsilon_TX3' },
  ],
  source:
    "Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, Supplementary Tables; values of the authors' posted code",
  calibrated: true,
} as const satisfies DrugDefinition;
