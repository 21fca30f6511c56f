import type { Expression } from '../../../src/model/expression.js';

/** The parts that an expression is made of; none for a leaf. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'sum':
      return expression.terms;
    case 'product':
      return expression.factors;
    case 'quotient':
      return [expression.numerator, expression.denominator];
    case 'negative':
    case 'exponential':
      return [expression.of];
    case 'saturation':
    case 'inhibition':
    case 'hill':
      return [expression.of, expression.half];
    default:
      return [];
  }
}

/** An expression and everything inside it. */
export function everyPart(expression: Expression): readonly Expression[] {
  return [expression, ...partsOf(expression).flatMap(everyPart)];
}

/** What an expression divides by, at any depth: denominators and half-saturation constants. */
export function divisorsOf(expression: Expression): readonly Expression[] {
  return everyPart(expression).flatMap((part) => {
    if (part.kind === 'quotient') return [part.denominator];
    return part.kind === 'saturation' || part.kind === 'inhibition' || part.kind === 'hill' ? [part.half] : [];
  });
}
