import type { DrugEffect, ModelDrug, Pharmacokinetics } from '../../../../src/model/drugs/drug-definition.js';

const kinetics: readonly Pharmacokinetics[] = [
  { model: 'one-compartment', k10: 0.7 },
  { model: 'saturable', mostRate: 40, half: 15 },
  { model: 'saturable', mostRate: 40, half: 15, k10: 0.3, k12: 1.2, k21: 0.8 },
];

/** Drugs of the forms that no published one has; two effects on the same targets, labels that a format must escape. */
export const furtherDrugs = kinetics.map((pharmacokinetics, index): ModelDrug => {
  const effects: readonly DrugEffect[] = [
    { effect: 'inhibits', on: { molecule: 'PD1_C' }, half: 10 + index },
    { effect: 'kills', cells: 'X1_C', rate: 0.1, efficacy: 0.02 },
  ];
  const definition = { label: `drug */ ${index}`, doseUnit: 'mg', source: 'made up', calibrated: false };
  return { name: `probe${index}`, definition: { ...definition, pharmacokinetics, effects } };
});
