// Evidence: independent tool (numpy: singular value decomposition) · closed form (diagonal Jacobian).
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { identifiability } from '../../../calibration/fit/identifiability.js';
import { formulaObjective } from './formula-objective.js';

const fixture: {
  readonly jacobian: readonly (readonly number[])[];
  readonly row_factors: readonly number[];
  readonly prior_sds: readonly number[];
  readonly singular_values: readonly number[];
  readonly right_vectors: readonly (readonly number[])[];
} = JSON.parse(readFileSync(new URL('../../fixtures/fit/singular-values.json', import.meta.url), 'utf8'));

/** Relative to the largest singular value; two decompositions of a 5 x 8 matrix. */
const ROUNDING = 1e-12;

/** The identifiability of a problem with the given Jacobian; `factors` are scales over sampling errors. */
function ofJacobian(
  jacobian: readonly (readonly number[])[],
  sds: readonly number[],
  factors: readonly number[] = jacobian.map(() => 1),
) {
  const { problem, objective } = formulaObjective({
    residuals: () => jacobian.map(() => 0),
    jacobian: () => jacobian,
    priors: sds.map((sd) => ({ mean: 0, sd })),
  });
  const columns = problem.columns.map((column, index) => ({ ...column, scale: factors[index]!, samplingError: 1 }));
  return identifiability({ ...problem, columns }, objective, new Array<number>(sds.length).fill(0));
}

describe('identifiability', () => {
  it('names parameters at a bound, along which it is not to be trusted', () => {
    const { problem, objective } = formulaObjective({
      residuals: () => [0],
      jacobian: () => [[1, 1]],
      priors: [1, 1].map((sd) => ({ mean: 0, sd })),
    });
    const columns = problem.columns.map((column) => ({ ...column, scale: 1, samplingError: 1 }));
    const [first, second] = problem.parameters;
    const at = (value: number) =>
      identifiability({ ...problem, columns, parameters: [first!, second!] }, objective, [value, 0]).summary.at(-1)!;
    expect(at(first!.upper)).toMatch(
      new RegExp(`^At a bound: ${first!.name}\\. Singular values and standard errors ignore`),
    );
    expect(at((first!.lower + first!.upper) / 2)).not.toContain('bound');
  });

  const { jacobian, prior_sds: sds, row_factors: factors } = fixture;
  const result = ofJacobian(jacobian, sds, factors);

  it('has the singular values that numpy finds, in falling order', () => {
    const [largest] = fixture.singular_values as [number];
    expect(result.singular_values).toHaveLength(5);
    result.singular_values.forEach((value, index) => {
      expect(Math.abs(value - fixture.singular_values[index]!)).toBeLessThan(ROUNDING * largest);
    });
  });

  it('counts the directions that are informed by the data', () => {
    const expected = fixture.singular_values.filter((value) => value > 1).length;
    expect(result.constrained_directions).toBe(expected);
    expect(expected).toBeGreaterThan(0);
    expect(result).toMatchObject({ free_parameters: 8, data_values: 5 });
    expect(result.summary[0]).toContain(`${expected} of 8 parameter combinations are informed`);
    expect(result.summary[0]).toContain(`${8 - expected} are dominated by the prior`);
  });

  it('names the three largest parameters of each direction with their signs, the first one up', () => {
    result.leading.forEach(({ summary }, index) => {
      const vector = fixture.right_vectors[index]!;
      const order = [...vector.keys()].sort((a, b) => Math.abs(vector[b]!) - Math.abs(vector[a]!)).slice(0, 3);
      const sign = Math.sign(vector[order[0]!]!);
      const expected = order.map((at) => `v${at} ${vector[at]! * sign > 0 ? 'up' : 'down'}`);
      expect(summary).toBe(expected.join(', '));
    });
    expect(result.summary[1]).toBe(`The strongest is ${result.leading[0]!.summary}.`);
  });

  it('states the share of the prior variance that the data remove, s^2 / (1 + s^2)', () => {
    // One datum 2 v with prior variance 9 leaves the variance 1 / (1/9 + 4): a share of 36/37 is gone
    const [direction] = ofJacobian([[2]], [3]).leading;
    expect(direction!.singular_value).toBeCloseTo(6, 12);
    expect(direction!.informed).toBeCloseTo(36 / 37, 12);
    for (const { informed } of result.leading) {
      expect(informed).toBeGreaterThanOrEqual(0);
      expect(informed).toBeLessThan(1);
    }
  });

  it('of a diagonal Jacobian has its entries in units of the prior', () => {
    const diagonal = ofJacobian(
      [
        [0.5, 0, 0],
        [0, -4, 0],
        [0, 0, 1],
      ],
      [1, 0.5, 1],
    );
    expect(diagonal.singular_values.map((value) => Number(value.toFixed(12)))).toEqual([2, 1, 0.5]);
    // A direction with a singular value of exactly 1 is not counted
    expect(diagonal.constrained_directions).toBe(1);
    expect(diagonal.leading[0]!.summary.startsWith('v1 up')).toBe(true);
  });

  it('does not count an endpoint twice that the configuration weighs fourfold', () => {
    const weighed = jacobian.map((row) => row.map((value) => 2 * value));
    const once = ofJacobian(jacobian, sds);
    const fourfold = ofJacobian(
      weighed,
      sds,
      jacobian.map(() => 0.5),
    );
    fourfold.singular_values.forEach((value, index) => {
      expect(Math.abs(value - once.singular_values[index]!)).toBeLessThan(ROUNDING * once.singular_values[0]!);
    });
  });

  it('has no more singular values than parameters, nor than data', () => {
    expect(ofJacobian([[1, 2, 3]], [1, 1, 1]).singular_values).toHaveLength(1);
    const tall = ofJacobian([[1], [2], [2]], [1]);
    expect(tall.singular_values).toHaveLength(1);
    expect(tall.singular_values[0]).toBeCloseTo(3, 12);
    expect(tall.leading[0]!.summary).toBe('v0 up');
  });

  it('finds no informed direction where no prediction changes', () => {
    const still = ofJacobian([[0, 0]], [1, 1]);
    expect(still.constrained_directions).toBe(0);
    expect(still.leading.every(({ informed }) => informed === 0)).toBe(true);
    expect(still.singular_values.every(Number.isFinite)).toBe(true);
  });
});
