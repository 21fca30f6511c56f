import type { ModelDrug } from '../drugs/drug-definition.js';
import { drugStatesOf } from '../drugs/drug-states.js';
import { cellStates, cellTypes, compartments, describeCellState } from '../species.js';

/**
 * A state in words: `CD4+ Th1 cell, peripheral blood`, or a drug and its `central amount`.
 *
 * @param name - of the state
 * @param drugs - of the model
 */
export function describeState(name: string, drugs: readonly ModelDrug[]): string {
  const state = cellStates.find((candidate) => candidate === name);
  if (state !== undefined) {
    const { cell, compartment } = describeCellState(state);
    return `${cellTypes[cell]}, ${compartments[compartment].name}`;
  }
  const amount = drugStatesOf(drugs).find((candidate) => candidate.name === name);
  return amount === undefined ? name : `${amount.drug.definition.label}, ${amount.compartment} amount`;
}
