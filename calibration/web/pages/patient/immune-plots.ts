import {
  type CellState,
  type CellType,
  type Compartment,
  cellStates,
  cellTypes,
  compartments,
  describeCellState,
  tumorCells,
} from '../../../browser.js';
import type { PatientCurves } from './patient-curves.js';
import { capital, line, type PlotLayout, type PlotRow, rowOf } from './plot-row.js';

/** Cell types of immune cells, in the order of the model; those of a compartment alone. */
export function immuneCells(compartment: Compartment): readonly CellState[] {
  return cellStates.filter(
    (state) => describeCellState(state).compartment === compartment && !tumorCells.some((tumor) => tumor === state),
  );
}

/** Cell types that some compartment has, besides tumor cells. */
export const immuneTypes: readonly CellType[] = [
  ...new Set(
    (['C', 'A', 'B'] as const).flatMap((place) => immuneCells(place).map((state) => describeCellState(state).cell)),
  ),
];

/** Colour of a chosen cell type, by its place among them. */
const cellColour = (place: number) => `series-${(place % 8) + 1}`;

/** Immune cells of a compartment: the chosen types for one arm, the first of them for all. */
export function immuneRow(
  curves: PatientCurves,
  layout: PlotLayout,
  compartment: Compartment,
  chosen: readonly CellType[],
): PlotRow {
  const states = chosen.flatMap((cell, place) => {
    const state = immuneCells(compartment).find((own) => describeCellState(own).cell === cell);
    return state === undefined ? [] : [{ state, cell, colour: cellColour(place) }];
  });
  const first = states.slice(0, 1);
  const { name: place } = compartments[compartment];
  const only = first[0] === undefined ? '' : `: ${cellTypes[first[0].cell]}`;
  return rowOf(curves, layout, {
    id: `immune-${compartment}`,
    title: `Immune cells, ${place}${layout === 'side' ? '' : only}`,
    note: states.length === 0 ? `None of the chosen cells is modelled in the ${place}.` : 'Logarithmic axis.',
    y: { label: 'Density', unit: 'cell/L', scale: 'log' },
    alone: (arm) =>
      states.map(({ state, cell, colour }) => ({
        ...line(`${arm.name}-${state}`, capital(cellTypes[cell]), colour, curves.time, curves.state(arm.name, state)),
        key: cell,
      })),
    together: (arm) =>
      first.map(({ state }) => line(arm.name, arm.label, arm.colour, curves.time, curves.state(arm.name, state))),
    alt: (arms) =>
      `Densities of ${states.map(({ cell }) => cellTypes[cell]).join(', ')} in the ${place} over time, ${arms.map(({ label }) => label).join(', ')}.`,
  });
}
