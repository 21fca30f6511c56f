import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { InputError } from '../errors.js';
import { exp, log, square } from '../numerics/elementary.js';
import { randomStream } from '../random/streams.js';
import { logRankScores } from './log-rank-scores.js';

export interface OptimalCutOptions {
  /** Smallest share of the patients on either side of a cut; in (0, 1/2); default 0.1. */
  readonly leastShare?: number | undefined;
  /** Permutations behind `pPermutation`; integer >= 1; default 1999. */
  readonly permutations?: number | undefined;
  readonly seed: string;
  /** Name of the random streams; index = permutation. */
  readonly streamName: string;
}

/** The cut of a marker that tells survival apart best, and what the choice costs. */
export interface OptimalCut {
  /** The lower group has marker values up to and including this one. */
  readonly cut: number;
  /** Largest |standardised log-rank statistic| over all cuts tried. */
  readonly statistic: number;
  readonly cuts: readonly number[];
  readonly statistics: readonly number[];
  /** Of that cut as if it had been chosen beforehand: far too small. */
  readonly pUnadjusted: number;
  /** Share of random assignments of the markers whose best cut is at least as good, this one counted among them. */
  readonly pPermutation: number;
  readonly permutations: number;
  /** Miller and Siegmund's approximation of the distribution of the largest of a continuum of cuts. */
  readonly pMillerSiegmund: number;
  /** Lausen's improved Bonferroni bound for the cuts tried. */
  readonly pLausen: number;
}

const DEFAULT_LEAST_SHARE = 0.1;
const DEFAULT_PERMUTATIONS = 1999;
/** A permuted statistic that differs from the observed one by rounding alone counts as equal. */
const EQUAL_WITHIN = 1e-10;

/**
 * Maximally selected log-rank statistic: the cut of a marker with the largest difference in survival, with a p that allows for
 * the choice.
 *
 * At a cut with m of n patients below, T = sum of their log-rank scores a_i, with permutation mean m mean(a) and variance
 * m (n - m) / (n (n - 1)) sum (a_i - mean(a))^2; the statistic is max |T - mean| / sd over the cuts that leave
 * `leastShare` on either side. Costs n log n + n per permutation.
 *
 * @param times - follow-up times; any unit; length n >= 2; finite, >= 0
 * @param observed - 1 for death, 0 for censored; length n; one death at least
 * @param markers - any unit; length n; finite
 * @param options - least share, permutations, seed and name of their streams
 * @returns cut, statistic, and p by permutation and by two approximations
 * @throws InputError - when an argument lies outside its domain, nobody died, or the marker has no admissible cut
 * @see Miller & Siegmund 1982, doi:10.2307/2529881; Lausen & Schumacher 1992, doi:10.2307/2532740; Lausen, Sauerbrei &
 *   Schumacher 1994; Hothorn & Lausen 2003, doi:10.1016/S0167-9473(02)00225-6
 */
export function optimalCut(
  times: ArrayLike<number>,
  observed: ArrayLike<number>,
  markers: ArrayLike<number>,
  options: OptimalCutOptions,
): OptimalCut {
  const { leastShare = DEFAULT_LEAST_SHARE, permutations = DEFAULT_PERMUTATIONS, seed, streamName } = options;
  const scores = logRankScores(times, observed);
  const n = scores.length;
  requireOptions(markers, n, { leastShare, permutations });
  const order = Uint32Array.from(scores, (_, row) => row).sort((a, b) => markers[a]! - markers[b]!);
  const counts = lowerCounts(markers, order, leastShare);
  if (counts.length === 0) {
    throw new InputError(
      `optimalCut.markers: must allow a cut with a share of ${leastShare} on either side; got too few distinct values`,
    );
  }
  const sorted = Float64Array.from(order, (row) => scores[row]!);
  const mean = sorted.reduce((sum, score) => sum + score, 0) / n;
  const squares = sorted.reduce((sum, score) => sum + square(score - mean), 0);
  if (!(squares > 0)) {
    throw new InputError('optimalCut.observed: must hold a death with several patients at risk; got none');
  }
  const centred = sorted.map((score) => score - mean);
  const deviations = counts.map((m) => Math.sqrt((m * (n - m) * squares) / (n * (n - 1))));
  const statistics = standardised(centred, counts, deviations);
  const statistic = largest(statistics);
  const best = statistics.indexOf(statistic);
  let atLeast = 1;
  for (let index = 0; index < permutations; index++) {
    shuffle(centred, randomStream({ seed, streamName, index }));
    if (largest(standardised(centred, counts, deviations)) >= statistic * (1 - EQUAL_WITHIN)) atLeast++;
  }
  const cuts = counts.map((m) => markers[order[m - 1]!]!);
  return {
    cut: cuts[best]!,
    statistic,
    cuts,
    statistics,
    pUnadjusted: twoSided(statistic),
    pPermutation: atLeast / (permutations + 1),
    permutations,
    pMillerSiegmund: millerSiegmundTail(statistic, leastShare),
    pLausen: lausenBound(statistic, n, counts),
  };
}

