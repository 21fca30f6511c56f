// Evidence: closed form (quadratic residuals, whose second derivatives are constant) · laws.
import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { type SearchPoint, secantCurvature, slopesOf } from '../../../../calibration/fit/search/secant-curvature.js';

const ROUNDING = 1e-10;

/** Two residuals in two parameters: r1 = 3 + a^2 / 2 + a b, r2 = 1 - b^2 / 2. */
function pointAt(a: number, b: number): SearchPoint {
  return {
    transformedParameters: [a, b],
    residuals: [3 + (a * a) / 2 + a * b, 1 - (b * b) / 2],
    rows: [
      [a + b, a],
      [0, -b],
    ],
  };
}

/** sum of r times the second derivatives of r. */
function exactCurvature({ residuals }: SearchPoint): Matrix {
  return new Matrix([
    [residuals[0]!, residuals[0]!],
    [residuals[0]!, -residuals[1]!],
  ]);
}

const along = (matrix: Matrix, step: readonly number[]) => matrix.mmul(Matrix.columnVector([...step])).to1DArray();

describe('secantCurvature', () => {
  const [from, to] = [pointAt(0.4, -0.2), pointAt(0.45, -0.1)];
  const step = [0.05, 0.1];

  it('agrees with the change of the slopes along the step, and stays symmetric', () => {
    const learnt = secantCurvature(Matrix.zeros(2, 2), from, to);
    const slope = slopesOf(to.rows, to.residuals, 2);
    const stale = slopesOf(from.rows, to.residuals, 2);
    along(learnt, step).forEach((value, index) => {
      expect(Math.abs(value - (slope[index]! - stale[index]!))).toBeLessThan(ROUNDING);
    });
    expect(Math.abs(learnt.get(0, 1) - learnt.get(1, 0))).toBeLessThan(ROUNDING);
  });

  it('agrees with the second derivatives along the step, as they are constant here', () => {
    const learnt = secantCurvature(Matrix.zeros(2, 2), from, to);
    const expected = along(exactCurvature(to), step);
    along(learnt, step).forEach((value, index) => {
      expect(Math.abs(value - expected[index]!)).toBeLessThan(ROUNDING);
    });
  });

  it('does not change an estimate that is exact', () => {
    const exact = exactCurvature(to);
    const kept = secantCurvature(exact, from, to);
    // No shrinking either: the matrix predicts the observed change along the step
    expect(Matrix.sub(kept, exact).norm()).toBeLessThan(ROUNDING);
  });

  it('is not updated by a step along which the slope does not increase', () => {
    const before = new Matrix([
      [1, 2],
      [2, 5],
    ]);
    expect(secantCurvature(before, from, from)).toBe(before);
    const flat = { transformedParameters: [0, 0], residuals: [1], rows: [[1, 1]] };
    expect(secantCurvature(before, flat, { ...flat, transformedParameters: [1, 0] })).toBe(before);
  });
});

describe('slopesOf', () => {
  it("is J'r", () => {
    expect(
      slopesOf(
        [
          [1, 2],
          [3, 4],
        ],
        [10, 100],
        2,
      ),
    ).toEqual([310, 420]);
    expect(slopesOf([], [], 2)).toEqual([0, 0]);
  });
});
