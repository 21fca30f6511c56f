// Evidence: closed form.
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { stepModel } from '../../../../calibration/fit/search/step-model.js';

const ROUNDING = 1e-12;

const box = { lowest: [-1, -1], highest: [1, 1] };
const rows = [
  [1, 2],
  [0, 1],
];

describe('stepModel', () => {
  it('predicts half the sum of squares of linear residuals plus half of the curvature', () => {
    const curvature = new Matrix([
      [4, 1],
      [1, 3],
    ]);
    const point = { transformedParameters: [0, 0.5], residuals: [1, -2], rows };
    const model = stepModel(point, curvature, box);
    const [a, b] = [0.2, 0.1];
    const linear = ((1 + a + 2 * b) ** 2 + (-2 + b) ** 2) / 2;
    const bent = (4 * a * a + 2 * a * b + 3 * b * b) / 2;
    expect(Math.abs(model.lossAfter([a, 0.5 + b]) - linear - bent)).toBeLessThan(ROUNDING);
    expect(model.lossAfter([0, 0.5])).toBe(2.5);
  });

  /** What the model predicts beyond the loss at the origin and its slopes, at (1, 0), (0, 1) and (1, 1): halves of the curvature. */
  const bends = (curvature: readonly (readonly number[])[]) => {
    const model = stepModel(
      { transformedParameters: [0, 0], residuals: [0, 0], rows },
      new Matrix(curvature.map((row) => [...row])),
      box,
    );
    return [
      [1, 0],
      [0, 1],
      [1, 1],
    ].map((point) => 2 * model.lossAfter(point));
  };

  it('keeps negative curvature where the whole stays positive definite, and drops it elsewhere', () => {
    // J'J is [1 2; 2 5]
    const kept = bends([
      [-0.1, 0],
      [0, 0.2],
    ]);
    [0.9, 5.2, 10.1].forEach((value, index) => {
      expect(Math.abs(kept[index]! - value)).toBeLessThan(ROUNDING);
    });
    // Eigenvalues 3 along (1, 1) and -1 along (1, -1): the positive part is 3/2 in every entry
    const dropped = bends([
      [1, 2],
      [2, 1],
    ]);
    [2.5, 6.5, 16].forEach((value, index) => {
      expect(Math.abs(dropped[index]! - value)).toBeLessThan(ROUNDING);
    });
  });

  it('takes the damped step to the minimum of the quadratic, moved into the box', () => {
    const point = { transformedParameters: [0, 0], residuals: [0.1, -0.2], rows };
    const curvature = new Matrix([
      [4, 1],
      [1, 3],
    ]);
    const model = stepModel(point, curvature, box);
    // Slopes J'r are (0.1, 0); the curvature is [5 3; 3 8], damped [6 3; 3 9]
    const [a, b] = model.reachedBy(1);
    expect(Math.abs(a! - -0.9 / 45)).toBeLessThan(ROUNDING);
    expect(Math.abs(b! - 0.3 / 45)).toBeLessThan(ROUNDING);
    const [low] = stepModel({ ...point, residuals: [100, -200] }, curvature, box).reachedBy(0);
    expect(low).toBe(-1);
    expect(model.lossAfter(model.reachedBy(0))).toBeLessThan(model.lossAfter([a!, b!]));
  });

  it('gives no step to a parameter held at its bound, and one that leaves the bound is free', () => {
    const curvature = new Matrix([
      [2, 1],
      [1, 2],
    ]);
    // Slopes J'r: (r1, 2 r1 + r2)
    const reached = (transformedParameters: readonly number[], residuals: readonly number[]) =>
      stepModel({ transformedParameters, residuals, rows }, curvature, box).reachedBy(0);
    // The second alone: slope -2, curvature 7
    const held = reached([1, 0], [-1, 0]);
    expect(held[0]).toBe(1);
    expect(Math.abs(held[1]! - 2 / 7)).toBeLessThan(ROUNDING);
    expect(reached([1, 0], [1, 0])[0]).toBeLessThan(1);
    expect(reached([-1, 0], [1, 0])[0]).toBe(-1);
  });
});
