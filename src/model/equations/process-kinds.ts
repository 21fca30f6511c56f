import type { ProcessKind } from '../process-kind.js';

/** Headings of the kinds of processes, in the order of the terms of eq. (1). */
export const kindTitles: Readonly<Record<ProcessKind, string>> = {
  source: 'Source',
  differentiation: 'Differentiation',
  proliferation: 'Proliferation',
  transition: 'Transition',
  migration: 'Migration',
  chemotaxis: 'Chemotaxis',
  killing: 'Immune killing',
  apoptosis: 'Apoptosis',
  chemotherapy: 'Chemotherapy-induced apoptosis',
};

/** The kinds, in the same order. */
export const processKinds = Object.keys(kindTitles) as readonly ProcessKind[];
