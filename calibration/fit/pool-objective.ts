import { InternalError } from '../../src/index.js';
import { calibrateWeights } from '../pool/calibrate-weights.js';
import type { MixturePool } from '../pool/fit-pool.js';
import { effectiveSampleSize, importanceWeightsInto } from '../pool/importance-weights.js';
import { type FitPoint, type FitProblem, toFitPoint } from './fit-problem.js';
import { deathCoordinateNames, survivalColumnsInto, survivalDerivatives } from './survival-columns.js';

/** Standardised residuals of a point, data first, then prior; and what the weights cost. */
export interface Evaluation {
  readonly point: FitPoint;
  /** (model - target) / scale, one per target column. */
  readonly data: Float64Array;
  /** (coordinate - prior mean) / prior sd, one per parameter. */
  readonly prior: Float64Array;
  /** Residual of the trust region: 0 inside, growing with the logarithm of the effective sample size that is missing. */
  readonly guard: number;
  /** Model's figure for each target column; fraction. */
  readonly predictions: Float64Array;
  readonly effectiveSampleSize: number;
}

/**
 * The objective on a pool: no simulation, only weights and means.
 *
 * `evaluate` gives the residuals at a point, `jacobian` their derivatives. With W the weights and g a column (indicator of
 * a class, or survival at a time): d(sum W g)/d log a_j = sum W g s - (sum W g)(sum W s) with the score s = a_j log x_j,
 * likewise b_j log(1 - x_j). Weights are calibrated on the exact means of the scores, so this is the same estimate of the
 * derivative of the expectation as the prediction is of the expectation itself.
 */
export interface PoolObjective {
  evaluate(values: ArrayLike<number>): Evaluation;
  /** Rows: data columns, priors, guard; columns: parameters. */
  jacobian(values: ArrayLike<number>): readonly Float64Array[];
}

/**
 * Residual per unit of log(least / effective sample size): steep enough that a solution ends within a tenth of the border.
 */
const GUARD_STEEPNESS = 10;

/**
 * Binds a problem to a pool.
 *
 * Repeated calls at the same point, or at points that differ in one block only, reuse what did not change.
 *
 * @param problem - coordinates and targets
 * @param pool - simulated patients with their proposal density
 * @param leastEffective - effective sample size of the newest pool below which weights are not to be trusted; patients
 */
