import { bestClassNames } from '../endpoints/best-response.js';
import { type Curve, type CurveTable, curveList, type MedianTable, requiredCurves } from '../endpoints/curves.js';
import { classRateNames, type Endpoint, type RateEndpoint } from '../endpoints/endpoints.js';
import type { TableText } from './read-trial-rows.js';
import type { TrialRow } from './trial-row.js';

/** Response rates of one arm of one trial; percent of n. */
export interface RecistRow extends TrialRow {
  readonly year: number | null;
  /** Patients with an evaluable tumor response, where known. */
  readonly nEvaluable: number | null;
  readonly crPercent: number;
  readonly prPercent: number;
  readonly sdPercent: number;
  readonly pdPercent: number;
}

/** Best responses of one arm of one trial; percent of n. */
export interface BestResponseRow extends RecistRow {
  /** Patients who were not evaluable; null where the row does not state them, which may be among PD or in no class. */
  readonly nePercent: number | null;
}

/** Interval of a median; months of 30.4375 days. */
export interface MedianInterval {
  readonly lowMonths: number;
  readonly highMonths: number;
  /** Confidence level in the publication; percent. */
  readonly levelPercent: number;
}

/** Median of one curve of one arm of one trial; months of 30.4375 days. */
export interface MedianRow extends TrialRow {
  readonly medianMonths: number;
  /** Where a new trial reports it; the published tables have none. */
  readonly interval?: MedianInterval;
}

/** A curve read at months of 30.4375 days. */
export interface SurvivalRow extends TrialRow {
  /** Ascending; 0 among them. */
  readonly months: readonly number[];
  /** Percent without the event at those months; 100 at month 0, never increasing. */
  readonly percent: readonly number[];
  /**
   * Patients at risk in each interval between two months, minus half of those censored in it; only where the trial
   * reports numbers at risk.
   */
  readonly atRisk?: readonly number[];
}

/** Response rates of one visit and best responses, and for each time-to-event endpoint its medians and its curves. */
export type TrialTables = {
  readonly recist: readonly RecistRow[];
  readonly bestResponse: readonly BestResponseRow[];
} & Readonly<Record<MedianTable, readonly MedianRow[]>> &
  Readonly<Record<CurveTable, readonly SurvivalRow[]>>;
export type TrialTableName = keyof TrialTables;

/** Names of the tables, which are also keys of a configuration. */
export const trialTableNames: readonly TrialTableName[] = [
  'recist',
  ...curveList.flatMap(({ medianTable, curveTable }) => [medianTable, curveTable] as const),
  'bestResponse',
];

/** Contents of the files of each table: the base first, then its extensions. */
export type TrialTexts = Readonly<Record<TrialTableName, readonly TableText[]>>;

/** Files of the tables that the package ships. */
export const shippedTables: Readonly<Record<TrialTableName, string>> = {
  recist: 'recist.csv',
  bestResponse: 'best_response.csv',
  ...(Object.fromEntries(
    curveList.flatMap((curve) => [
      [curve.medianTable, curve.medianFile],
      [curve.curveTable, curve.curveFile],
    ]),
  ) as Record<MedianTable | CurveTable, string>),
};

/** Contents of the tables, read in order. */
export async function trialTexts(read: (table: TrialTableName) => Promise<readonly TableText[]>): Promise<TrialTexts> {
  const texts: Partial<Record<TrialTableName, readonly TableText[]>> = {};
  for (const table of trialTableNames) texts[table] = await read(table);
  return texts as TrialTexts;
}

/** Builds the tables by name. */
export function tablesOf(make: {
  readonly recist: () => readonly RecistRow[];
  readonly bestResponse: () => readonly BestResponseRow[];
  readonly medians: (curve: Curve) => readonly MedianRow[];
  readonly curves: (curve: Curve) => readonly SurvivalRow[];
}): TrialTables {
  const [recist, bestResponse] = [make.recist(), make.bestResponse()];
  const ofCurves = curveList.flatMap((curve) => [
    [curve.medianTable, make.medians(curve)],
    [curve.curveTable, make.curves(curve)],
  ]);
  return { recist, ...Object.fromEntries(ofCurves), bestResponse } as TrialTables;
}

/** The tables with the same change of the rows of each. */
export function mapTables(
  tables: TrialTables,
  change: <Row extends TrialRow>(rows: readonly Row[]) => readonly Row[],
): TrialTables {
  return tablesOf({
    recist: () => change(tables.recist),
    bestResponse: () => change(tables.bestResponse),
    medians: ({ medianTable }) => change(tables[medianTable]),
    curves: ({ curveTable }) => change(tables[curveTable]),
  });
}

/** Tables without a row. */
export const emptyTables: TrialTables = tablesOf({
  recist: () => [],
  bestResponse: () => [],
  medians: () => [],
  curves: () => [],
});

/** Value of an endpoint in one row of a trial; percent, or months for a median. */
export interface TrialValue {
  readonly row: TrialRow;
  /** Number of patients: for rates those with an evaluable response, where known. */
  readonly patients: number;
  readonly value: number;
}

/** Values of an endpoint in the rows of the trials that state it. */
export function trialValues(tables: TrialTables, endpoint: Endpoint): readonly TrialValue[] {
  const patients = (row: RecistRow) => row.nEvaluable ?? row.n;
  if (endpoint.kind === 'rate') {
    return tables.recist.map((row) => ({ row, patients: patients(row), value: rowRate(row, endpoint) }));
  }
  if (endpoint.kind === 'best') {
    const classes = endpoint.classes.map((index) => bestClassNames[index]!);
    return tables.bestResponse.map((row) => {
      const value = classes.reduce((sum, name) => sum + (row[`${name}Percent`] ?? Number.NaN), 0);
      return { row, patients: patients(row), value };
    });
  }
  const { curve } = endpoint;
  if (endpoint.kind === 'median') {
    return tables[curve.medianTable].map((row) => ({ row, patients: row.n, value: row.medianMonths }));
  }
  return tables[curve.curveTable].flatMap((row) => {
    const value = row.percent[row.months.indexOf(endpoint.month)];
    return value === undefined ? [] : [{ row, patients: row.n, value }];
  });
}

/** A rate of a row: the sum of its classes; percent. */
export function rowRate(row: RecistRow, { classes }: RateEndpoint): number {
  return classes.reduce((sum, index) => sum + row[`${classRateNames[index]!}Percent`], 0);
}

/** Tables that must have a row of an arm that is fitted: overall survival, and its response where one is stated, else its best response. */
export const requiredTables = ({ recist }: TrialTables, arm: string): readonly TrialTableName[] => [
  recist.some((row) => row.arm === arm) ? 'recist' : 'bestResponse',
  ...requiredCurves.flatMap(({ medianTable, curveTable }) => [medianTable, curveTable] as const),
];

/** The rows of all tables, or of some, table by table. */
export const allRows = (tables: TrialTables, names = trialTableNames): readonly TrialRow[] =>
  names.flatMap((name): readonly TrialRow[] => tables[name]);
