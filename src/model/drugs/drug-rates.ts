import { InternalError } from '../../errors.js';
import type { ClosedFormDrug } from '../closed-form-drug.js';
import { OneCompartmentDrug } from '../one-compartment-drug.js';
import { TwoCompartmentDrug } from '../pharmacokinetics.js';
import type { ModelDrug, Pharmacokinetics } from './drug-definition.js';
import { pharmacokineticQuantities } from './drug-parameters.js';

/** Rates of a drug in one patient; what a form of pharmacokinetics does not have is 0. */
export interface DrugRates {
  readonly model: Pharmacokinetics['model'];
  /** Central to peripheral; 1/day. */
  readonly k12: number;
  /** Peripheral to central; 1/day. */
  readonly k21: number;
  /** Elimination from the central compartment; 1/day. */
  readonly k10: number;
  /** Limit of saturable elimination; dose units/day. */
  readonly mostRate: number;
  /** Amount at half of that limit; dose units. */
  readonly half: number;
}

/**
 * Rates of a drug.
 *
 * @param drug - definition
 * @param parameterOf - value of a parameter by name
 */
export function ratesOfDrug(drug: ModelDrug, parameterOf: (parameter: string) => number): DrugRates {
  const quantities = pharmacokineticQuantities(drug);
  const rate = (key: keyof typeof quantities) => {
    const quantity = quantities[key];
    return quantity === undefined ? 0 : parameterOf(quantity.parameter);
  };
  return {
    model: drug.definition.pharmacokinetics.model,
    k12: rate('k12'),
    k21: rate('k21'),
    k10: rate('k10'),
    mostRate: rate('mostRate'),
    half: rate('half'),
  };
}

/** The drug in an empty body. */
export function closedFormDrug(rates: DrugRates): ClosedFormDrug {
  if (rates.model === 'two-compartment') return new TwoCompartmentDrug(rates);
  if (rates.model === 'one-compartment') return new OneCompartmentDrug(rates.k10);
  throw new InternalError(
    'pharmacokinetics: saturable elimination must be integrated as states; it has no closed form',
  );
}
