import type { Expression } from '../../expression.js';
import { type CellState, cellStates, cellTypes, compartments, describeCellState } from '../../species.js';
import { partsOf } from './sbml-context.js';

/** A cell state in words, with its compartment: `CD4+ Th1 cell, PB`. */
export function stateLabel(state: string): string {
  const known = cellStates.find((candidate) => candidate === state);
  return known === undefined ? state : cellStateLabel(known);
}

function cellStateLabel(state: CellState): string {
  const { cell, compartment } = describeCellState(state);
  return `${cellTypes[cell]}, ${compartments[compartment].abbreviation}`;
}

/** A molecule in words, with its compartment: `CXCL10, TME`. */
export function moleculeLabel(name: string): string {
  const letter = name.slice(-1) as keyof typeof compartments;
  const stem = name.slice(0, -2);
  return `${moleculeNames[stem] ?? stem}, ${compartments[letter].abbreviation}`;
}

/** Names of molecules that are not their symbols. */
const moleculeNames: Readonly<Record<string, string>> = {
  IFNg: 'IFN-gamma',
  TGFb: 'TGF-beta',
  TNFa: 'TNF-alpha',
  MCSF: 'M-CSF',
  GCSF: 'G-CSF',
  PD1: 'PD-1',
  PDL1: 'PD-L1',
  TA: 'tumor antigen',
  X: 'tumor cells of all populations',
};

/** Where the parameters of a model occur. */
export interface ModelUses {
  /** Notes that something is computed by an expression. */
  add(expression: Expression, user: string): void;
  /** What uses a parameter, in the order in which it was noted. */
  of(parameter: string): readonly string[];
}

/** No use yet. */
export function modelUses(): ModelUses {
  const users = new Map<string, string[]>();
  return {
    add: (expression, user) => {
      const names = partsOf(expression).flatMap((part) => (part.kind === 'parameter' ? [part.name] : []));
      for (const name of new Set(names)) users.set(name, [...(users.get(name) ?? []), user]);
    },
    of: (parameter) => users.get(parameter) ?? [],
  };
}
