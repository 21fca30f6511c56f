import type { PoolObjective } from '../../../calibration/fit/objective/pool-objective.js';
import type { FitProblem } from '../../../calibration/fit/problem.js';
import { toySettings } from './toy-problem.js';

/** A least-squares problem given by formulas instead of a pool. */
export interface Formula {
  /** Data residuals at a point. */
  readonly residuals: (values: ArrayLike<number>) => readonly number[];
  /** Their derivatives: one row per residual. */
  readonly jacobian: (values: ArrayLike<number>) => readonly (readonly number[])[];
  readonly priors: readonly { readonly mean: number; readonly sd: number }[];
  readonly lower?: number;
  readonly upper?: number;
}

/** The formula as the search sees it: a problem with its bounds, and an objective without penalty. */
export function formulaObjective({ residuals, jacobian, priors, lower = -5, upper = 5 }: Formula) {
  const count = residuals(priors.map(({ mean }) => mean)).length;
  const problem: FitProblem = {
    settings: toySettings(),
    arms: [],
    grids: {},
    parameters: priors.map((prior, dimension) => ({
      name: `v${dimension}`,
      start: prior.mean,
      lower,
      upper,
      prior,
      role: { kind: 'shape', dimension, which: 'alpha' },
    })),
    columns: Array.from({ length: count }, (_, index) => ({
      arm: 'none',
      endpoint: `r${index}`,
      column: { kind: 'response', index },
      target: 0,
      scale: 1,
      samplingError: 1,
    })),
  };
  const objective: PoolObjective = {
    evaluate: (values) => ({
      point: { marginals: [], death: {} },
      data: Float64Array.from(residuals(values)),
      prior: Float64Array.from(priors, ({ mean, sd }, index) => (values[index]! - mean) / sd),
      essPenalty: 0,
      predictions: new Float64Array(count),
      effectiveSampleSize: 1,
    }),
    jacobian: (values) => [
      ...jacobian(values).map((row) => Float64Array.from(row)),
      ...priors.map(({ sd }, row) => Float64Array.from(priors, (_, column) => (row === column ? 1 / sd : 0))),
      new Float64Array(priors.length),
    ],
  };
  return { problem, objective };
}
