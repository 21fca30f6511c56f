// Evidence: central finite differences of the calibrated means · slow oracle (the derivative patient by patient, from residuals,
// scores and the derivatives of the exact expectations) · laws.
import { Matrix, solve } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { calibrateOnControls, weightControls } from '../../../calibration/pool/calibrate-weights.js';
import { effectiveSampleSize, importanceWeightsInto } from '../../../calibration/pool/importance-weights.js';
import { type CalibratedWeights, meanDerivatives } from '../../../calibration/pool/mean-derivatives.js';
import { joinPools, type MixturePool } from '../../../calibration/pool/mixture-pool.js';
import { shapeScores } from '../../../calibration/pool/shape-scores.js';
import { weightedMean } from '../../../calibration/pool/weighted-products.js';
import { type BetaMarginal, betaLogCovariances, betaMeanLogs } from '../../../src/index.js';
import { barePool, unitMarginals } from './bare-pool.js';

const proposal = unitMarginals([3, 2], [0.8, 1.5], [5, 4]);
const dimensions = proposal.length;
const pool = joinPools([
  barePool({ marginals: proposal, patients: 900 }),
  barePool({ marginals: unitMarginals([2, 2], [1, 1], [6, 3]), patients: 300, seed: '1' }),
]);
const controls = weightControls(pool);
const every = Array.from({ length: 2 * dimensions }, (_, control) => control);

/** A class, and something smooth in several parameters. */
const columns = [
  Float64Array.from({ length: pool.patients }, (_, i) => (pool.logX[i * dimensions]! > Math.log(0.6) ? 1 : 0)),
  Float64Array.from({ length: pool.patients }, (_, i) =>
    Math.exp(pool.logX[i * dimensions + 1]! - 2 * Math.exp(pool.logX[i * dimensions + 2]!)),
  ),
];

function weightsAt(of: MixturePool, shapes: readonly BetaMarginal[]): CalibratedWeights {
  const raw = new Float64Array(of.patients);
  importanceWeightsInto(of, shapes, raw);
  const calibrated = raw.slice();
  const own = weightControls(of);
  const covariance = calibrateOnControls(own, shapes, calibrated);
  return { shapes, raw, calibrated, covariance, scores: shapeScores(of, own, shapes) };
}

/** The proposal moved by log steps: controls in their order. */
function moved(steps: readonly number[]): readonly BetaMarginal[] {
  return proposal.map((marginal, j) => ({
    ...marginal,
    alpha: marginal.alpha * Math.exp(steps[j]!),
    beta: marginal.beta * Math.exp(steps[dimensions + j]!),
  }));
}

const near = [0.05, -0.04, 0.03, -0.02, 0.04, 0.05];
const far = [1.1, -0.6, 0.7, -0.7, 0.6, -0.5];

const STEP = 1e-5;
/** Absolute, on derivatives of size one: the third derivative times the square of the step, and rounding over the step. */
const DIFFERENCE_ERROR = 2e-8;
/** Absolute, between two ways to add up the same numbers. */
const ROUNDING = 1e-10;