/**
 * Tail of the largest |standardised statistic| over cuts from a share e to 1 - e, for a continuum of cuts:
 * 4 phi(b) / b + phi(b) (b - 1 / b) log(((1 - e) / e)^2), cut off at 1.
 *
 * @param statistic - b; > 0
 * @param leastShare - e; in (0, 1/2)
 * @returns probability
 */
export function millerSiegmundTail(statistic: number, leastShare: number): number {
  const density = exp(-square(statistic) / 2) / Math.sqrt(2 * Math.PI);
  const odds = square((1 - leastShare) / leastShare);
  const tail = (4 * density) / statistic + density * (statistic - 1 / statistic) * log(odds);
  // The expansion holds far out; below 1 it turns down again
  return statistic > 1 ? Math.min(1, Math.max(0, tail)) : 1;
}

/** P(one cut) + sum over neighbouring cuts of the chance that the second exceeds b where the first does not. */
function lausenBound(statistic: number, n: number, counts: readonly number[]): number {
  let bound = twoSided(statistic);
  for (let index = 1; index < counts.length; index++) {
    const [m1, m2] = [counts[index - 1]!, counts[index]!];
    const t = Math.sqrt(1 - (m1 * (n - m2)) / ((n - m1) * m2));
    bound += (exp(-square(statistic) / 2) / Math.PI) * (t - ((square(statistic) / 4 - 1) * t * t * t) / 6);
  }
  return Math.min(1, Math.max(0, bound));
}

function twoSided(statistic: number): number {
  return 2 * normalCdf(-statistic, 0, 1);
}

/** How many patients lie at or below each admissible cut. */
function lowerCounts(markers: ArrayLike<number>, order: Uint32Array, leastShare: number): readonly number[] {
  const n = order.length;
  const least = Math.max(1, Math.floor(n * leastShare));
  const most = Math.min(n - 1, Math.floor(n * (1 - leastShare)));
  return Array.from({ length: n - 1 }, (_, index) => index + 1).filter(
    (m) => m >= least && m <= most && markers[order[m]!]! > markers[order[m - 1]!]!,
  );
}

function standardised(centred: Float64Array, counts: readonly number[], deviations: readonly number[]): number[] {
  let [sum, place] = [0, 0];
  return counts.map((m, index) => {
    for (; place < m; place++) sum += centred[place]!;
    return Math.abs(sum) / deviations[index]!;
  });
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function shuffle(values: Float64Array, next: () => number): void {
  for (let last = values.length - 1; last > 0; last--) {
    const chosen = Math.floor(next() * (last + 1));
    const kept = values[last]!;
    values[last] = values[chosen]!;
    values[chosen] = kept;
  }
}

function requireOptions(
  markers: ArrayLike<number>,
  n: number,
  { leastShare, permutations }: { readonly leastShare: number; readonly permutations: number },
): void {
  if (markers.length !== n) throw new InputError(`optimalCut.markers: must hold ${n} values; got ${markers.length}`);
  for (let row = 0; row < n; row++) {
    if (!Number.isFinite(markers[row])) {
      throw new InputError(`optimalCut.markers[${row}]: must be finite; got ${markers[row]}`);
    }
  }
  if (!(leastShare > 0 && leastShare < 0.5)) {
    throw new InputError(`optimalCut.leastShare: must lie in (0, 1/2); got ${leastShare}`);
  }
  if (!(Number.isSafeInteger(permutations) && permutations >= 1)) {
    throw new InputError(`optimalCut.permutations: must be an integer >= 1; got ${permutations}`);
  }
}
