import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';
import { chiSquareTail } from './heterogeneity.js';
import { inverseForm } from './inverse-form.js';
import { requireFollowUp, requireWeights, type Weighting, type WeightMeaning } from './risk-table.js';
import { tieTimes } from './tied-times.js';

export interface LogRankOptions {
  /** Stratum of each patient; groups are compared within strata only. Default: one stratum. */
  readonly strata?: ArrayLike<number> | undefined;
  readonly weighting?: Weighting | undefined;
}

/** Outcome of a log-rank test. */
export interface LogRankTest {
  /** Deaths per group, and those expected if all groups had the hazard of their stratum; sums of weights. */
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  /** Approximately chi-square under equal hazards; null where no death tells the groups apart. */
  readonly statistic: number | null;
  /** Groups that the data compare, less one per set of groups that are never at risk together. */
  readonly degreesOfFreedom: number;
  readonly p: number | null;
}

/**
 * Log-rank test of equal hazards in k groups.
 *
 * U = sum over strata and death times of d_g - d n_g / n; its variance is hypergeometric,
 * d (n - d) / (n - 1) (diag(n_g / n) - n_g n_h / n^2), so that ties need no correction; statistic = U' V^- U. Under sampling
 * weights V is the robust one, the sum of squared weighted contributions of the patients. Costs n log n + n k^2.
 *
 * @param times - follow-up times; any unit; length n >= 1; finite, >= 0
 * @param observed - 1 for death, 0 for censored; length n
 * @param groups - group of each patient; integers 0 .. k - 1, each of which occurs; length n
 * @param options - strata (any integers, length n); weights
 * @returns observed and expected deaths, statistic, degrees of freedom, p
 * @throws InputError - as `kaplanMeier`; when a length differs or a group is no integer >= 0 or has nobody
 * @see Mantel 1966; Peto & Peto 1972, doi:10.2307/2344317; Lin & Wei 1989, doi:10.1080/01621459.1989.10478874 (robust)
 */
export function logRankTest(
  times: ArrayLike<number>,
  observed: ArrayLike<number>,
  groups: ArrayLike<number>,
  { strata, weighting }: LogRankOptions = {},
): LogRankTest {
  requireFollowUp(times, observed, 'logRankTest');
  if (weighting !== undefined) requireWeights(weighting.weights, times.length, 'logRankTest');
  const groupCount = requireGroups(groups, times.length);
  if (strata !== undefined && strata.length !== times.length) {
    throw new InputError(`logRankTest.strata: must hold ${times.length} strata; got ${strata.length}`);
  }
  const rowsByStratum = new Map<number, number[]>();
  for (let row = 0; row < times.length; row++) {
    const stratum = strata?.[row] ?? 0;
    const rows = rowsByStratum.get(stratum);
    if (rows === undefined) rowsByStratum.set(stratum, [row]);
    else rows.push(row);
  }
  const sums: LogRankSums = {
    observed: new Float64Array(groupCount),
    expected: new Float64Array(groupCount),
    variance: Array.from({ length: groupCount }, () => new Float64Array(groupCount)),
  };
  const data = {
    times: tieTimes(times).times,
    observed,
    groups,
    weights: weighting?.weights,
    meaning: weighting?.meaning ?? 'patients',
  };
  for (const rows of rowsByStratum.values()) addStratum(sums, data, rows);
  const { value, rank } = inverseForm(
    sums.variance,
    sums.observed.map((deaths, group) => deaths - sums.expected[group]!),
  );
  return {
    observed: [...sums.observed],
    expected: [...sums.expected],
    statistic: rank > 0 ? value : null,
    degreesOfFreedom: rank,
    p: rank > 0 ? chiSquareTail(value, rank) : null,
  };
}

interface LogRankSums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  readonly variance: readonly Float64Array[];
}

interface LogRankData {
  readonly times: ArrayLike<number>;
  readonly observed: ArrayLike<number>;
  readonly groups: ArrayLike<number>;
  readonly weights: ArrayLike<number> | undefined;
  readonly meaning: WeightMeaning;
}

