import { InternalError } from '../../src/index.js';
import type { MixturePool } from '../pool/fit-pool.js';
import { weightedMean } from '../pool/weighted-mean.js';
import { deathCoordinateNames } from './death-nodes.js';
import { type FitPoint, type FitProblem, toFitPoint } from './fit-problem.js';
import { pooledSurvival } from './pooled-survival.js';
import { pooledWeights } from './pooled-weights.js';

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
 * `evaluate` gives the residuals at a point, `jacobian` their derivatives, to rounding: by the shapes those of calibrated
 * means (see `meanDerivatives`), by the death coordinates means of derivatives.
 */
export interface PoolObjective {
  evaluate(values: ArrayLike<number>): Evaluation;
  /** Rows: data columns, priors, guard; columns: parameters. */
  jacobian(values: ArrayLike<number>): readonly Float64Array[];
}

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
  const weights = pooledWeights(pool, leastEffective);
  const survival = pooledSurvival(problem, pool);
  const columns = problem.columns.map(({ arm, column }, index) => {
    const values =
      column.kind === 'response' ? indicator(pool.response[arm]!, column.index) : survival.columns[arm]?.[column.index];
    if (values === undefined) throw new InternalError(`objective: column ${index} has no values`);
    return values;
  });
  const shapeParameters = problem.parameters.flatMap(({ role }, parameter) =>
    role.kind === 'shape'
      ? [{ parameter, control: role.dimension + (role.which === 'alpha' ? 0 : pool.dimensions) }]
      : [],
  );
  const wanted = shapeParameters.map(({ control }) => control);

  const prepare = (point: FitPoint) => {
    const at = weights.at(point.marginals);
    return { at, survivalSlopes: survival.update(point.death, at) };
  };

  const evaluate = (values: ArrayLike<number>): Evaluation => {
    const point = toFitPoint(problem, values);
    const { calibrated, guard, effectiveSampleSize } = prepare(point).at;
    const predictions = Float64Array.from(columns, (column) => weightedMean(calibrated, column));
    return {
      point,
      predictions,
      guard: guard.residual,
      data: Float64Array.from(problem.columns, ({ target, scale }, index) => (predictions[index]! - target) / scale),
      prior: Float64Array.from(problem.parameters, ({ prior }, index) => (values[index]! - prior.mean) / prior.sd),
      effectiveSampleSize,
    };
  };

  const jacobian = (values: ArrayLike<number>): readonly Float64Array[] => {
    const point = toFitPoint(problem, values);
    const { at, survivalSlopes } = prepare(point);
    const dataRows = problem.columns.length;
    const rowCount = dataRows + problem.parameters.length + 1;
    const rows = Array.from({ length: rowCount }, () => new Float64Array(problem.parameters.length));
    const byShape = weights.meanDerivatives(at, columns, wanted);
    const slopes = weights.guardSlopes(at, wanted);
    shapeParameters.forEach(({ parameter }, index) => {
      rows[rowCount - 1]![parameter] = slopes[index]!;
      problem.columns.forEach(({ scale }, row) => {
        rows[row]![parameter] = byShape[row]![index]! / scale;
      });
    });
    problem.parameters.forEach(({ role, prior }, parameter) => {
      rows[dataRows + parameter]![parameter] = 1 / prior.sd;
      if (role.kind === 'shape') return;
      const coordinate = deathCoordinateNames.indexOf(role.coordinate);
      problem.columns.forEach(({ arm, column, scale }, row) => {
        if (arm !== role.arm || column.kind !== 'survival') return;
        rows[row]![parameter] = survivalSlopes[arm]![column.index]![coordinate]! / scale;
      });
    });
    return rows;
  };

  return { evaluate, jacobian };
}

function indicator(classes: Uint8Array, wanted: number): Float64Array {
  return Float64Array.from(classes, (value) => (value === wanted ? 1 : 0));
}
