import { EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { exp, log } from '../../../src/index.js';
import { type CurveName, curveList, forEachCurve } from '../../endpoints/curves.js';
import type { JobPool } from '../../fit/fit-job.js';
import { fitCovariance } from '../../fit/fit-job.js';
import { poolObjective } from '../../fit/objective/pool-objective.js';
import type { FitProblem, TargetColumn } from '../../fit/problem.js';
import { hazardGrid } from '../../fit/survival/hazard-grid.js';
import { forEachFamily, type RateFamily, rateFamilies, stepShare } from './rate-steps.js';

/** What patients of an arm may have, before any of them is drawn. */
export interface ArmForecast {
  /** Logits of the steps of each family of rates. */
  readonly logits: Readonly<Record<RateFamily, Float64Array>>;
  /** Cumulative hazard of each curve at day 0, 1, ..., horizon; non-decreasing; finite. */
  readonly hazards: Readonly<Record<CurveName, Float64Array>>;
}

/** Arms of a fit, and how they move with its parameters within their standard errors. */
export interface ArmForecasts {
  /** At the estimate, by arm. */
  readonly fitted: Readonly<Record<string, ArmForecast>>;
  /** Standard normal numbers that `at` takes. */
  readonly dimensions: number;
  /** Arms, all or those named, at another value of the parameters: the estimate plus standard normal numbers times its principal errors. */
  at(normals: ArrayLike<number>, arms?: readonly string[]): Readonly<Record<string, ArmForecast>>;
}

const STEP_DAYS = 7;

/**
 * Response and curves of arms with the uncertainty of a fit, by the delta method: logits of shares and logarithms of cumulative
 * hazards are linear in the parameters within their standard errors, so that shares stay in [0, 1] and curves in order.
 *
 * Curves are computed every week and their hazards are constant in between. Progression that a visit shows is spread over the week
 * before and after it, as visits of a trial are.
 *
 * @param problem - the fitted problem
 * @param pool - simulated patients
 * @param values - the estimate
 * @param arms - which arms
 * @param fitted - what the estimate was fitted to, which gives its standard errors; other visits than those of `pool` are possible
 */
export function armForecasts(
  problem: FitProblem,
  pool: JobPool,
  values: readonly number[],
  arms: readonly string[] = problem.arms,
  fitted: { readonly problem: FitProblem; readonly pool: JobPool } = { problem, pool },
): ArmForecasts {
  const { horizonDays } = problem.settings;
  const layouts = arms.map((arm) => armLayout(arm, pool.pool.courses[arm]?.visits ?? [], horizonDays));
  const columns = layouts.flatMap((layout) => layout.columns);
  const grids = problem.arms.map((arm) => {
    return [arm, hazardGrid(layouts.find((layout) => layout.arm === arm)?.times ?? [], horizonDays)] as const;
  });
  const { likelihood: _, ...rest } = problem;
  const objective = poolObjective({ ...rest, columns, grids: Object.fromEntries(grids) }, pool.pool);
  const { predictions } = objective.evaluate(values);
  const slopes = objective.jacobian(values).slice(0, columns.length);
  const principal = principalErrors(fitted.problem, fitted.pool, values);
  let first = 0;
  const scale = layouts.map((layout) => {
    const own = {
      layout,
      predictions: predictions.subarray(first, first + layout.columns.length),
      patients: pool.pool.patients,
    };
    const scaled = armScale({ ...own, slopes: slopes.slice(first, first + layout.columns.length) });
    first += layout.columns.length;
    return scaled;
  });
  const moves = scale.map(({ gradients }) => gradients.map((gradient) => project(gradient, principal)));
  // The normal numbers of a share's own error follow those of the parameters
  let dimensions = principal.length;
  const places = scale.map(({ errors }) => errors.map((error) => (error > 0 ? dimensions++ : -1)));
  const forecast = (normals: ArrayLike<number> | null, wanted: readonly string[] = arms) =>
    Object.fromEntries(
      scale.flatMap(({ layout, values: centre, errors }, index) => {
        if (!wanted.includes(layout.arm)) return [];
        const moved = new Float64Array(centre.length);
        for (let place = 0; place < moved.length; place++) {
          const value = centre[place]!;
          const own = places[index]![place]!;
          if (normals === null) moved[place] = value;
          else moved[place] = value + (own < 0 ? dot(moves[index]![place]!, normals) : errors[place]! * normals[own]!);
        }
        return [[layout.arm, toForecast(moved, layout, horizonDays)] as const];
      }),
    );
  return { fitted: forecast(null), dimensions, at: forecast };
}

/** Days at which the curves of an arm are computed, and the columns that give them and the classes. */
interface ArmLayout {
  readonly arm: string;
  /** Of all curves; ascending. */
  readonly times: readonly number[];
  readonly nodes: Readonly<Record<CurveName, readonly number[]>>;
  /** Classes family by family, then curves node by node. */
  readonly columns: readonly TargetColumn[];
}

function armLayout(arm: string, visits: readonly number[], horizonDays: number): ArmLayout {
  const nodes = forEachCurve(({ name }) => curveNodes(name === 'os' ? [] : visits, horizonDays));
  const all = new Set([...visits, ...curveList.flatMap(({ name }) => nodes[name])]);
  const times = [...all].filter((day) => day <= horizonDays).sort((a, b) => a - b);
  const shared = { arm, target: 0, scale: 1, samplingError: 1 };
  const columns = [
    ...rateFamilies.flatMap(({ classes, column }) =>
      classes.map((endpoint, index) => ({ ...shared, endpoint, column: { kind: column, index } })),
    ),
    ...curveList.flatMap(({ name, column }) =>
      nodes[name].map((day) => ({
        ...shared,
        endpoint: `${column} at day ${day}`,
        column: { kind: column, index: times.indexOf(day) },
      })),
    ),
  ];
  return { arm, times, nodes, columns };
}

/**
 * Days at which a curve is computed: every week, except within a week of a visit (or half the time between two visits, where
 * that is shorter), where the curve falls from its value before to that after.
 *
 * @returns ascending; the last is the horizon
 */
function curveNodes(visits: readonly number[], horizonDays: number): readonly number[] {
  const weekly = Array.from(
    { length: Math.floor((horizonDays - 1) / STEP_DAYS) },
    (_, index) => (index + 1) * STEP_DAYS,
  );
  const gaps = visits.map((visit, index) => visit - (visits[index - 1] ?? 0));
  const spread = Math.min(STEP_DAYS, ...gaps.map((gap) => Math.max(1, Math.floor(gap / 2))));
  const isNear = (day: number) => visits.some((visit) => Math.abs(day - visit) < spread);
  const around = visits.flatMap((visit) => [visit - spread, visit + spread]);
  const inside = [...weekly.filter((day) => !isNear(day)), ...around].filter((day) => day > 0 && day < horizonDays);
  return [...new Set([...inside, horizonDays])].sort((a, b) => a - b);
}

interface ArmScale {
  readonly layout: ArmLayout;
  /** Logits of the steps family by family, then log cumulative hazards curve by curve. */
  readonly values: readonly number[];
  /** Their derivatives by the parameters. */
  readonly gradients: readonly Float64Array[];
  /** Errors that are independent of the parameters. */
  readonly errors: readonly number[];
}

interface ArmColumns {
  readonly layout: ArmLayout;
  readonly predictions: Float64Array;
  readonly slopes: readonly Float64Array[];
  readonly patients: number;
}

function armScale({ layout, predictions, slopes, patients }: ArmColumns): ArmScale {
  const combined = (factors: readonly number[], from: number): Float64Array => {
    const gradient = new Float64Array(slopes[from]!.length);
    factors.forEach((factor, index) => {
      if (factor === 0) return;
      slopes[from + index]!.forEach((slope, parameter) => {
        gradient[parameter]! += factor * slope;
      });
    });
    return gradient;
  };
  let first = 0;
  const shares = rateFamilies.flatMap(({ classes, steps }) => {
    const from = first;
    first += classes.length;
    const probabilities = Array.from(predictions.subarray(from, first));
    return steps.map((step) => ({ from, ...stepShare(step, probabilities, patients) }));
  });
  // The share of half a simulated patient: fewer cannot be told from none
  const least = 0.5 / (patients + 1);
  const curve = Array.from(predictions.subarray(first), (value) => Math.max(value, least));
  return {
    layout,
    values: [...shares.map((share) => share.logit), ...curve.map((value) => log(-log(value)))],
    gradients: [
      ...shares.map((share) => combined(share.slopes, share.from)),
      // d log(-log S) / d S; where nobody or everybody has the event the curve does not move
      ...curve.map((value, index) =>
        combined([value > least && value < 1 ? 1 / (value * log(value)) : 0], first + index),
      ),
    ],
    errors: [...shares.map(({ error }) => error), ...curve.map(() => 0)],
  };
}

/** Principal axes of the estimate's covariance, each as long as its standard error. */
function principalErrors(problem: FitProblem, pool: JobPool, values: readonly number[]) {
  if (problem.parameters.length === 0) return [];
  const covariance = fitCovariance(problem, pool, values);
  const { eigenvectorMatrix, realEigenvalues } = new EigenvalueDecomposition(covariance, { assumeSymmetric: true });
  const largest = Math.max(...realEigenvalues);
  return realEigenvalues.flatMap((value, index) =>
    value > ROUNDING * largest
      ? [Matrix.mul(eigenvectorMatrix.getColumnVector(index), Math.sqrt(value)).to1DArray()]
      : [],
  );
}

/** Share of the largest eigenvalue below which another is a rounding error. */
const ROUNDING = 1e-12;

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
};

const project = (gradient: Float64Array, axes: readonly (readonly number[])[]): Float64Array =>
  Float64Array.from(axes, (axis) => dot(gradient, axis));

function toForecast(values: Float64Array, { nodes }: ArmLayout, horizonDays: number): ArmForecast {
  let from = 0;
  const next = (count: number): Float64Array => {
    from += count;
    return values.slice(from - count, from);
  };
  const logits = forEachFamily(({ steps }) => next(steps.length));
  const hazards = forEachCurve(({ name }) => dailyHazard(next(nodes[name].length), nodes[name], horizonDays));
  return { logits, hazards };
}

/** Cumulative hazard of every day: linear between the nodes, and never decreasing. */
function dailyHazard(logHazards: Float64Array, days: readonly number[], horizonDays: number): Float64Array {
  const daily = new Float64Array(horizonDays + 1);
  let [day, hazard] = [0, 0];
  days.forEach((next, index) => {
    const reached = Math.max(hazard, exp(logHazards[index]!));
    for (let each = day + 1; each <= next; each++) {
      daily[each] = each === next ? reached : hazard + ((reached - hazard) * (each - day)) / (next - day);
    }
    [day, hazard] = [next, reached];
  });
  return daily;
}
