import cosine from '@stdlib/math-base-special-cos';
import { InputError } from '../errors.js';

export interface QuadratureNode {
  /** In (-1, 1). */
  readonly node: number;
  readonly weight: number;
}

/** Newton's method doubles the digits of the guess (three at least) at each iteration: six are more than enough. */
const MOST_ITERATIONS = 6;

/**
 * Gauss-Legendre rule on [-1, 1], scaled to the uniform distribution: weights sum to 1.
 *
 * Exact for polynomials of degree 2 n - 1. Nodes are the roots of the Legendre polynomial, found by Newton's method from
 * the asymptotic guess cos(pi (i - 1/4) / (n + 1/2)).
 *
 * @param count - number of nodes; integer >= 1
 * @returns nodes in descending order
 * @throws InputError - when `count` is not an integer >= 1
 * @see Press et al., Numerical Recipes, 3rd ed., 4.6
 */
export function gaussLegendre(count: number): readonly QuadratureNode[] {
  if (!(Number.isInteger(count) && count >= 1)) {
    throw new InputError(`gaussLegendre.count: must be an integer >= 1; got ${count}`);
  }
  return Array.from({ length: count }, (_, index) => {
    let x = cosine((Math.PI * (index + 0.75)) / (count + 0.5));
    for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
      const { value, slope } = legendre(count, x);
      x -= value / slope;
    }
    const { slope } = legendre(count, x);
    return { node: x, weight: 1 / ((1 - x * x) * slope * slope) };
  });
}

function legendre(degree: number, x: number): { value: number; slope: number } {
  let previous = 1;
  let value = x;
  for (let n = 2; n <= degree; n++) [previous, value] = [value, ((2 * n - 1) * x * value - (n - 1) * previous) / n];
  return { value, slope: (degree * (x * value - previous)) / (x * x - 1) };
}