export function poolObjective(problem: FitProblem, pool: MixturePool, leastEffective = 0): PoolObjective {
  const { patients } = pool;
  const weights = new Float64Array(patients);
  /** Weights of the newest pool before calibration, and their squares, each with sum 1: what the guard's slope is made of. */
  const firstOfNewest = patients - pool.newest;
  const newestWeights = new Float64Array(pool.newest);
  const newestSquares = new Float64Array(pool.newest);
  let newestEffective = 0;
  const rememberNewest = () => {
    newestWeights.set(weights.subarray(firstOfNewest));
    newestEffective = effectiveSampleSize(newestWeights);
    const total = newestWeights.reduce((sum, weight) => sum + weight, 0);
    for (let row = 0; row < pool.newest; row++) {
      newestWeights[row]! /= total;
      newestSquares[row] = newestWeights[row]! ** 2 * newestEffective;
    }
  };
  const responses = problem.columns.map(({ arm, column }) =>
    column.kind === 'response' ? indicator(pool.response[arm]!, column.index) : undefined,
  );
  const survival = Object.fromEntries(
    problem.arms.map((arm) => [arm, problem.grids[arm]!.increments.map(() => new Float64Array(patients))]),
  );
  const survivalKey: Record<string, string> = {};
  let weightKey = '';
  let effective = 0;

  const prepare = (point: FitPoint) => {
    const key = JSON.stringify(point.marginals);
    if (key !== weightKey) {
      importanceWeightsInto(pool, point.marginals, weights);
      effective = effectiveSampleSize(weights);
      rememberNewest();
      calibrateWeights(pool, point.marginals, weights);
      weightKey = key;
    }
    for (const arm of problem.arms) {
      const deathKey = JSON.stringify(point.death[arm]);
      if (survivalKey[arm] === deathKey || survival[arm]!.length === 0) continue;
      survivalColumnsInto(
        pool.burden[arm]!,
        problem.grids[arm]!,
        problem.settings.deathForm,
        point.death[arm]!,
        survival[arm]!,
      );
      survivalKey[arm] = deathKey;
    }
  };
  const columnOf = (index: number): Float64Array => {
    const { arm, column } = problem.columns[index]!;
    const values = column.kind === 'response' ? responses[index] : survival[arm]![column.index];
    if (values === undefined) throw new InternalError(`objective: column ${index} has no values`);
    return values;
  };
  const means = (): Float64Array => Float64Array.from(problem.columns, (_, index) => dot(weights, columnOf(index)));

  const guard = () =>
    newestEffective < leastEffective ? GUARD_STEEPNESS * Math.log(leastEffective / newestEffective) : 0;

  const evaluate = (values: ArrayLike<number>): Evaluation => {
    const point = toFitPoint(problem, values);
    prepare(point);
    const predictions = means();
    return {
      point,
      predictions,
      guard: guard(),
      data: Float64Array.from(problem.columns, ({ target, scale }, index) => (predictions[index]! - target) / scale),
      prior: Float64Array.from(problem.parameters, ({ prior }, index) => (values[index]! - prior.mean) / prior.sd),
      effectiveSampleSize: effective,
    };
  };

  const jacobian = (values: ArrayLike<number>): readonly Float64Array[] => {
    const point = toFitPoint(problem, values);
    prepare(point);
    const rowCount = problem.columns.length + problem.parameters.length + 1;
    const rows = Array.from({ length: rowCount }, () => new Float64Array(problem.parameters.length));
    const guarded = guard() > 0;
    const predictions = means();
    const weightedScore = new Float64Array(patients);
    const death = deathJacobian(problem, pool, point, weights);
    problem.parameters.forEach(({ role, prior }, parameter) => {
      rows[problem.columns.length + parameter]![parameter] = 1 / prior.sd;
      if (role.kind === 'death') {
        const coordinate = deathCoordinateNames.indexOf(role.coordinate);
        problem.columns.forEach(({ arm, column, scale }, row) => {
          if (arm !== role.arm || column.kind !== 'survival') return;
          rows[row]![parameter] = death[arm]![column.index]![coordinate]! / scale;
        });
        return;
      }
      const shape = point.marginals[role.dimension]![role.which];
      const logs = role.which === 'alpha' ? pool.logX : pool.log1mX;
      let meanScore = 0;
      for (let patient = 0; patient < patients; patient++) {
        const score = shape * logs[patient * pool.dimensions + role.dimension]!;
        weightedScore[patient] = weights[patient]! * score;
        meanScore += weightedScore[patient]!;
      }
      if (guarded) {
        // d log(effective) = -2 (mean score under squared weights - mean score under weights)
        let slope = 0;
        for (let row = 0; row < pool.newest; row++) {
          const log = logs[(firstOfNewest + row) * pool.dimensions + role.dimension]!;
          slope += (newestSquares[row]! - newestWeights[row]!) * shape * log;
        }
        rows[rowCount - 1]![parameter] = 2 * GUARD_STEEPNESS * slope;
      }
      problem.columns.forEach(({ scale }, row) => {
        rows[row]![parameter] = (dot(weightedScore, columnOf(row)) - predictions[row]! * meanScore) / scale;
      });
    });
    return rows;
  };

  return { evaluate, jacobian };
}

function deathJacobian(
  problem: FitProblem,
  pool: MixturePool,
  point: FitPoint,
  weights: Float64Array,
): Readonly<Record<string, readonly Float64Array[]>> {
  const { deathForm } = problem.settings;
  return Object.fromEntries(
    problem.arms.map((arm) => [
      arm,
      problem.grids[arm]!.increments.length === 0
        ? []
        : survivalDerivatives(pool.burden[arm]!, problem.grids[arm]!, deathForm, point.death[arm]!, weights),
    ]),
  );
}

function indicator(classes: Uint8Array, wanted: number): Float64Array {
  return Float64Array.from(classes, (value) => (value === wanted ? 1 : 0));
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let index = 0; index < a.length; index++) total += a[index]! * b[index]!;
  return total;
}
