import { throwTableIssues } from '../../src/index.js';
import type { Curve } from '../endpoints/curves.js';
import { isMonthColumn, monthOfColumn } from '../endpoints/month-columns.js';
import { isNotReached } from './cell-number.js';
import { orderIssues } from './curve-order.js';
import { readTrialRows, type TableContext, type TrialCells, type TrialTableForm } from './read-trial-rows.js';
import { notReachedRemark, unitIssues } from './stated-units.js';
import type { TrialRow } from './trial-row.js';
import {
  type BestResponseRow,
  type MedianInterval,
  type MedianRow,
  type RecistRow,
  type SurvivalRow,
  type TrialTables,
  type TrialTexts,
  tablesOf,
} from './trial-tables.js';
import { type AllowedIssue, areShares, describeMonths, isPlausibleMedian, MEDIAN_RANGE } from './units.js';

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
  readonly allow?: readonly AllowedIssue[] | undefined;
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
  if (issues.length === 0) issues.push(...unitIssues(tables, allow), ...orderIssues(tables));
  throwTableIssues('trial tables', issues);
  return tables;
}
