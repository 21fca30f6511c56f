import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { exp, type RandomStream } from '../../src/index.js';
import { rowKey, type TrialRow } from '../targets/trial-row.js';
import type { SurvivalRow } from '../targets/trial-tables.js';

/** Largest correlation, so that the patients of a trial are never identical. */
const MOST_CORRELATED = 0.95;

/**
 * Correlation of two standard normals whose binary indicators of lying below the p-quantile have a given correlation, to first order:
 * rho p (1 - p) / phi(z_p)^2.
 */
export function normalCorrelation(rho: number, share: number): number {
  if (!(rho > 0 && share > 0 && share < 1)) return 0;
  const quantile = normalQuantile(share, 0, 1);
  const densitySquared = exp(-quantile * quantile) / (2 * Math.PI);
  return Math.min(MOST_CORRELATED, (rho * share * (1 - share)) / densitySquared);
}

/** A uniform number for each patient, the same in every row with this patient; drawn on first use. */
export function patientNumbers(
  rows: readonly TrialRow[],
  stream: RandomStream,
  correlationOf: (arm: string) => number,
) {
  const drawn = new Map<string, number[]>();
  const effects = new Map<string, number>();
  const drawOne = (owner: string, arm: string): number => {
    const correlation = correlationOf(arm);
    if (correlation === 0) return stream();
    const shared = effects.get(owner) ?? normalQuantile(stream(), 0, 1);
    effects.set(owner, shared);
    const own = normalQuantile(stream(), 0, 1);
    return normalCdf(Math.sqrt(correlation) * shared + Math.sqrt(1 - correlation) * own, 0, 1);
  };
  const places = new Map<string, number>();
  const taken = new Map<string, number>();
  const isWhole = (row: TrialRow) => row.subgroup === '' && row.subsetOf === null;
  const ownerOf = (row: TrialRow): { readonly owner: string; readonly isPart: boolean } => {
    const whole = row.subsetOf ?? row.trial;
    const isPart =
      row.subsetOf !== null ||
      (!isWhole(row) && rows.some((other) => isWhole(other) && other.trial === whole && other.arm === row.arm));
    return { owner: rowKey(isPart ? { trial: whole, subgroup: '', arm: row.arm } : row), isPart };
  };
  return (row: TrialRow, count: number): readonly number[] => {
    const { owner, isPart } = ownerOf(row);
    const numbers = drawn.get(owner) ?? [];
    drawn.set(owner, numbers);
    const own = rowKey(row);
    const from = places.get(own) ?? (isPart ? (taken.get(owner) ?? 0) : 0);
    if (isPart && !places.has(own)) taken.set(owner, from + count);
    places.set(own, from);
    while (numbers.length < from + count) numbers.push(drawOne(owner, row.arm));
    return numbers.slice(from, from + count);
  };
}

/** Median of times that may be infinite. */
export function medianOf(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1]!, sorted[Math.floor(half)]!];
  return Number.isFinite(high) ? (low + high) / 2 : low;
}

/** A curve counted from times of events; months. */
export function drawnCurve(row: SurvivalRow, times: readonly number[]): SurvivalRow {
  const { months, atRisk } = row;
  if (atRisk === undefined) {
    return { ...row, percent: months.map((month) => (100 * times.filter((time) => time > month).length) / row.n) };
  }
  const percent = [100];
  const followed: number[] = [];
  for (let index = 1; index < months.length; index++) {
    const entering = times.filter((time) => time > months[index - 1]!);
    // Any patients alive: the order of patients is unrelated to their deaths
    const observed = entering.slice(0, Math.round(atRisk[index - 1]!));
    const surviving = observed.filter((time) => time > months[index]!).length;
    followed.push(observed.length);
    percent.push(observed.length === 0 ? percent[index - 1]! : (percent[index - 1]! * surviving) / observed.length);
  }
  return { ...row, percent, atRisk: followed };
}