describe('meanDerivatives', () => {
  it.each([
    { name: 'near the proposal', steps: near, most: 1 },
    { name: 'with a twentieth of the patients effective', steps: far, most: 0.06 },
  ])('is the central difference of the calibrated mean, $name', ({ steps, most }) => {
    const at = weightsAt(pool, moved(steps));
    expect(at.covariance).not.toBeNull();
    expect(effectiveSampleSize(at.raw) / pool.patients).toBeLessThan(most);
    const derivatives = meanDerivatives(controls, at, columns, every);
    for (const control of every) {
      const [above, below] = [STEP, -STEP].map((shift) =>
        weightsAt(pool, moved(steps.map((step, index) => (index === control ? step + shift : step)))),
      ) as [CalibratedWeights, CalibratedWeights];
      columns.forEach((column, k) => {
        const difference = weightedMean(above.calibrated, column) - weightedMean(below.calibrated, column);
        expect(Math.abs(derivatives[k]![control]! - difference / (2 * STEP))).toBeLessThan(DIFFERENCE_ERROR);
      });
    }
  });

  it('is the central difference of the mean where a pool is too small to be calibrated', () => {
    const small = joinPools([barePool({ marginals: proposal, patients: 60 })]);
    const column = columns[1]!.slice(0, 60);
    const at = weightsAt(small, moved(near));
    expect(at.covariance).toBeNull();
    const [derivative] = meanDerivatives(weightControls(small), at, [column], every);
    for (const control of every) {
      const [above, below] = [STEP, -STEP].map((shift) =>
        weightedMean(
          weightsAt(small, moved(near.map((step, index) => (index === control ? step + shift : step)))).raw,
          column,
        ),
      ) as [number, number];
      expect(Math.abs(derivative![control]! - (above - below) / (2 * STEP))).toBeLessThan(DIFFERENCE_ERROR);
    }
  });

  it("is sum W' r s + beta . dE c, patient by patient", () => {
    const at = weightsAt(pool, moved(far));
    const found = meanDerivatives(controls, at, columns, every);
    const means = controls.columns.map((column) => weightedMean(at.raw, column));
    const centred = controls.columns.map((column, j) => column.map((value) => value - means[j]!));
    const covarianceWith = (a: Float64Array, b: Float64Array) =>
      at.raw.reduce((sum, weight, i) => sum + weight * a[i]! * b[i]!, 0);
    const covariance = new Matrix(centred.map((a) => centred.map((b) => covarianceWith(a, b))));
    columns.forEach((column, k) => {
      const withColumn = Matrix.columnVector(centred.map((a) => covarianceWith(a, column)));
      const beta = solve(covariance, withColumn).to1DArray();
      const mean = weightedMean(at.raw, column);
      const residual = column.map(
        (value, i) => value - mean - centred.reduce((sum, control, j) => sum + beta[j]! * control[i]!, 0),
      );
      for (const control of every) {
        const [j, ofAlpha] = [control % dimensions, control < dimensions];
        const { alpha, beta: second } = at.shapes[j]!;
        const shape = ofAlpha ? alpha : second;
        const { logX, log1mX, between } = betaLogCovariances(at.shapes[j]!);
        const expected =
          at.calibrated.reduce((sum, weight, i) => sum + weight * residual[i]! * shape * centred[control]![i]!, 0) +
          beta[j]! * shape * (ofAlpha ? logX : between) +
          beta[dimensions + j]! * shape * (ofAlpha ? between : log1mX);
        expect(Math.abs(found[k]![control]! - expected)).toBeLessThan(ROUNDING);
      }
    });
  });

  it('of a control itself is the derivative of its exact expectation', () => {
    const at = weightsAt(pool, moved(far));
    const derivatives = meanDerivatives(controls, at, controls.columns, every);
    const expectation = (steps: readonly number[], control: number) => {
      const means = betaMeanLogs(moved(steps)[control % dimensions]!);
      return control < dimensions ? means.logX : means.log1mX;
    };
    for (const control of every) {
      for (const by of every) {
        const [above, below] = [STEP, -STEP].map((shift) =>
          expectation(
            far.map((step, index) => (index === by ? step + shift : step)),
            control,
          ),
        ) as [number, number];
        expect(Math.abs(derivatives[control]![by]! - (above - below) / (2 * STEP))).toBeLessThan(DIFFERENCE_ERROR);
      }
    }
  });

  it('of a constant is 0', () => {
    const [derivative] = meanDerivatives(
      controls,
      weightsAt(pool, moved(far)),
      [new Float64Array(1200).fill(3)],
      every,
    );
    for (const value of derivative!) expect(Math.abs(value)).toBeLessThan(ROUNDING);
  });

  it('gives the wanted controls in the order that they are asked for', () => {
    const at = weightsAt(pool, moved(near));
    const all = meanDerivatives(controls, at, columns, every);
    const some = meanDerivatives(controls, at, columns, [4, 1]);
    some.forEach((row, k) => {
      expect(row).toHaveLength(2);
      expect(Math.abs(row[0]! - all[k]![4]!)).toBeLessThan(ROUNDING);
      expect(Math.abs(row[1]! - all[k]![1]!)).toBeLessThan(ROUNDING);
    });
    expect(meanDerivatives(controls, at, columns, [])).toEqual([new Float64Array(0), new Float64Array(0)]);
    expect(meanDerivatives(controls, at, [], every)).toEqual([]);
  });
});
