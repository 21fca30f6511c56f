import { eachSection, type PatientRows } from '../../../src/index.js';
import type { HazardGrid } from './hazard-grid.js';
import { type HazardPlan, hazardPlan } from './hazard-grid.js';

/** Burdens of patients at the nodes of a grid, with what a pass over them needs to know beforehand. */
export interface PatientBurdens {
  /** chi; patients x nodes. */
  readonly values: PatientRows;
  readonly patients: number;
  readonly nodes: number;
  /** Largest chi; 1 where there is no tumor at all. */
  readonly top: number;
  readonly plan: HazardPlan;
}

/**
 * Prepares burdens.
 *
 * @param values - chi at the nodes of the grid; patients x nodes
 * @param grid - nodes and weights
 */
export function patientBurdens(values: PatientRows, grid: HazardGrid): PatientBurdens {
  const nodes = grid.days.length;
  let top = 0;
  eachSection(values, nodes, (section) => {
    for (let index = 0; index < section.length; index++) if (section[index]! > top) top = section[index]!;
  });
  return { values, patients: values.length / nodes, nodes, top: top > 0 ? top : 1, plan: hazardPlan(grid) };
}
