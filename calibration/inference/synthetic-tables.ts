import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { RandomStream } from '../../src/index.js';
import { ownValue } from '../../src/index.js';
import type { ArmCorrelations } from '../fit/objective/likelihood-rows.js';
import { deathCurve } from '../fit/problem.js';
import { rowKey, type TrialRow } from '../targets/trial-row.js';
import { mapTables, type RecistRow, type SurvivalRow, type TrialTables } from '../targets/trial-tables.js';
import { type ArmModel, survivalTime } from './arm-models.js';

/**
 * Trials of the same sizes as the original ones, simulated from a model: the tables expected if the model were true.
 *
 * Each trial's patients get a response class and a time of death; rates, curve and median are counted from them. Rows of one
 * trial and arm share their patients, and a subset or subgroup is a part of the patients of its trial, the same part in every
 * table. Where a trial reports numbers at risk, the same numbers are followed in each interval and its curve is their product-limit
 * estimate; censoring that the tables do not report is not simulated.
 *
 * Patients of one trial and arm may be correlated: their uniform numbers then share a normal random effect, so that disease control,
 * and survival around the median, have the given correlations.
 *
 * @param tables - sizes, months, subsets
 * @param models - by arm
 * @param monthDays - days of a month of the tables
 * @param stream - uniforms
 * @param correlations - between patients of one trial, by arm; none by default
 */
export function syntheticTables(
  tables: TrialTables,
  models: Readonly<Record<string, ArmModel>>,
  monthDays: number,
  stream: RandomStream,
  correlations: Readonly<Record<string, ArmCorrelations>> = {},
): TrialTables {
  const known = mapTables(tables, (rows) => rows.filter(({ arm }) => ownValue(models, arm) !== undefined));
  const { medianTable, curveTable } = deathCurve;
  const [recist, medians, curves] = [known.recist, known[medianTable], known[curveTable]];
  const responseOf = patientNumbers(recist, stream, (arm) => {
    const [cr = 0, pr = 0, sd = 0] = models[arm]!.rates;
    return normalCorrelation(ownValue(correlations, arm)?.response ?? 0, cr + pr + sd);
  });
  const deathOf = patientNumbers([...medians, ...curves], stream, (arm) =>
    normalCorrelation(ownValue(correlations, arm)?.survival ?? 0, 0.5),
  );
  const monthsOf = (row: TrialRow) =>
    deathOf(row, row.n).map((number) => survivalTime(models[row.arm]!, 1 - number) / monthDays);
  return {
    ...known,
    recist: recist.map((row) => drawnRates(row, models[row.arm]!, responseOf(row, row.nEvaluable ?? row.n))),
    [medianTable]: medians.map((row) => ({ ...row, medianMonths: medianOf(monthsOf(row)) })),
    [curveTable]: curves.map((row) => drawnCurve(row, monthsOf(row))),
  };
}

/** Largest correlation, so that the patients of a trial are never identical. */
const MOST_CORRELATED = 0.95;

/**
 * Correlation of two standard normals whose binary indicators of lying below the p-quantile have a given correlation, to first order:
 * rho p (1 - p) / phi(z_p)^2.
 */
function normalCorrelation(rho: number, share: number): number {
  if (!(rho > 0 && share > 0 && share < 1)) return 0;
  const quantile = normalQuantile(share, 0, 1);
  const densitySquared = Math.exp(-quantile * quantile) / (2 * Math.PI);
  return Math.min(MOST_CORRELATED, (rho * share * (1 - share)) / densitySquared);
}

/** A uniform number for each patient, the same in every row with this patient; drawn on first use. */
function patientNumbers(rows: readonly TrialRow[], stream: RandomStream, correlationOf: (arm: string) => number) {
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

function drawnRates(row: RecistRow, { rates }: ArmModel, numbers: readonly number[]): RecistRow {
  const counts = [0, 0, 0, 0];
  for (const number of numbers) {
    let left = number;
    const found = rates.findIndex((rate) => {
      left -= rate;
      return left < 0;
    });
    counts[found < 0 ? 3 : found]!++;
  }
  const [cr, pr, sd, pd] = counts.map((count) => (100 * count) / numbers.length) as [number, number, number, number];
  return { ...row, crPercent: cr, prPercent: pr, sdPercent: sd, pdPercent: pd };
}

/** Median of times that may be infinite. */
function medianOf(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1]!, sorted[Math.floor(half)]!];
  return Number.isFinite(high) ? (low + high) / 2 : low;
}

function drawnCurve(row: SurvivalRow, times: readonly number[]): SurvivalRow {
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
