import type { ModelDrug } from '../../drugs/drug-definition.js';
import { pharmacokineticQuantities } from '../../drugs/drug-parameters.js';
import { type DrugStateDescription, statesOfDrug } from '../../drugs/drug-states.js';
import { inputRate, integratedDerivatives, isIntegrated } from '../../drugs/saturable-drugs.js';
import { type Expression, namedParameter, negative, product, sum } from '../../expression.js';

/**
 * Derivatives of the amounts of a drug, whether or not they have a closed form; dose units/day.
 *
 * With two compartments C' = k21 P - (k12 + k10) C + J, P' = k12 C - k21 P, with one C' = J - k10 C.
 *
 * @returns one expression for each state of the drug, in their order
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eqs. (19), (20)
 */
export function drugDerivatives(drug: ModelDrug): readonly Expression[] {
  if (isIntegrated(drug)) return integratedDerivatives([drug]);
  const { k12, k21, k10 } = pharmacokineticQuantities(drug);
  const rate = (quantity: typeof k10) => namedParameter(quantity!.parameter);
  const amount = (compartment: DrugStateDescription['compartment']): Expression => {
    const state = statesOfDrug(drug).find((candidate) => candidate.compartment === compartment)!;
    return { kind: 'drug', name: state.name };
  };
  const input: Expression = { kind: 'drug', name: inputRate(drug) };
  const central = amount('central');
  if (k12 === undefined || k21 === undefined) return [sum(input, negative(product(rate(k10), central)))];
  const back = product(rate(k21), amount('peripheral'));
  return [
    sum(input, back, negative(product(sum(rate(k12), rate(k10)), central))),
    sum(product(rate(k12), central), negative(back)),
  ];
}
