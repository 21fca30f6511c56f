import type { ModelDrug } from './drugs/drug-definition.js';
import { drugStatesOf } from './drugs/drug-states.js';
import { cellStates, cellTypes, compartments, describeCellState } from './species.js';

/** Where an amount of a drug is. */
export const compartmentDescriptions = {
  central: 'central compartment (blood and tumor)',
  peripheral: 'peripheral compartment (lymph node, bone marrow and thymus)',
  eliminated: 'eliminated amount',
} as const;

/**
 * Every state of a model with its unit and what it is, in canonical order.
 *
 * @param drugs - of the model
 */
export function describeStates(
  drugs: readonly ModelDrug[],
): readonly { readonly name: string; readonly unit: string; readonly description: string }[] {
  return [
    ...cellStates.map((name) => {
      const { cell, compartment } = describeCellState(name);
      return { name, unit: 'cell/L', description: `${cellTypes[cell]}, ${compartments[compartment].name}` };
    }),
    ...drugStatesOf(drugs).map(({ name, drug, compartment }) => ({
      name,
      unit: drug.definition.doseUnit,
      description: `${drug.definition.label}, ${compartmentDescriptions[compartment]}`,
    })),
  ];
}
