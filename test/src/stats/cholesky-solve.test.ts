// Evidence: closed form (products that must come back).
import { expect, it } from 'vitest';
import { choleskyFactor, choleskyInverse, choleskySolve } from '../../../src/stats/cholesky-solve.js';

/** Decimal places; a well-conditioned 3 x 3 system. */
const ROUNDING = 13;
const matrix = Float64Array.of(4, 2, 1, 2, 5, 3, 1, 3, 6);

it('choleskySolve undoes a product, and choleskyInverse a matrix', () => {
  const factor = choleskyFactor(matrix, 3, 0)!;
  const right = [0, 1, 2].map((i) => [1, -2, 3].reduce((sum, x, j) => sum + matrix[3 * i + j]! * x, 0));
  [1, -2, 3].forEach((x, i) => {
    expect(choleskySolve(factor, right)[i]).toBeCloseTo(x, ROUNDING);
  });
  const inverse = choleskyInverse(factor, 3);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const product = [0, 1, 2].reduce((sum, k) => sum + matrix[3 * i + k]! * inverse[3 * k + j]!, 0);
      expect(product).toBeCloseTo(i === j ? 1 : 0, ROUNDING);
    }
  }
});

it.each([
  { what: 'a singular matrix', values: [1, 2, 2, 4] },
  { what: 'an indefinite matrix', values: [1, 3, 3, 1] },
  { what: 'NaN', values: [Number.NaN, 0, 0, 1] },
])('choleskyFactor gives none of $what', ({ values }) => {
  expect(choleskyFactor(Float64Array.from(values), 2, 1e-12)).toBeNull();
});
