import {
  atDay,
  type BetaMarginal,
  type DeathProbabilityMixture,
  eachSurvival,
  exp,
  gaussLegendre,
  medianSurvivalDays,
} from '../../../src/index.js';
import type { PointOrRange } from '../../fit/results.js';
import { effectiveSampleSize } from '../../pool/importance-weights.js';
import { jointLogDensityInto } from '../../pool/joint-log-density.js';
import type { PopulationOutput } from './population-outputs.js';
import type { PoolArm, PopulationPool } from './population-pool.js';

/** Death function of an arm: mu and sigma, each a value or a uniform range. */
export interface DeathRanges {
  readonly mu: PointOrRange;
  readonly sigma: PointOrRange;
}

/** Parameters of a population: Beta shapes and death functions. */
export interface PopulationPoint {
  readonly shapes: readonly Pick<BetaMarginal, 'alpha' | 'beta'>[];
  readonly death: Readonly<Record<string, DeathRanges>>;
}

/** Requested outputs of a population under each arm, in months of `monthDays` days. */
export interface PopulationRequest {
  readonly arms: readonly string[];
  readonly outputs: readonly PopulationOutput[];
  readonly monthDays: number;
}

/** Outputs of a population, arms first; null where undefined (median beyond the horizon, a single response class). */
export interface PopulationEndpoints {
  readonly values: readonly (number | null)[];
  readonly effectiveSampleSize: number;
}

/** Days between points of the mean survival curve; the largest that divides the horizon. Each point is the exact daily product. */
const CURVE_STEPS_DAYS = [3, 2, 1] as const;
const RANGE_NODES = 7;

/**
 * Prepares the evaluation of population outputs on a pool by importance weights, without simulation.
 *
 * The weight of patient i is W_i, proportional to the density of its parameters under the shapes over that of the pool, the copula of correlated
 * parameters included. Rates and survival are weighted means, the median
 * is where the weighted mean curve crosses one half, an AUC the weighted probability that a responder has the larger marker.
 * Survival of the patients is cached for the last few death functions, so that a change of shapes needs no new survival curves.
 *
 * @param pool - patients drawn from the marginals of the stored run
 * @param request - arms, outputs, days of a month
 * @returns evaluates a point; patients with 0 in `included` are excluded (default: none)
 */
export function populationEvaluator(pool: PopulationPool, { arms, outputs, monthDays }: PopulationRequest) {
  const weights = new Float64Array(pool.patients);
  const curves = new Map<string, SurvivalRows>();
  const stepDays = stepOf(pool);
  const needsCurve = outputs.some(({ kind }) => kind === 'median' || kind === 'survival');
  const rowsOf = (arm: string, ranges: DeathRanges): SurvivalRows => {
    const key = JSON.stringify([arm, ranges]);
    const kept = curves.get(key) ?? survivalRows(pool, pool.arms[arm]!, ranges);
    // Most recently used last
    curves.delete(key);
    curves.set(key, kept);
    if (curves.size > MOST_CURVES) curves.delete(curves.keys().next().value!);
    return kept;
  };
  return ({ shapes, death }: PopulationPoint, included?: Uint8Array): PopulationEndpoints => {
    weightsInto(pool, shapes, included, weights);
    const values = arms.flatMap((name) => {
      const arm = pool.arms[name]!;
      const curve = needsCurve ? meanCurve(rowsOf(name, death[name]!), weights) : null;
      return outputs.map((output): number | null => {
        if (output.kind === 'rate') return rateOf(arm, weights, output.classes);
        if (output.kind === 'auc') return aucOf(arm, weights, arm.markers[output.marker]);
        if (output.kind === 'survival') return atDay(curve!, (output.month * monthDays) / stepDays) ?? null;
        const steps = medianSurvivalDays(curve!);
        return steps === null ? null : (steps * stepDays) / monthDays;
      });
    });
    return { values, effectiveSampleSize: effectiveSampleSize(weights) };
  };
}

