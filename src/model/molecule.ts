import type { Expression } from './expression.js';

/** A concentration at quasi-steady state (the fast limit tau -> 0 of eq. 16): an expression, not a state. */
export interface Molecule {
  readonly name: string;
  readonly unit: string;
  readonly expression: Expression;
}
