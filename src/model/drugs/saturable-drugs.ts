import { square } from '../../numerics/elementary.js';
import { type Expression, namedParameter, negative, product, quotient, sum } from '../expression.js';
import { cellStates } from '../species.js';
import type { DrugName, ModelDrug } from './drug-definition.js';
import { pharmacokineticQuantities } from './drug-parameters.js';
import type { DrugRates } from './drug-rates.js';
import { type StateName, statesOfDrug, symbolOf } from './drug-states.js';

/** Where a drug whose amounts are integrated with the cells has them. */
export interface IntegratedDrug {
  readonly name: DrugName;
  /** Its place among the model's drugs. */
  readonly slot: number;
  /** Places of its amounts in the state, behind the cells. */
  readonly central: number;
  readonly peripheral: number | undefined;
  readonly eliminated: number;
}

/** Whether the amounts of a drug are integrated with the cells: saturable elimination has no closed form under an input. */
export function isIntegrated({ definition }: ModelDrug): boolean {
  return definition.pharmacokinetics.model === 'saturable';
}

/** The drugs of a model whose amounts follow the 53 cells in the state, in the order of the drugs. */
export function integratedDrugs(drugs: readonly ModelDrug[]): readonly IntegratedDrug[] {
  let next = cellStates.length;
  return drugs.flatMap((drug, slot) => {
    if (!isIntegrated(drug)) return [];
    const places = new Map(statesOfDrug(drug).map(({ compartment }) => [compartment, next++]));
    return [
      {
        name: drug.name,
        slot,
        central: places.get('central')!,
        peripheral: places.get('peripheral'),
        eliminated: places.get('eliminated')!,
      },
    ];
  });
}

/** Names of the amounts that are integrated, by their place in the state. */
export function integratedStates(drugs: readonly ModelDrug[]): ReadonlyMap<StateName, number> {
  const names = drugs.filter(isIntegrated).flatMap((drug) => statesOfDrug(drug).map(({ name }) => name));
  return new Map(names.map((name, index) => [name, cellStates.length + index]));
}

/** Name of the input rate J of a drug; dose units/day. */
export function inputRate(drug: ModelDrug): StateName {
  return `J_${symbolOf(drug)}`;
}

/**
 * Derivatives of the integrated amounts, in the order of {@link integratedStates}; dose units/day.
 *
 * C' = J + k21 P - k12 C - V, P' = k12 C - k21 P, E' = V with the elimination V = k10 C + mostRate C / (half + C).
 *
 * @see Gibaldi & Perrier, Pharmacokinetics, 2nd ed., chapter 7 (Michaelis-Menten elimination)
 */
export function integratedDerivatives(drugs: readonly ModelDrug[]): readonly Expression[] {
  return drugs.filter(isIntegrated).flatMap((drug) => {
    const { k12, k21, k10, mostRate, half } = pharmacokineticQuantities(drug);
    const amount = (compartment: string): Expression => {
      const state = statesOfDrug(drug).find((candidate) => candidate.compartment === compartment)!;
      return { kind: 'drug', name: state.name };
    };
    const rate = (quantity: typeof k12) => namedParameter(quantity!.parameter);
    const central = amount('central');
    const eliminated = sum(
      ...(k10 === undefined ? [] : [product(rate(k10), central)]),
      product(rate(mostRate), quotient(central, sum(rate(half), central))),
    );
    const input: Expression = { kind: 'drug', name: inputRate(drug) };
    if (k12 === undefined || k21 === undefined) return [sum(input, negative(eliminated)), eliminated];
    const out = product(rate(k12), central);
    const back = product(rate(k21), amount('peripheral'));
    return [sum(input, back, negative(out), negative(eliminated)), sum(out, negative(back)), eliminated];
  });
}

/**
 * The fastest rate at which small amounts of a drug decay: elimination is fastest far below saturation.
 *
 * @returns 1/day; the larger root of s^2 - (k12 + k21 + k) s + k21 k with k = k10 + mostRate / half
 */
export function fastestLinearRate({ k12, k21, k10, mostRate, half }: DrugRates): number {
  const elimination = k10 + mostRate / half;
  return (k12 + k21 + elimination + Math.sqrt(square(k12 + elimination - k21) + 4 * k12 * k21)) / 2;
}
