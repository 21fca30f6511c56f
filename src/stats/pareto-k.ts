import { exp, log, log1p } from '../numerics/elementary.js';

/** From this k on the mean of a weighted population is not reliable: see {@link paretoK}. */
export const UNRELIABLE_PARETO_K = 0.7;

/** Largest share of the weights in the tail, and its length in square roots of their number. */
const TAIL_SHARE = 0.2;
const TAIL_ROOTS = 3;

/** Fewer weights than this do not show the shape of a tail. */
const LEAST_TAIL = 5;

/** Weak prior of k: so many observations at this value. */
const PRIOR_WEIGHT = 10;
const PRIOR_K = 0.5;

/**
 * Shape k of the tail of importance weights: how reliable a mean that they give is.
 *
 * A generalised Pareto distribution is fitted to what the largest weights exceed the next one by: the largest min(n / 5, 3 sqrt(n)). Its
 * shape k tells how many moments the weights have. Up to 0.5 the variance of a weighted mean is finite; up to 0.7 a mean is useful; above,
 * the patients that are needed are not in the pool, whatever the effective sample size says.
 *
 * @param weights - importance weights, of any sum; length n; finite, >= 0; not changed
 * @returns k; NaN where the tail has fewer than five weights or does not vary, as where all patients weigh the same; infinite where a quarter
 *   of the tail is no larger than the next weight, as where a few patients have all the weight
 * @see Vehtari et al. 2024, doi:10.48550/arXiv.1507.02646; Zhang & Stephens 2009, doi:10.1198/tech.2009.08017 (estimator)
 */
export function paretoK(weights: Float64Array): number {
  const { length } = weights;
  const tail = Math.ceil(Math.min(TAIL_SHARE * length, TAIL_ROOTS * Math.sqrt(length)));
  if (!(tail >= LEAST_TAIL && tail < length)) return Number.NaN;
  const sorted = largestOf(weights, tail + 1);
  const [cutoff, least, largest] = [sorted[0]!, sorted[1]!, sorted[tail]!];
  // Differences that are rounding have no shape
  if (!(largest - least > 1e-12 * largest)) return Number.NaN;
  const excess = sorted.subarray(1).map((weight) => (weight - cutoff) / largest);
  const shape = generalisedParetoShape(excess);
  return (shape * tail + PRIOR_WEIGHT * PRIOR_K) / (tail + PRIOR_WEIGHT);
}

/**
 * The largest values in ascending order, without sorting the others: on each turn the part that holds the first of them is divided again.
 *
 * @param values - finite
 * @param count - how many; at least 1, at most all
 * @see Hoare 1961, doi:10.1145/366622.366647 (Find)
 */
function largestOf(values: Float64Array, count: number): Float64Array {
  const divided = values.slice();
  const first = divided.length - count;
  let [from, to] = [0, divided.length - 1];
  while (from < to) {
    const middle = divided[(from + to) >>> 1]!;
    let [left, right] = [from, to];
    while (left <= right) {
      while (divided[left]! < middle) left++;
      while (divided[right]! > middle) right--;
      if (left > right) break;
      const value = divided[left]!;
      divided[left++] = divided[right]!;
      divided[right--] = value;
    }
    if (first <= right) to = right;
    else if (first >= left) from = left;
    else break;
  }
  return divided.subarray(first).sort();
}

/** Points at which the profile likelihood is weighed: so many, and the square root of the number of observations. */
const LEAST_POINTS = 30;
/** Width of the prior of theta, in units of the first quartile. */
const THETA_PRIOR = 3;

/**
 * Shape of a generalised Pareto distribution, by the empirical Bayes estimator of Zhang & Stephens: the mean of theta = -k / sigma under its
 * profile likelihood and a weak prior.
 *
 * @param excess - observations; ascending; length n; >= 0, the last one above 0
 */
function generalisedParetoShape(excess: Float64Array): number {
  const { length } = excess;
  const points = LEAST_POINTS + Math.floor(Math.sqrt(length));
  const last = excess[length - 1]!;
  const quartile = excess[Math.floor(length / 4 + 0.5) - 1]!;
  if (!(quartile > 0)) return Number.POSITIVE_INFINITY;
  const meanLog = (theta: number) => excess.reduce((sum, value) => sum + log1p(-theta * value), 0) / length;
  const thetas = Float64Array.from(
    { length: points },
    (_, index) => 1 / last + (1 - Math.sqrt(points / (index + 0.5))) / (THETA_PRIOR * quartile),
  );
  const likelihoods = thetas.map((theta) => {
    const shape = meanLog(theta);
    return length * (log(-theta / shape) - shape - 1);
  });
  const top = likelihoods.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  let [total, sum] = [0, 0];
  thetas.forEach((theta, index) => {
    const weight = exp(likelihoods[index]! - top);
    total += weight;
    sum += weight * theta;
  });
  return meanLog(sum / total);
}
