import { cellStates } from '../species.js';
import type { ModelDrug } from './drug-definition.js';
import { publishedDrugs } from './shipped-drugs.js';

/** Name of a state: a cell density, or an amount of a drug. */
export type StateName = string;

/** A state that holds an amount of a drug. */
export interface DrugStateDescription {
  readonly name: StateName;
  readonly drug: ModelDrug;
  readonly compartment: 'central' | 'peripheral' | 'eliminated';
}

/** Suffix of a drug's states and own parameters. */
export function symbolOf({ name, definition }: ModelDrug): string {
  return definition.symbol ?? name;
}

/** Name of the amount that acts on cells. */
export function centralState(drug: ModelDrug): StateName {
  return `${symbolOf(drug)}_C`;
}

/** Amounts of one drug: central, peripheral where it has that compartment, eliminated where elimination saturates. */
export function statesOfDrug(drug: ModelDrug): readonly DrugStateDescription[] {
  const { pharmacokinetics } = drug.definition;
  const symbol = symbolOf(drug);
  const isSaturable = pharmacokinetics.model === 'saturable';
  const hasPeripheral =
    pharmacokinetics.model === 'two-compartment' || (isSaturable && pharmacokinetics.k12 !== undefined);
  return [
    { name: `${symbol}_C`, drug, compartment: 'central' },
    ...(hasPeripheral ? [{ name: `${symbol}_P`, drug, compartment: 'peripheral' } as const] : []),
    ...(isSaturable ? [{ name: `${symbol}_E`, drug, compartment: 'eliminated' } as const] : []),
  ];
}

/** Amounts of all drugs, in the order of the drugs. */
export function drugStatesOf(drugs: readonly ModelDrug[]): readonly DrugStateDescription[] {
  return drugs.flatMap(statesOfDrug);
}

/** All states of a model in canonical order: 53 cells, then the amounts of its drugs. */
export function stateNamesOf(drugs: readonly ModelDrug[]): readonly StateName[] {
  return [...cellStates, ...drugStatesOf(drugs).map(({ name }) => name)];
}

/** The 57 states of the published model in canonical order. */
export const stateNames: readonly StateName[] = stateNamesOf(publishedDrugs);
