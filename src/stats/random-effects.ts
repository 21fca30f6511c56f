import { InputError } from '../errors.js';
import { exp, log, square } from '../numerics/elementary.js';
import { choleskyFactor, choleskyInverse, choleskySolve } from './cholesky-solve.js';

/** Estimates of several studies, in groups with a mean each; a study may have an estimate in more than one group. */
export interface GroupedEstimates {
  /** On a scale where errors are close to normal; length k >= 1; finite. */
  readonly estimates: ArrayLike<number>;
  /** Their standard errors; the same unit; length k; positive, finite. */
  readonly standardErrors: ArrayLike<number>;
  /** Group of each estimate: integers 0 .. g - 1, each of which occurs; length k. */
  readonly groups: ArrayLike<number>;
  /** Study of each estimate: any integers; length k; no study twice in a group. */
  readonly studies: ArrayLike<number>;
}

/** Points of the posterior. */
export interface RandomEffectsGrid {
  /** Standard deviations between studies; >= 0; equally spaced. */
  readonly tau: readonly number[];
  /** Correlations of the effects of one study in two groups; in [0, 1]; equally spaced. */
  readonly rho: readonly number[];
}

/** A point of the posterior. */
export interface RandomEffectsCell {
  /** Standard deviation between the studies of a group. */
  readonly tau: number;
  /** Correlation of the effects of one study in two groups. */
  readonly rho: number;
  /** Posterior probability of the point. */
  readonly probability: number;
  /** Log of the likelihood, the means integrated out. */
  readonly logLikelihood: number;
  /** Posterior mean of each group's mean; length g. */
  readonly means: Float64Array;
  /** Weight of each estimate in each mean: g x k, row by row. */
  readonly weights: Float64Array;
  /** Posterior covariance of the means: g x g, row by row. */
  readonly covariance: Float64Array;
}

/** Posterior of a random-effects model. */
export interface RandomEffects {
  /** Ascending in tau, then in rho. */
  readonly cells: readonly RandomEffectsCell[];
  /** Estimates beyond one per group: what informs tau. */
  readonly degreesOfFreedom: number;
}

/** Standard deviations up to the one at which odds or hazards of two studies in three lie within a factor of e. */
const MOST_TAU = 1;
const TAU_STEPS = 40;
const RHO_STEPS = 5;
const evenly = (most: number, steps: number): readonly number[] =>
  Array.from({ length: steps + 1 }, (_, index) => (most * index) / steps);

/** tau in [0, 1] and rho in [0, 1], in steps of 0.025 and 0.2. */
export const defaultRandomEffectsGrid: RandomEffectsGrid = {
  tau: evenly(MOST_TAU, TAU_STEPS),
  rho: evenly(1, RHO_STEPS),
};

/**
 * Posterior of the standard deviation between studies, common to several groups, and of its correlation between groups.
 *
 * Estimate i of study s in group g is m_g + u_i + e_i, e_i normal with its standard error, u_i normal with standard deviation tau;
 * the effects of one study in two groups have correlation rho. The means m_g have a flat prior and are integrated out:
 * log L = -1/2 (log |V| + log |X' V^-1 X| + (y - X m)' V^-1 (y - X m)), m = (X' V^-1 X)^-1 X' V^-1 y, the restricted likelihood.
 * tau and rho have a flat prior over the grid. Costs points x k, with few groups.
 *
 * @param data - estimates, standard errors, groups, studies
 * @param grid - points of tau and rho; the default suits logarithms of odds and hazards
 * @returns the posterior at each point
 * @throws InputError - when lengths differ, a value lies outside its domain, or a study is twice in a group
 * @see Higgins, Thompson & Spiegelhalter 2009, doi:10.1111/j.1467-985X.2008.00552.x; Harville 1977, doi:10.2307/2286796 (restricted
 *   likelihood)
 */
export function randomEffects(
  data: GroupedEstimates,
  grid: RandomEffectsGrid = defaultRandomEffectsGrid,
): RandomEffects {
  const groupCount = requireEstimates(data);
  const blocks = studyBlocks(data.studies);
  const draft = grid.tau.flatMap((tau) => grid.rho.map((rho) => cellAt(data, blocks, groupCount, tau, rho)));
  const most = draft.reduce((largest, { logLikelihood }) => Math.max(largest, logLikelihood), Number.NEGATIVE_INFINITY);
  const relative = draft.map(({ logLikelihood }) => exp(logLikelihood - most));
  const total = relative.reduce((sum, value) => sum + value, 0);
  return {
    cells: draft.map((cell, index) => ({ ...cell, probability: relative[index]! / total })),
    degreesOfFreedom: data.estimates.length - groupCount,
  };
}

