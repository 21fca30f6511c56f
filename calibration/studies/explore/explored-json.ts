import type { Endpoints } from '../../fit/objective/pooled-endpoints.js';
import type { ExplorerResult } from './explorer-model.js';
import type { ExplorerPool } from './explorer-pool.js';

/** A number without a value is null in files. */
const numberOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const endpointsWithNull = (endpoints: Endpoints) =>
  Object.fromEntries(
    Object.entries(endpoints).map(([arm, values]) => [
      arm,
      Object.fromEntries(Object.entries(values).map(([name, value]) => [name, numberOrNull(value)])),
    ]),
  );

/**
 * What `qcic explore --json` prints: plain data, percent and months, curves as percent at days.
 *
 * @param explored - the pool
 * @param result - what it shows at a state
 * @param fitted - what it shows at the fitted point
 */
export function exploredJson({ origin, approximation }: ExplorerPool, result: ExplorerResult, fitted: ExplorerResult) {
  return {
    run: origin.name,
    kind: origin.kind,
    seed: origin.seed,
    state: result.state,
    patients: result.patients,
    pooled: origin.pooled,
    approximation:
      approximation === null
        ? null
        : {
            rate_points: approximation.ratePoints,
            median_months: approximation.medianMonths,
            states: approximation.states,
          },
    effective_sample_size: result.effectiveSampleSize,
    pareto_k: numberOrNull(result.paretoK),
    cost_data: numberOrNull(result.costData),
    cost_prior: numberOrNull(result.costPrior),
    worst: numberOrNull(result.worst),
    worst_target: result.worstTarget,
    shapes: Object.fromEntries(
      Object.entries(result.shapes).map(([name, { alpha, beta, min, max, unit }]) => [
        name,
        { alpha, beta, min, max, unit },
      ]),
    ),
    death: Object.fromEntries(Object.entries(result.death).map(([arm, { at_bound: _, ...death }]) => [arm, death])),
    endpoints: endpointsWithNull(result.endpoints),
    fitted_endpoints: endpointsWithNull(fitted.endpoints),
    targets: result.rows.map(
      ({ arm, endpoint, unit, target, standard_error, simulated, difference, tolerance, verdict }) => ({
        ...{ arm, endpoint, unit, target, standard_error, explored: simulated, difference, tolerance, verdict },
      }),
    ),
    curves: Object.entries(result.curves).map(([arm, { days, survival, progressionFree }]) => ({
      arm,
      days,
      survival_percent: Array.from(survival, (share) => 100 * share),
      progression_free_percent: Array.from(progressionFree, (share) => 100 * share),
    })),
  };
}
