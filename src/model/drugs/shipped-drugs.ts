import { bevacizumab } from './bevacizumab.js';
import type { DrugDefinition, DrugName, ModelDrug } from './drug-definition.js';
import { nivolumab } from './nivolumab.js';
import { tas102 } from './tas102.js';

/** The drugs that ship with the workbench, by name. */
export const shippedDrugs: Readonly<Record<DrugName, DrugDefinition>> = { tas102, bevacizumab, nivolumab };

/** The drugs of the published model, which every model has; in the order of its states. */
export const publishedDrugs: readonly ModelDrug[] = [
  { name: 'bevacizumab', definition: bevacizumab },
  { name: 'tas102', definition: tas102 },
];

/** Names of the published drugs, in the order of tables. */
export const drugNames: readonly DrugName[] = ['tas102', 'bevacizumab'];