/** Survival rows are 4 MB per 10,000 patients. */
const MOST_CURVES = 24;

/** S of each patient at day 0, 3, 6, ...; times x patients. */
interface SurvivalRows {
  readonly values: Float64Array;
  readonly times: number;
}

/** Nodes over the ranges of mu and sigma with their weights. */
export function mixtureOf({ mu, sigma }: DeathRanges): DeathProbabilityMixture {
  return nodesOf(mu).flatMap((a) =>
    nodesOf(sigma).map((b) => ({ shape: { mu: a.value, sigma: b.value }, weight: a.weight * b.weight })),
  );
}

function nodesOf(range: PointOrRange): readonly { readonly value: number; readonly weight: number }[] {
  if (typeof range === 'number') return [{ value: range, weight: 1 }];
  const [low, high] = range;
  return gaussLegendre(RANGE_NODES).map(({ node, weight }) => ({
    value: (low + high + node * (high - low)) / 2,
    weight,
  }));
}

function stepOf({ horizonDays }: PopulationPool): number {
  return CURVE_STEPS_DAYS.find((step) => horizonDays % step === 0) ?? 1;
}

function survivalRows(pool: PopulationPool, arm: PoolArm, ranges: DeathRanges): SurvivalRows {
  const days = pool.horizonDays + 1;
  const stepDays = stepOf(pool);
  const times = pool.horizonDays / stepDays + 1;
  const values = new Float64Array(times * pool.patients);
  eachSurvival(arm.burden, days, mixtureOf(ranges), (patient, survival) => {
    for (let time = 0; time < times; time++) values[time * pool.patients + patient] = survival[time * stepDays]!;
  });
  return { values, times };
}

function meanCurve({ values, times }: SurvivalRows, weights: Float64Array): Float64Array {
  const patients = weights.length;
  return Float64Array.from({ length: times }, (_, time) => {
    let sum = 0;
    const row = time * patients;
    for (let patient = 0; patient < patients; patient++) sum += weights[patient]! * values[row + patient]!;
    return sum;
  });
}

function weightsInto(
  pool: PopulationPool,
  shapes: PopulationPoint['shapes'],
  included: Uint8Array | undefined,
  weights: Float64Array,
): void {
  jointLogDensityInto(shapes, pool, weights);
  let top = Number.NEGATIVE_INFINITY;
  for (let patient = 0; patient < weights.length; patient++) {
    weights[patient]! -= pool.logProposal[patient]!;
    if (weights[patient]! > top) top = weights[patient]!;
  }
  let total = 0;
  for (let patient = 0; patient < weights.length; patient++) {
    weights[patient] = included?.[patient] === 0 ? 0 : exp(weights[patient]! - top);
    total += weights[patient]!;
  }
  for (let patient = 0; patient < weights.length; patient++) weights[patient]! /= total;
}

function rateOf({ classes }: PoolArm, weights: Float64Array, counted: readonly string[]): number {
  let sum = 0;
  for (let patient = 0; patient < weights.length; patient++)
    if (counted.includes(classes[patient]!)) sum += weights[patient]!;
  return sum;
}

/** Weighted probability that a patient without progression has the larger marker; ties count one half. */
function aucOf(
  { classes }: PoolArm,
  weights: Float64Array,
  { values, order }: PoolArm['markers'][MarkerKey],
): number | null {
  let [below, responders, wins] = [0, 0, 0];
  for (let start = 0; start < order.length; ) {
    const value = values[order[start]!]!;
    let [tied, ownTied] = [0, 0];
    let end = start;
    for (; end < order.length && values[order[end]!]! === value; end++) {
      const patient = order[end]!;
      if (classes[patient] === 'PD') tied += weights[patient]!;
      else ownTied += weights[patient]!;
    }
    wins += ownTied * (below + tied / 2);
    below += tied;
    responders += ownTied;
    start = end;
  }
  return below > 0 && responders > 0 ? wins / (below * responders) : null;
}

type MarkerKey = keyof PoolArm['markers'];
