// Evidence: independent tool (R 4.2.2: a normal density and a change of variables, test/fixtures/patients/gaussian-copula.R) · slow oracle
// (fresh samples under changed shapes) · central differences · law.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { calibrateOnControls, weightControls } from '../../../calibration/pool/calibrate-weights.js';
import {
  effectiveSampleSize,
  importanceWeightsInto,
  type Shapes,
} from '../../../calibration/pool/importance-weights.js';
import { jointLogDensityInto } from '../../../calibration/pool/joint-log-density.js';
import { meanDerivatives } from '../../../calibration/pool/mean-derivatives.js';
import { joinPools, type MixturePool } from '../../../calibration/pool/mixture-pool.js';
import { shapeScores } from '../../../calibration/pool/shape-scores.js';
import { weightedMean } from '../../../calibration/pool/weighted-products.js';
import { type BetaMarginal, withCorrelations } from '../../../src/index.js';
import { barePool, unitMarginals } from './bare-pool.js';

interface Fixture {
  readonly points: readonly (readonly number[])[];
  readonly cases: readonly {
    readonly shapes: readonly (readonly [number, number])[];
    readonly logDensity: readonly number[];
  }[];
}
const fixture: Fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/patients/gaussian-copula.json', import.meta.url), 'utf8'),
);

const correlate = (marginals: readonly BetaMarginal[]) =>
  withCorrelations(marginals, [
    { between: ['x0', 'x1'], normalScore: 0.6 },
    { between: ['x0', 'x3'], normalScore: -0.3 },
    { between: ['x1', 'x3'], normalScore: 0.2 },
  ]);
const proposal = correlate(unitMarginals([3, 2], [0.8, 1.5], [5, 4], [2, 9]));
const target = correlate(unitMarginals([2.2, 2.5], [0.6, 1.3], [6, 4], [2.6, 8]));
const dimensions = proposal.length;

/** Absolute, on logarithms of size ten. */
const ROUNDING = 1e-10;

describe('jointLogDensityInto with a Gaussian copula', () => {
  it('is the density that R computes from the normal one, under any shapes', () => {
    const { points } = fixture;
    const logX = Float64Array.from(points.flat(), Math.log);
    const log1mX = Float64Array.from(points.flat(), (x) => Math.log1p(-x));
    const { copula } = joinPools([barePool({ marginals: proposal, patients: 1 })]);
    for (const { shapes, logDensity } of fixture.cases) {
      const logs = new Float64Array(points.length);
      jointLogDensityInto(unitMarginals(...shapes), { logX, log1mX, dimensions, copula }, logs);
      logs.forEach((log, point) => {
        expect(Math.abs(log - logDensity[point]!)).toBeLessThan(ROUNDING * Math.max(1, Math.abs(log)));
      });
    }
  });
});

function weightsOf(pool: MixturePool, shapes: readonly Shapes[]): Float64Array {
  const weights = new Float64Array(pool.patients).fill(Number.NaN);
  importanceWeightsInto(pool, shapes, weights);
  return weights;
}

/** Functions of several correlated parameters, and a class. */
const columnsOf = ({ logX, patients }: Pick<MixturePool, 'logX' | 'patients'>) => {
  const x = (i: number, j: number) => Math.exp(logX[i * dimensions + j]!);
  return [
    Float64Array.from({ length: patients }, (_, i) => x(i, 0) * x(i, 1)),
    Float64Array.from({ length: patients }, (_, i) => (x(i, 0) + x(i, 3) > 0.8 ? 1 : 0)),
    Float64Array.from({ length: patients }, (_, i) => Math.cos(3 * x(i, 1) + 2 * x(i, 2)) * x(i, 3)),
  ];
};

