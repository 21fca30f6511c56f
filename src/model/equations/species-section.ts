import { compartmentDescriptions } from '../describe-states.js';
import { drugStatesOf } from '../drugs/drug-states.js';
import { publishedDrugs } from '../drugs/shipped-drugs.js';
import { cellStates, cellTypes, compartments, describeCellState, initialState } from '../species.js';
import { code, markdownTable, numberText } from './markdown.js';

/** The 57 integrated states: one table per compartment and one for the drugs. */
export function speciesSection(): string {
  const header = ['no.', 'state', 'compartment', 'unit', 'value at day 0', 'description'];
  const rows = cellStates.map((state, index) => {
    const { cell, compartment } = describeCellState(state);
    const { abbreviation } = compartments[compartment];
    const value = numberText(initialState[index]!);
    return { compartment, cells: [String(index), code(state), abbreviation, 'cell/L', value, cellTypes[cell]] };
  });
  const tables = Object.entries(compartments).map(([letter, { name, abbreviation, volume }]) => {
    const own = rows.filter(({ compartment }) => compartment === letter).map(({ cells }) => cells);
    const title = `### ${letter}: ${name} (${abbreviation}), volume ${code(volume)}, ${own.length} states`;
    return `${title}\n\n${markdownTable(header, own)}`;
  });
  const drugStates = drugStatesOf(publishedDrugs);
  const drugRows = drugStates.map(({ name, drug, compartment }, index) => [
    String(cellStates.length + index),
    code(name),
    compartment,
    drug.definition.doseUnit,
    '0',
    `${drug.definition.label}, ${compartmentDescriptions[compartment]}`,
  ]);
  return [
    '## Species',
    `${cellStates.length} cell densities and ${drugStates.length} drug amounts are states of the differential equations. Bone marrow and thymus (D in the paper) appear only as constant inflows. Every patient starts from these values.`,
    ...tables,
    `### Drug amounts, ${drugStates.length} states`,
    markdownTable(header, drugRows),
  ].join('\n\n');
}
