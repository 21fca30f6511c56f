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

/** R'R of the rows after the residuals'. */
function rootSquared(all: readonly ArrayLike<number>[]): number[][] {
  const beyond = all.slice(2);
  return [0, 1].map((i) => [0, 1].map((j) => beyond.reduce((sum, row) => sum + row[i]! * row[j]!, 0)));
}

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

  it('drops negative curvature', () => {
    // Eigenvalues 3 along (1, 1) and -1 along (1, -1)
    const curvature = new Matrix([
      [1, 2],
      [2, 1],
    ]);
    const { rows: all } = stepModel({ transformedParameters: [0, 0], residuals: [1, 1], rows }, curvature, box);
    rootSquared(all)
      .flat()
      .forEach((value) => {
        expect(Math.abs(value - 1.5)).toBeLessThan(ROUNDING);
      });
  });

  it('gives no step to a parameter held at its bound, and one that leaves the bound is free', () => {
    const curvature = new Matrix([
      [2, 1],
      [1, 2],
    ]);
    // Slopes J'r: (r1, 2 r1 + r2)
    const at = (transformedParameters: readonly number[], residuals: readonly number[]) =>
      stepModel({ transformedParameters, residuals, rows }, curvature, box).rows;
    const held = at([1, 0], [-1, 0]);
    expect(held.slice(0, 2).map((row) => Array.from(row))).toEqual([
      [0, 2],
      [0, 1],
    ]);
    expect(rootSquared(held)[0]).toEqual([0, 0]);
    expect(Math.abs(rootSquared(held)[1]![1]! - 2)).toBeLessThan(ROUNDING);
    expect(Array.from(at([1, 0], [1, 0])[0]!)).toEqual([1, 2]);
    expect(Array.from(at([-1, 0], [1, 0])[0]!)).toEqual([0, 2]);
  });
});
