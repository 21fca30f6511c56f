import { type Curve, type CurveName, curveList, forEachCurve } from '../../endpoints/curves.js';
import { isSameRow, type TrialRow } from '../trial-row.js';
import type { RecistRow, TrialTables } from '../trial-tables.js';

/** Data of one arm of one trial in the tables; null where a table has none. */
export interface ListedArm {
  readonly arm: string;
  readonly subgroup: string;
  readonly subsetOf: string | null;
  readonly response: { readonly n: number; readonly evaluable: number | null; readonly dcrPercent: number } | null;
  readonly bestResponse: ListedArm['response'];
  readonly curves: Readonly<Record<CurveName, ListedCurve>>;
}

/** A time-to-event endpoint of a row: its median, and the last month of its curve. */
export interface ListedCurve {
  readonly median: { readonly n: number; readonly months: number } | null;
  readonly landmarks: { readonly n: number; readonly months: number } | null;
}

export interface ListedTrial {
  readonly trial: string;
  readonly source: string;
  readonly arms: readonly ListedArm[];
}

/**
 * Contents of the tables, by trial.
 *
 * @param tables - trial tables
 * @returns trials in the order of their first row; for each arm and subgroup the patients and data of the tables
 */
export function listTrials(tables: TrialTables): readonly ListedTrial[] {
  const rows: readonly TrialRow[] = [
    ...curveList.flatMap(({ medianTable }) => tables[medianTable]),
    ...tables.recist,
    ...curveList.flatMap(({ curveTable }) => tables[curveTable]),
    ...tables.bestResponse,
  ];
  const trials = [...new Set(rows.map(({ trial }) => trial))];
  return trials.map((trial) => {
    const own = rows.filter((row) => row.trial === trial);
    const keys = new Map(own.map((row) => [JSON.stringify([row.arm, row.subgroup]), row]));
    return { trial, source: own[0]!.source, arms: [...keys.values()].map((row) => listedArm(row)) };
  });

  function listedArm(row: TrialRow): ListedArm {
    const ofRow = <Row extends TrialRow>(table: readonly Row[]): Row | undefined =>
      table.find((other) => isSameRow(other, row));
    const listedCurve = ({ medianTable, curveTable }: Curve): ListedCurve => {
      const [median, landmarks] = [ofRow(tables[medianTable]), ofRow(tables[curveTable])];
      return {
        median: median === undefined ? null : { n: median.n, months: median.medianMonths },
        landmarks: landmarks === undefined ? null : { n: landmarks.n, months: landmarks.months.at(-1)! },
      };
    };
    return {
      arm: row.arm,
      subgroup: row.subgroup,
      subsetOf: row.subsetOf,
      response: listedResponse(ofRow(tables.recist)),
      bestResponse: listedResponse(ofRow(tables.bestResponse)),
      curves: forEachCurve(listedCurve),
    };
  }
}

function listedResponse(row: RecistRow | undefined): ListedArm['response'] {
  if (row === undefined) return null;
  const { n, nEvaluable, crPercent, prPercent, sdPercent } = row;
  return { n, evaluable: nEvaluable, dcrPercent: crPercent + prPercent + sdPercent };
}