/** A death time of one stratum: deaths over patients at risk, and the shares of the groups among those. */
interface DeathTime {
  readonly time: number;
  readonly hazard: number;
  readonly shares: Float64Array;
}

function addStratum(sums: LogRankSums, data: LogRankData, rows: readonly number[]): void {
  const { times, observed, groups, weights, meaning } = data;
  const latestFirst = [...rows].sort((a, b) => times[b]! - times[a]!);
  const atRisk = new Float64Array(sums.observed.length);
  const deathTimes: DeathTime[] = [];
  for (let first = 0; first < latestFirst.length; ) {
    const time = times[latestFirst[first]!]!;
    let deaths = 0;
    let next = first;
    for (; next < latestFirst.length && times[latestFirst[next]!] === time; next++) {
      const row = latestFirst[next]!;
      const weight = weights?.[row] ?? 1;
      atRisk[groups[row]!]! += weight;
      if (observed[row] === 1) {
        deaths += weight;
        sums.observed[groups[row]!]! += weight;
      }
    }
    first = next;
    if (deaths === 0) continue;
    const all = atRisk.reduce((sum, count) => sum + count, 0);
    const shares = atRisk.map((count) => count / all);
    shares.forEach((share, group) => {
      sums.expected[group]! += deaths * share;
    });
    deathTimes.push({ time, hazard: deaths / all, shares });
    if (meaning === 'patients' && all > 1) {
      addOuter(sums.variance, shares, (deaths * (all - deaths)) / (all - 1));
    }
  }
  if (meaning === 'sampling') addContributions(sums.variance, data, latestFirst.reverse(), deathTimes.reverse());
}

/** Adds factor (diag(shares) - shares shares'), the spread of one draw among the groups. */
function addOuter(variance: readonly Float64Array[], shares: Float64Array, factor: number): void {
  shares.forEach((share, group) => {
    variance[group]![group]! += factor * share;
    shares.forEach((other, column) => {
      variance[group]![column]! -= factor * share * other;
    });
  });
}

/** Adds the squared weighted score of each patient: own death less what was expected while at risk. */
function addContributions(
  variance: readonly Float64Array[],
  { times, observed, groups, weights }: LogRankData,
  earliestFirst: readonly number[],
  deathTimes: readonly DeathTime[],
): void {
  let [passed, hazard] = [0, 0];
  const expected = new Float64Array(variance.length);
  for (const row of earliestFirst) {
    for (; passed < deathTimes.length && deathTimes[passed]!.time <= times[row]!; passed++) {
      const { hazard: step, shares } = deathTimes[passed]!;
      hazard += step;
      shares.forEach((share, group) => {
        expected[group]! += step * share;
      });
    }
    const group = groups[row]!;
    const contribution = expected.map((sum, index) => sum - (index === group ? hazard : 0));
    if (observed[row] === 1) {
      deathTimes[passed - 1]!.shares.forEach((share, index) => {
        contribution[index]! += (index === group ? 1 : 0) - share;
      });
    }
    const weight = weights?.[row] ?? 1;
    contribution.forEach((first, index) => {
      contribution.forEach((second, column) => {
        variance[index]![column]! += square(weight) * first * second;
      });
    });
  }
}

function requireGroups(groups: ArrayLike<number>, length: number): number {
  if (groups.length !== length) {
    throw new InputError(`logRankTest.groups: must hold ${length} groups, one per time; got ${groups.length}`);
  }
  const present = new Set<number>();
  for (let row = 0; row < length; row++) {
    const group = groups[row]!;
    if (!(Number.isSafeInteger(group) && group >= 0)) {
      throw new InputError(`logRankTest.groups[${row}]: must be an integer >= 0; got ${group}`);
    }
    present.add(group);
  }
  const count = present.size;
  for (let group = 0; group < count; group++) {
    if (!present.has(group))
      throw new InputError(`logRankTest.groups: must use every group up to the last; got none of ${group}`);
  }
  return count;
}
