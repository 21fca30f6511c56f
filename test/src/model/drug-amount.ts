import type { Expression } from '../../../src/model/expression.js';

/** Central amount of a drug, by the name of its state. */
export function drug(name: string): Expression {
  return { kind: 'drug', name };
}
