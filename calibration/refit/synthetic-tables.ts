import type { RandomStream } from '../../src/index.js';
import type { TrialRow } from '../targets/trial-row.js';
import type { MedianOsRow, RecistRow, SurvivalRow, TrialTables } from '../targets/trial-tables.js';
import { type ArmModel, survivalTime } from './arm-models.js';

/**
 * Trials of the same sizes as the real ones, drawn from a model: what the tables would say if the model were true.
 *
 * Each trial's patients get a response class and a time of death; rates, curve and median are counted from them. Rows of one
 * trial and arm share their patients, and a subset is taken from the patients of its trial. Censoring that the tables do
 * not state is not drawn.
 *
 * @param tables - sizes, months, subsets
 * @param models - by arm
 * @param monthDays - days of a month of the tables
 * @param stream - uniforms
 */
export function syntheticTables(
  tables: TrialTables,
  models: Readonly<Record<string, ArmModel>>,
  monthDays: number,
  stream: RandomStream,
): TrialTables {
  const drawn = new Map<string, number[]>();
  const taken = new Map<string, number>();
  /** Numbers of a row's patients: its own, or its share of those of the trial that holds them. */
  const numbersOf = (kind: string, row: TrialRow, count: number): readonly number[] => {
    const owner = row.subsetOf === null ? `${row.trial}|${row.subgroup}` : `${row.subsetOf}|`;
    const key = `${kind}|${owner}|${row.arm}`;
    const patients = drawn.get(key) ?? [];
    drawn.set(key, patients);
    const offset = row.subsetOf === null ? 0 : (taken.get(key) ?? 0);
    while (patients.length < offset + count) patients.push(stream());
    if (row.subsetOf !== null) taken.set(key, offset + count);
    return patients.slice(offset, offset + count);
  };
  const timesOf = (row: MedianOsRow | SurvivalRow): readonly number[] =>
    numbersOf('death', row, row.n).map((left) => survivalTime(models[row.arm]!, 1 - left) / monthDays);
  // Each table gives a subset the same patients of its trial
  const known = <Row extends TrialRow>(rows: readonly Row[]) => rows.filter(({ arm }) => models[arm] !== undefined);
  const recist = known(tables.recist).map((row) => drawnRates(row, models[row.arm]!, numbersOf));
  taken.clear();
  const medianOs = known(tables.medianOs).map((row) => ({ ...row, medianOsMonths: medianOf(timesOf(row)) }));
  taken.clear();
  const survival = known(tables.survival).map((row) => drawnCurve(row, timesOf(row)));
  return { recist, medianOs, survival };
}

function drawnRates(
  row: RecistRow,
  { rates }: ArmModel,
  numbersOf: (kind: string, row: TrialRow, count: number) => readonly number[],
): RecistRow {
  const patients = row.nEvaluable ?? row.n;
  const counts = [0, 0, 0, 0];
  for (const number of numbersOf('response', row, patients)) {
    let left = number;
    const found = rates.findIndex((rate) => {
      left -= rate;
      return left < 0;
    });
    counts[found < 0 ? 3 : found]!++;
  }
  const [cr, pr, sd, pd] = counts.map((count) => (100 * count) / patients) as [number, number, number, number];
  return { ...row, crPercent: cr, prPercent: pr, sdPercent: sd, pdPercent: pd };
}

/** Median of times that may be infinite. */
function medianOf(times: readonly number[]): number {
  const sorted = [...times].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(half) - 1]!, sorted[Math.floor(half)]!];
  return Number.isFinite(high) ? (low + high) / 2 : low;
}

function drawnCurve({ atRisk: _, ...row }: SurvivalRow, times: readonly number[]): SurvivalRow {
  const percent = row.months.map((month) => (100 * times.filter((time) => time > month).length) / times.length);
  return { ...row, percent };
}
