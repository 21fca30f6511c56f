import { InternalError } from '../../../src/index.js';
import type { MixturePool } from '../../pool/mixture-pool.js';
import { weightedMean } from '../../pool/weighted-products.js';
import { type FitPoint, type FitProblem, toFitPoint } from '../problem.js';
import { type TransformedDeathParameters, transformedDeathNames } from '../survival/death-parameters.js';
import { poolNodes } from '../survival/pool-nodes.js';
import { pooledSurvival } from '../survival/pooled-survival.js';
import { dataResiduals } from './data-residuals.js';
import type { RowResidual } from './likelihood-row.js';
import { pooledWeights } from './pooled-weights.js';

/** Standardised residuals of a point, data first, then prior; and the effective-sample-size penalty. */
export interface Evaluation {
  readonly point: FitPoint;
  /** Data residuals: (model - target) / scale of each target column, or those of the likelihood's observations. */
  readonly data: Float64Array;
  /** (transformed parameter - prior mean) / prior sd, one per parameter. */
  readonly prior: Float64Array;
  /** Residual of the effective-sample-size penalty: 0 above the limit, growing with the logarithm of what is missing. */
  readonly essPenalty: number;
  /** Model prediction for each target column; fraction. */
  readonly predictions: Float64Array;
  readonly effectiveSampleSize: number;
}

/**
 * The objective on a pool: no simulation, only weights and means.
 *
 * `evaluate` computes the residuals at a point, `jacobian` their derivatives, to rounding: by the shapes those of calibrated
 * means (see `meanDerivatives`), by the death parameters means of derivatives.
 */
export interface PoolObjective {
  evaluate(values: ArrayLike<number>): Evaluation;
  /** Rows: data residuals, priors, penalty; columns: parameters. */
  jacobian(values: ArrayLike<number>): readonly Float64Array[];
}

/**
 * Binds a problem to a pool.
 *
 * Repeated calls at the same point, or at points that differ in one block only, reuse what did not change.
 *
 * @param problem - transformed parameters and targets
 * @param pool - simulated patients with their proposal density
 * @param leastEffective - effective sample size of the newest pool below which weights are unreliable; patients
 * @param weights - of the pool with that least size, where they are bound already
 * @param nodes - compressed courses of the pool, where they are bound already
 */
export function poolObjective(
  problem: FitProblem,
  pool: MixturePool,
  leastEffective = 0,
  weights = pooledWeights(pool, leastEffective),
  nodes = poolNodes(pool),
): PoolObjective {
  const survival = pooledSurvival(problem, pool, nodes);
  const columns = problem.columns.map(({ arm, column }, index) => {
    const values = column.kind === 'response' ? endpoint(pool.response[arm]!, column.index) : survival.columns[index];
    if (!values) throw new InternalError(`objective: column ${index} has no values`);
    return values;
  });
  const shapeParameters = problem.parameters.flatMap(({ role }, parameter) =>
    role.kind === 'shape'
      ? [{ parameter, control: role.dimension + (role.which === 'alpha' ? 0 : pool.dimensions) }]
      : [],
  );
  const wanted = shapeParameters.map(({ control }) => control);

  const prepare = (point: FitPoint) => {
    survival.update(point.death);
    return weights.at(point.marginals);
  };

  const residuals = (predictions: Float64Array) => dataResiduals(problem, predictions, pool.patients);

  const evaluate = (values: ArrayLike<number>): Evaluation => {
    const point = toFitPoint(problem, values);
    const { calibrated, essPenalty, effectiveSampleSize } = prepare(point);
    const predictions = Float64Array.from(columns, (column) => weightedMean(calibrated, column));
    return {
      point,
      predictions,
      essPenalty: essPenalty.residual,
      data: Float64Array.from(residuals(predictions), ({ value }) => value),
      prior: Float64Array.from(problem.parameters, ({ prior }, index) => (values[index]! - prior.mean) / prior.sd),
      effectiveSampleSize,
    };
  };

  const jacobian = (values: ArrayLike<number>): readonly Float64Array[] => {
    const point = toFitPoint(problem, values);
    const at = prepare(point);
    const survivalSlopes = survival.derivatives(point.death, at.calibrated);
    const parameters = problem.parameters.length;
    const byColumn = problem.columns.map(() => new Float64Array(parameters));
    const byShape = weights.meanDerivatives(at, columns, wanted);
    shapeParameters.forEach(({ parameter }, index) => {
      byColumn.forEach((row, column) => {
        row[parameter] = byShape[column]![index]!;
      });
    });
    problem.parameters.forEach(({ role }, parameter) => {
      if (role.kind === 'shape') return;
      const places = deathPlaces(role.transformedParameter);
      problem.columns.forEach(({ arm }, index) => {
        const slopes = survivalSlopes[index];
        if (!slopes || !role.arms.includes(arm)) return;
        byColumn[index]![parameter] = places.reduce((sum, place) => sum + slopes[place]!, 0);
      });
    });
    const predictions = Float64Array.from(columns, (column) => weightedMean(at.calibrated, column));
    const data = residuals(predictions).map(({ slopes }) => combination(slopes, byColumn, parameters));
    const priors = problem.parameters.map(({ prior }, parameter) => {
      const row = new Float64Array(parameters);
      row[parameter] = 1 / prior.sd;
      return row;
    });
    const essPenalty = new Float64Array(parameters);
    const slopes = weights.essPenaltySlopes(at, wanted);
    shapeParameters.forEach(({ parameter }, index) => {
      essPenalty[parameter] = slopes[index]!;
    });
    return [...data, ...priors, essPenalty];
  };

  return { evaluate, jacobian };
}

/** Derivatives that make up that by a parameter: an effect shifts z at both ends. */
function deathPlaces(name: keyof TransformedDeathParameters | 'effect'): readonly number[] {
  const names = name === 'effect' ? (['logitAtZero', 'logitAtOne'] as const) : [name];
  return names.map((each) => transformedDeathNames.indexOf(each));
}

/** Derivatives of a residual by the parameters, from those of the columns it depends on. */
function combination(
  slopes: RowResidual['slopes'],
  byColumn: readonly Float64Array[],
  parameters: number,
): Float64Array {
  const row = new Float64Array(parameters);
  for (const { column, slope } of slopes) {
    const derivatives = byColumn[column]!;
    for (let parameter = 0; parameter < parameters; parameter++) row[parameter]! += slope * derivatives[parameter]!;
  }
  return row;
}

function endpoint(classes: Uint8Array, wanted: number): Float64Array {
  return Float64Array.from(classes, (value) => (value === wanted ? 1 : 0));
}
