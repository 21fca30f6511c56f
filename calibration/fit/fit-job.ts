import { Matrix, pseudoInverse } from 'ml-matrix';
import type { MixturePool } from '../pool/mixture-pool.js';
import { type ColumnCovariance, columnCovariances } from './objective/column-covariances.js';
import { type PoolObjective, poolObjective } from './objective/pool-objective.js';
import { type EndpointProblem, endpointProblem, readEndpoints } from './objective/pooled-endpoints.js';
import { type PooledWeights, pooledWeights } from './objective/pooled-weights.js';
import { residualCovariance, sharesDeaths } from './objective/residual-covariance.js';
import type { FitProblem } from './problem.js';
import { type MinimiseOptions, minimise } from './search/minimise.js';
import { type LinearCondition, minimiseConstrained, objectiveOf } from './search/minimise-constrained.js';
import { type PoolNodes, poolNodes } from './survival/pool-nodes.js';

/** A pool that jobs share; its name identifies a copy that a worker holds already. */
export interface JobPool {
  readonly name: string;
  readonly pool: MixturePool;
  /** Effective sample size of the newest pool below which weights are unreliable; patients. */
  readonly leastEffective: number;
}

/** One fit on a pool that is simulated already. Plain data. */
export interface FitJob {
  readonly pool: JobPool;
  readonly problem: FitProblem;
  readonly start: readonly number[];
  readonly maxIterations: number;
  readonly tolerance: number;
  /** Linear constraint on the parameters; for profiles. */
  readonly condition?: LinearCondition;
  /** Expected median of each arm; days. Endpoints are computed when it is given. */
  readonly endpoints?: Readonly<Record<string, number>>;
  /** Whether standard errors of the endpoints are computed. */
  readonly standardErrors?: boolean;
}

export interface FitJobResult {
  readonly values: Float64Array;
  /** Half the sum of squares of data and prior. */
  readonly objective: number;
  readonly iterations: number;
  readonly converged: boolean;
  /** Residual of the effective-sample-size penalty of the newest pool; 0 where the constraint is inactive. */
  readonly essPenalty: number;
  readonly effectiveSampleSize: number;
  /** Endpoints arm by arm, in the order of `endpointNames`; empty when not requested. */
  readonly endpoints: Float64Array;
  /** Their standard errors from the sampling of the trials, to first order; empty when not requested. */
  readonly standardErrors: Float64Array;
}

/** What is bound to a pool: setting it up costs more than a step of a fit, so that of the last pool is kept. */
interface BoundPool {
  readonly weights: PooledWeights;
  readonly nodes: PoolNodes;
}

let kept: (BoundPool & { readonly name: string }) | undefined;

/** Runs a fit and computes its endpoints. */
export function runFitJob(job: FitJob): FitJobResult {
  const { pool, problem, start, maxIterations, tolerance, condition } = job;
  const key = `${pool.name} ${pool.leastEffective}`;
  if (kept?.name !== key) {
    kept = { name: key, weights: pooledWeights(pool.pool, pool.leastEffective), nodes: poolNodes(pool.pool) };
  }
  const { weights, nodes } = kept;
  const objective = poolObjective(problem, pool.pool, pool.leastEffective, weights, nodes);
  const options: MinimiseOptions = {
    start,
    lower: problem.parameters.map(({ lower }) => lower),
    upper: problem.parameters.map(({ upper }) => upper),
    maxIterations,
    tolerance,
  };
  const result =
    condition === undefined
      ? minimise(problem, objective, options)
      : minimiseConstrained(problem, objective, condition, options);
  const none = { endpoints: new Float64Array(), standardErrors: new Float64Array() };
  return {
    values: Float64Array.from(result.values),
    objective: objectiveOf(result),
    iterations: result.iterations,
    converged: result.converged,
    essPenalty: result.evaluation.essPenalty,
    effectiveSampleSize: result.evaluation.effectiveSampleSize,
    ...(job.endpoints === undefined
      ? none
      : endpointsAt(job, endpointProblem(problem, job.endpoints), objective, result.values, kept)),
  };
}

/** Endpoints at a point, with standard errors by the delta method (see `residualCovariance`). */
function endpointsAt(
  { problem, pool, standardErrors = false }: FitJob,
  asked: EndpointProblem,
  objective: PoolObjective,
  values: readonly number[],
  { weights, nodes }: BoundPool,
): Pick<FitJobResult, 'endpoints' | 'standardErrors'> {
  const asking = poolObjective(asked.problem, pool.pool, 0, weights, nodes);
  const { predictions } = asking.evaluate(values);
  const read = readEndpoints(asked, predictions);
  const endpoints = Float64Array.from(read, ({ value }) => value);
  if (!standardErrors) return { endpoints, standardErrors: new Float64Array() };
  const byColumn = asking.jacobian(values).slice(0, asked.problem.columns.length);
  const gradients = read.map(({ slopes }) =>
    problem.parameters.map((_, parameter) =>
      slopes.reduce((sum, { column, slope }) => sum + slope * byColumn[column]![parameter]!, 0),
    ),
  );
  const shared = sharesDeaths(problem) ? columnCovariances(problem, pool.pool, weights, values) : undefined;
  const covariance = estimateCovariance(problem, objective, values, shared);
  const spread = new Matrix(gradients);
  const variances = spread.mmul(covariance).mmul(spread.transpose()).diagonal();
  return {
    endpoints,
    // Without a value there is no standard error
    standardErrors: Float64Array.from(variances, (variance, index) =>
      Number.isFinite(read[index]!.value) ? Math.sqrt(Math.max(0, variance)) : Number.NaN,
    ),
  };
}

/** Covariance of an estimate on a pool; see `estimateCovariance`. */
export function fitCovariance(
  problem: FitProblem,
  { pool, leastEffective }: JobPool,
  values: readonly number[],
): Matrix {
  const weights = pooledWeights(pool, leastEffective);
  const shared = sharesDeaths(problem) ? columnCovariances(problem, pool, weights, values) : undefined;
  return estimateCovariance(problem, poolObjective(problem, pool, leastEffective, weights), values, shared);
}

/**
 * Covariance of the estimate over repeated trials, to first order: H^-1 J' C J H^-1, with J the data rows of the Jacobian, C
 * the covariance of their residuals and H = J'J + prior.
 */
function estimateCovariance(
  problem: FitProblem,
  objective: PoolObjective,
  values: readonly number[],
  shared: ColumnCovariance | undefined,
): Matrix {
  const rows = objective.jacobian(values);
  const { predictions } = objective.evaluate(values);
  const data = rows.length - problem.parameters.length - 1;
  const jacobian = new Matrix(rows.slice(0, data).map((row) => Array.from(row)));
  const priors = new Matrix(rows.slice(data, -1).map((row) => Array.from(row)));
  const hessian = jacobian.transpose().mmul(jacobian).add(priors.transpose().mmul(priors));
  const noise = residualCovariance(problem, predictions, shared);
  const influence = pseudoInverse(hessian).mmul(jacobian.transpose());
  return influence.mmul(noise).mmul(influence.transpose());
}
