import type { Expression } from '../../../src/model/expression.js';

/** Value of every leaf by name. */
export type LeafValues = (leaf: Extract<Expression, { readonly name: string }>) => number;

/** Slow oracle: an expression evaluated as it is written, term by term, without sharing or folding. */
export function valueAsWritten(expression: Expression, leaf: LeafValues): number {
  const of = (part: Expression): number => valueAsWritten(part, leaf);
  switch (expression.kind) {
    case 'number':
      return expression.value;
    case 'sum':
      return expression.terms.map(of).reduce((total, value) => total + value, 0);
    case 'product':
      return expression.factors.map(of).reduce((total, value) => total * value, 1);
    case 'quotient':
      return of(expression.numerator) / of(expression.denominator);
    case 'negative':
      return -of(expression.of);
    case 'exponential':
      return Math.exp(of(expression.of));
    case 'saturation':
      return of(expression.of) / (of(expression.half) + of(expression.of));
    case 'inhibition':
      return 1 / (1 + of(expression.of) / of(expression.half));
    case 'hill': {
      const [amount, half] = [of(expression.of) ** expression.exponent, of(expression.half) ** expression.exponent];
      return amount / (half + amount);
    }
    default:
      return leaf(expression);
  }
}
