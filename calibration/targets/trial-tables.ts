import { throwTableIssues } from '../../src/index.js';
import { type Curve, type CurveTable, curveList, type MedianTable, requiredCurves } from '../endpoints/curves.js';
import { classRateNames, type MedianEndpoint, type RateEndpoint } from '../endpoints/endpoints.js';
import { isMonthColumn, monthOfColumn } from '../endpoints/month-columns.js';
import { isNotReached } from './cell-number.js';
import {
  readTrialRows,
  type TableContext,
  type TableText,
  type TrialCells,
  type TrialTableForm,
} from './read-trial-rows.js';
import { notReachedRemark, unitIssues } from './stated-units.js';
import type { TrialRow } from './trial-row.js';
import { type Allowance, areShares, describeMonths, isPlausibleMedian, MEDIAN_RANGE } from './units.js';

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

/** Values of an endpoint in the rows of the trials. */
export function trialValues(tables: TrialTables, endpoint: RateEndpoint | MedianEndpoint): readonly TrialValue[] {
  if (endpoint.kind === 'rate') {
    return tables.recist.map((row) => ({ row, patients: row.nEvaluable ?? row.n, value: rowRate(row, endpoint) }));
  }
  return tables[endpoint.curve.medianTable].map((row) => ({ row, patients: row.n, value: row.medianMonths }));
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

/** The rows of all tables, table by table. */
export const allRows = (tables: TrialTables): readonly TrialRow[] =>
  trialTableNames.flatMap((name): readonly TrialRow[] => tables[name]);

/** Four rates rounded to 0.1 % differ from a sum of 100 by at most 0.2; the limit allows three of them to be rounded in the same direction. */
export const RATE_SUM_TOLERANCE_PERCENT = 0.15;

/** Upper bound of the rounding error of a sum of four doubles near 100. */
const SUM_ROUNDING = 1e-9;

const isPercent = (value: number): boolean => value >= 0 && value <= 100;
const readPercent = (cells: TrialCells, column: string): number =>
  cells.number(column, 'a number in [0, 100]', isPercent);

/** Rates of the classes of a row; percent, which add up to 100 with those who were not evaluable. */
function readClasses(cells: TrialCells, notEvaluable: number | null) {
  const [crPercent, prPercent] = [readPercent(cells, 'cr_percent'), readPercent(cells, 'pr_percent')];
  const [sdPercent, pdPercent] = [readPercent(cells, 'sd_percent'), readPercent(cells, 'pd_percent')];
  const stated = [crPercent, prPercent, sdPercent, pdPercent, ...(notEvaluable === null ? [] : [notEvaluable])];
  const names = notEvaluable === null ? 'CR, PR, SD and PD' : 'CR, PR, SD, PD and NE';
  const sum = stated.reduce((total, percent) => total + percent, 0);
  if (areShares(stated)) {
    cells.issue(`${names} must be percentages; got shares that add up to ${Number(sum.toPrecision(12))}`);
  } else if (Math.abs(sum - 100) > RATE_SUM_TOLERANCE_PERCENT + SUM_ROUNDING) {
    cells.issue(
      `${names} must add up to 100 % within ${RATE_SUM_TOLERANCE_PERCENT}; got ${Number(sum.toPrecision(12))}`,
    );
  }
  return { crPercent, prPercent, sdPercent, pdPercent };
}

function readRecist(row: TrialRow, cells: TrialCells, notEvaluable: number | null): RecistRow {
  // NaN is already an issue; the check accepts it.
  const isEvaluable = (value: number) => Number.isSafeInteger(value) && value >= 1 && !(value > row.n);
  const classes = readClasses(cells, notEvaluable);
  return {
    ...row,
    year: cells.optionalNumber('year', 'a year', (value) => Number.isSafeInteger(value)),
    nEvaluable: cells.optionalNumber('n_evaluable', 'an integer in [1, n]', isEvaluable),
    ...classes,
  };
}

const CLASS_COLUMNS = ['cr_percent', 'pr_percent', 'sd_percent', 'pd_percent'];

const recistForm: TrialTableForm<RecistRow> = {
  required: CLASS_COLUMNS,
  optional: () => ['year', 'n_evaluable'],
  read: (row, cells) => readRecist(row, cells, null),
};

const bestResponseForm: TrialTableForm<BestResponseRow> = {
  required: CLASS_COLUMNS,
  optional: () => ['year', 'n_evaluable', 'ne_percent'],
  read: (row, cells) => {
    const nePercent = cells.optionalNumber('ne_percent', 'a number in [0, 100]', isPercent);
    return { ...readRecist(row, cells, nePercent), nePercent };
  },
};

const medianForm = (
  { medianColumn, medianIntervalColumns }: Curve,
  { allow, remarks }: TableContext,
): TrialTableForm<MedianRow> => ({
  required: [medianColumn],
  optional: () => Object.values(medianIntervalColumns),
  read: (row, cells) => {
    if (isNotReached(cells.text(medianColumn))) {
      remarks.push(notReachedRemark(row, medianColumn));
      return null;
    }
    const medianMonths = cells.number(medianColumn, 'a number > 0', (value) => value > 0);
    if (medianMonths > 0 && !isPlausibleMedian(medianMonths) && !allow.includes('median-range')) {
      cells.issue(`column ${medianColumn}: must be ${MEDIAN_RANGE}; got ${describeMonths(medianMonths)}`);
    }
    const interval = readInterval(medianIntervalColumns, cells, medianMonths);
    return { ...row, medianMonths, ...(interval === null ? {} : { interval }) };
  },
});

/** Coverage of the intervals in tables of medians; percent. */
const INTERVAL_LEVEL_PERCENT = 95;

/** The 95 % interval of a median; null where the row states none, or only one of its ends. */
function readInterval(
  { low, high }: Curve['medianIntervalColumns'],
  cells: TrialCells,
  median: number,
): MedianInterval | null {
  if ([low, high].some((column) => isNotReached(cells.text(column)))) return null;
  // NaN is already an issue
  const lowMonths = cells.optionalNumber(low, `a number in (0, ${median}]`, (value) => value > 0 && !(value > median));
  const highMonths = cells.optionalNumber(high, `a number >= ${median}`, (value) => value > 0 && !(value < median));
  if ((lowMonths === null) !== (highMonths === null)) {
    cells.issue(`columns ${low} and ${high} must be stated together; got one of them`);
  }
  return lowMonths === null || highMonths === null
    ? null
    : { lowMonths, highMonths, levelPercent: INTERVAL_LEVEL_PERCENT };
}

const survivalForm = (curve: Curve): TrialTableForm<SurvivalRow> => ({
  required: [],
  optional: (header) => header.filter((name) => isMonthColumn(curve, name)),
  read: (row, cells, columns) => {
    const months = [0];
    const percent = [100];
    const monthOf = (column: string) => monthOfColumn(curve, column);
    const monthColumns = columns.filter((name) => isMonthColumn(curve, name)).sort((a, b) => monthOf(a) - monthOf(b));
    for (const column of monthColumns) {
      const before = percent.at(-1)!;
      const must = monthOf(column) === 0 ? '100' : `a number in [0, ${before}], the month before`;
      const holds = (value: number) => value >= 0 && value <= before && (monthOf(column) > 0 || value === 100);
      const value = cells.optionalNumber(column, must, holds);
      if (value === null || monthOf(column) === 0) continue;
      months.push(monthOf(column));
      // After an issue the next month is checked against the last valid one, so that one error is one issue.
      percent.push(holds(value) ? value : before);
    }
    if (months.length < 2) cells.issue('a curve must state survival at one month after 0 at least; got none');
    if (areShares(percent.slice(1))) {
      cells.issue(`survival must be in percent; got shares, ${percent.slice(1).join(', ')}`);
    }
    return { ...row, months, percent };
  },
});

/** How tables are read besides their arms. */
export interface TableOptions {
  /** Issues to accept. */
  readonly allow?: readonly Allowance[] | undefined;
  /** List to which sentences about what was read with a leniency are added. */
  readonly remarks?: string[] | undefined;
}

/**
 * Reads the trial tables and checks them: every column, every cell, and rows against each other.
 *
 * Rates lie in [0, 100] and add up to 100 within 0.15; n is an integer ≥ 1; survival starts at 100, stays in [0, 100] and never
 * increases; a trial, subgroup and arm has one row; `subset_of` names a trial of the same table and arm. Values in another unit are
 * issues too: shares in place of percent, medians outside 0.5 to 60 months, medians that contradict the curve of the same row.
 *
 * @param texts - contents of the files, any number per table
 * @param options - arms: valid names of the column `arm`; allow: issues to accept; remarks: list to which leniencies are added
 * @returns the rows of each table, in file order
 * @throws DataError - with every issue of all tables, each with file, line and column
 */
export function parseTrialTables(
  texts: TrialTexts,
  { arms, allow = [], remarks = [] }: TableOptions & { readonly arms: readonly string[] },
): TrialTables {
  const issues: string[] = [];
  const context: TableContext = { arms, allow, issues, remarks };
  const tables = tablesOf({
    recist: () => readTrialRows(texts.recist, recistForm, context),
    bestResponse: () => readTrialRows(texts.bestResponse, bestResponseForm, context),
    medians: (curve) => readTrialRows(texts[curve.medianTable], medianForm(curve, context), context),
    curves: (curve) => readTrialRows(texts[curve.curveTable], survivalForm(curve), context),
  });
  if (issues.length === 0) issues.push(...unitIssues(tables, allow));
  throwTableIssues('trial tables', issues);
  return tables;
}