/** Posterior of tau in numbers. */
export interface TauSummary {
  readonly mean: number;
  /** Largest posterior density: the restricted maximum-likelihood estimate on the grid. */
  readonly mode: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Mean, mode and central interval of tau, each point of the grid standing for the values half a step around it.
 *
 * @param effects - posterior
 * @param level - of the interval; in (0, 1)
 */
export function tauSummary({ cells }: RandomEffects, level: number): TauSummary {
  const taus = [...new Set(cells.map(({ tau }) => tau))];
  const probability = taus.map((tau) =>
    cells.reduce((sum, cell) => sum + (cell.tau === tau ? cell.probability : 0), 0),
  );
  const mode = taus[probability.indexOf(Math.max(...probability))]!;
  const quantile = (share: number): number => {
    let below = 0;
    for (let index = 0; index < taus.length; index++) {
      const [from, to] = [
        index === 0 ? taus[0]! : (taus[index - 1]! + taus[index]!) / 2,
        index === taus.length - 1 ? taus[index]! : (taus[index]! + taus[index + 1]!) / 2,
      ];
      const own = probability[index]!;
      if (below + own >= share) return own > 0 ? from + ((share - below) / own) * (to - from) : from;
      below += own;
    }
    return taus.at(-1)!;
  };
  return {
    mean: taus.reduce((sum, tau, index) => sum + tau * probability[index]!, 0),
    mode,
    low: quantile((1 - level) / 2),
    high: quantile((1 + level) / 2),
  };
}

/** No pivot of a covariance with positive errors on its diagonal is a rounding error. */
const ANY_PIVOT = 0;

/** Places of the estimates of each study. */
function studyBlocks(studies: ArrayLike<number>): readonly (readonly number[])[] {
  const blocks = new Map<number, number[]>();
  Array.from(studies, (study, place) => blocks.set(study, [...(blocks.get(study) ?? []), place]));
  return [...blocks.values()];
}

/** Elements of V^-1, block by block of the studies, and half the log of the determinant of V. */
function precisionOf(
  standardErrors: ArrayLike<number>,
  blocks: readonly (readonly number[])[],
  tau: number,
  rho: number,
) {
  let halfLogDeterminant = 0;
  const precision: { readonly i: number; readonly j: number; readonly value: number }[] = [];
  for (const places of blocks) {
    const size = places.length;
    const variance = new Float64Array(size * size).fill(rho * tau * tau);
    places.forEach((place, own) => {
      variance[own * size + own] = square(standardErrors[place]!) + tau * tau;
    });
    const factor = choleskyFactor(variance, size, ANY_PIVOT)!;
    halfLogDeterminant += logDiagonal(factor, size);
    choleskyInverse(factor, size).forEach((value, index) => {
      precision.push({ i: places[Math.floor(index / size)]!, j: places[index % size]!, value });
    });
  }
  return { precision, halfLogDeterminant };
}

function cellAt(
  { estimates, standardErrors, groups }: GroupedEstimates,
  blocks: readonly (readonly number[])[],
  groupCount: number,
  tau: number,
  rho: number,
): Omit<RandomEffectsCell, 'probability'> {
  const count = estimates.length;
  const { precision, halfLogDeterminant } = precisionOf(standardErrors, blocks, tau, rho);
  const information = new Float64Array(groupCount * groupCount);
  // X' V^-1
  const rows = new Float64Array(groupCount * count);
  for (const { i, j, value } of precision) {
    rows[groups[i]! * count + j]! += value;
    information[groups[i]! * groupCount + groups[j]!]! += value;
  }
  const meanFactor = choleskyFactor(information, groupCount, ANY_PIVOT)!;
  const weights = new Float64Array(groupCount * count);
  for (let j = 0; j < count; j++) {
    const column = Array.from({ length: groupCount }, (_, group) => rows[group * count + j]!);
    choleskySolve(meanFactor, column).forEach((weight, group) => {
      weights[group * count + j] = weight;
    });
  }
  const means = Float64Array.from({ length: groupCount }, (_, group) => {
    let sum = 0;
    for (let j = 0; j < count; j++) sum += weights[group * count + j]! * estimates[j]!;
    return sum;
  });
  const residuals = Float64Array.from({ length: count }, (_, i) => estimates[i]! - means[groups[i]!]!);
  const distance = precision.reduce((sum, { i, j, value }) => sum + residuals[i]! * value * residuals[j]!, 0);
  return {
    tau,
    rho,
    logLikelihood: -(halfLogDeterminant + logDiagonal(meanFactor, groupCount)) - distance / 2,
    means,
    weights,
    covariance: choleskyInverse(meanFactor, groupCount),
  };
}

/** Half the log of a determinant, from its Cholesky factor. */
function logDiagonal(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let index = 0; index < size; index++) sum += log(factor[index * size + index]!);
  return sum;
}

function requireEstimates({ estimates, standardErrors, groups, studies }: GroupedEstimates): number {
  const count = estimates.length;
  if (!(count >= 1)) throw new InputError('randomEffects.estimates: must hold one estimate at least; got none');
  for (const [name, values] of Object.entries({ standardErrors, groups, studies })) {
    if (values.length !== count) {
      throw new InputError(`randomEffects.${name}: must hold ${count} values, one per estimate; got ${values.length}`);
    }
  }
  const seen = new Set<string>();
  const found = new Set<number>();
  for (let index = 0; index < count; index++) {
    const [estimate, error, group] = [estimates[index]!, standardErrors[index]!, groups[index]!];
    if (!Number.isFinite(estimate)) {
      throw new InputError(`randomEffects.estimates[${index}]: must be finite; got ${estimate}`);
    }
    if (!(error > 0 && error < Number.POSITIVE_INFINITY)) {
      throw new InputError(`randomEffects.standardErrors[${index}]: must be positive and finite; got ${error}`);
    }
    if (!(Number.isSafeInteger(group) && group >= 0)) {
      throw new InputError(`randomEffects.groups[${index}]: must be an integer >= 0; got ${group}`);
    }
    const key = `${group} ${studies[index]}`;
    if (seen.has(key)) throw new InputError(`randomEffects.studies[${index}]: must be once in a group; got it twice`);
    seen.add(key);
    found.add(group);
  }
  for (let group = 0; group < found.size; group++) {
    if (!found.has(group))
      throw new InputError(`randomEffects.groups: must use every group up to the last; got none of ${group}`);
  }
  return found.size;
}