describe('importance weights with a Gaussian copula', () => {
  it('are 1/n at the shapes that the pool was drawn from', () => {
    const pool = joinPools([barePool({ marginals: proposal, patients: 200 })]);
    for (const weight of weightsOf(pool, proposal)) expect(Math.abs(weight * 200 - 1)).toBeLessThan(ROUNDING);
  });

  it('give the means of fresh samples under changed shapes, also from a mixture of proposals', () => {
    const patients = 1500;
    const pool = joinPools([
      barePool({ marginals: proposal, patients: 500, design: 'random' }),
      barePool({
        marginals: correlate(unitMarginals([2, 3], [0.7, 1], [5, 3], [3, 9])),
        patients,
        design: 'random',
        seed: '1',
      }),
    ]);
    const fresh = barePool({ marginals: target, patients: 2500, design: 'random', seed: '2' });
    const weights = weightsOf(pool, target);
    const ess = effectiveSampleSize(weights);
    expect(ess).toBeGreaterThan(500);
    const found = columnsOf(pool);
    columnsOf(fresh).forEach((column, k) => {
      const mean = column.reduce((sum, value) => sum + value, 0) / fresh.patients;
      const variance = column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / fresh.patients;
      const error = Math.sqrt(variance * (1 / fresh.patients + 1 / ess));
      expect(Math.abs(weightedMean(weights, found[k]!) - mean) / error).toBeLessThan(4);
    });
    // Weights of independent parameters would be far off for the product of two correlated ones
    const { copula: _, ...independent } = pool;
    const wrong = weightedMean(weightsOf(independent, target), found[0]!);
    expect(Math.abs(wrong - weightedMean(weights, found[0]!))).toBeGreaterThan(0.003);
  });
});

describe('derivatives with a Gaussian copula', () => {
  const pool = joinPools([
    barePool({ marginals: proposal, patients: 300 }),
    barePool({ marginals: correlate(unitMarginals([2, 3], [0.7, 1], [5, 3], [3, 9])), patients: 100, seed: '1' }),
  ]);
  const columns = columnsOf(pool);
  const controls = weightControls(pool);
  const every = Array.from({ length: 2 * dimensions }, (_, control) => control);
  const moved = (control: number, step: number): readonly Shapes[] =>
    target.map(({ alpha, beta }, j) => ({
      alpha: alpha * Math.exp(control === j ? step : 0),
      beta: beta * Math.exp(control === dimensions + j ? step : 0),
    }));
  const at = (shapes: readonly Shapes[], calibrate: boolean) => {
    const raw = weightsOf(pool, shapes);
    const calibrated = raw.slice();
    const covariance = calibrate ? calibrateOnControls(controls, shapes, calibrated) : null;
    return { shapes, raw, calibrated, covariance, scores: shapeScores(pool, controls, shapes) };
  };
  const STEP = 1e-5;
  /** Absolute, on derivatives of size one: the third derivative times the square of the step, and rounding over the step. */
  const DIFFERENCE_ERROR = 2e-8;

  it.each([true, false])('of weighted means are their central differences, calibrated: %s', (calibrate) => {
    const point = at(target, calibrate);
    expect(point.covariance === null).toBe(!calibrate);
    const derivatives = meanDerivatives(controls, point, columns, every);
    for (const control of every) {
      const [above, below] = [STEP, -STEP].map((step) => at(moved(control, step), calibrate).calibrated) as [
        Float64Array,
        Float64Array,
      ];
      columns.forEach((column, k) => {
        const difference = (weightedMean(above, column) - weightedMean(below, column)) / (2 * STEP);
        expect(Math.abs(derivatives[k]![control]! - difference)).toBeLessThan(DIFFERENCE_ERROR);
      });
    }
  });

  it('of the log density are those of the density itself, up to a constant', () => {
    const scores = shapeScores(pool, controls, target)();
    const logsAt = (shapes: readonly Shapes[]) => {
      const logs = new Float64Array(pool.patients);
      jointLogDensityInto(shapes, pool, logs);
      return logs;
    };
    for (const control of every) {
      const { alpha, beta } = target[control % dimensions]!;
      const shape = control < dimensions ? alpha : beta;
      const [above, below] = [STEP, -STEP].map((step) => logsAt(moved(control, step))) as [Float64Array, Float64Array];
      const slope = (i: number) => (above[i]! - below[i]!) / (2 * STEP);
      for (let i = 1; i < pool.patients; i++) {
        const difference = slope(i) - slope(0);
        const own = shape * (scores[control]![i]! - scores[control]![0]!);
        expect(Math.abs(own - difference)).toBeLessThan(1e-6 * Math.max(1, Math.abs(difference)));
      }
    }
  });
});
