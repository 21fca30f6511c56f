import {
  type CellNumbers,
  type CsvColumns,
  type CsvRow,
  matchCsvColumns,
  nearestHint,
  parseTable,
} from '../../src/index.js';
import { cellNumber, hasPercentSign, numberMust } from './cell-number.js';
import { checkTrialRows } from './check-trial-rows.js';
import type { TrialRow } from './trial-row.js';
import type { AllowedIssue } from './units.js';

/** The text of one CSV file. */
export interface TableText {
  /** Name of the file, for messages. */
  readonly source: string;
  readonly text: string;
}

/** Reads the cells of one row; errors are added to the list of issues, and a placeholder (NaN or the text) is returned. */
export interface TrialCells {
  text(column: string): string;
  number(column: string, must: string, holds: (value: number) => boolean): number;
  /** As `number`, but an empty or absent cell is null. */
  optionalNumber(column: string, must: string, holds: (value: number) => boolean): number | null;
  issue(summary: string): void;
}

const TRIAL_COLUMNS = ['trial', 'arm', 'n', 'source'] as const;
const OPTIONAL_TRIAL_COLUMNS = ['subgroup', 'subset_of', 'basis'] as const;

interface TrialPlace {
  readonly where: string;
  readonly issues: string[];
  readonly numbers: CellNumbers;
}

function trialCells(row: CsvRow, shape: CsvColumns, { where, issues, numbers }: TrialPlace): TrialCells {
  const text = (column: string): string => row.cells[shape.positions.get(column) ?? -1]?.trim() ?? '';
  const number = (column: string, must: string, holds: (value: number) => boolean): number => {
    const cell = text(column);
    const value = cellNumber(column, cell, numbers.parse);
    if (!holds(value)) {
      issues.push(
        `${where}: column ${column}: must be ${numberMust(column, cell, must)}; got '${cell}'${numbers.explain(cell)}`,
      );
    }
    return value;
  };
  return {
    text,
    number,
    optionalNumber: (column, must, holds) => (text(column) === '' ? null : number(column, must, holds)),
    issue: (summary) => issues.push(`${where}: ${summary}`),
  };
}

function readTrialRow(cells: TrialCells, arms: readonly string[], where: string): TrialRow {
  for (const column of ['trial', 'source']) {
    if (cells.text(column) === '') cells.issue(`column ${column}: must not be empty; got an empty cell`);
  }
  const arm = cells.text('arm');
  if (!arms.includes(arm)) cells.issue(`column arm: must be ${armMust(arm, arms)}`);
  const subsetOf = cells.text('subset_of');
  return {
    trial: cells.text('trial'),
    subgroup: cells.text('subgroup'),
    arm,
    n: cells.number('n', 'an integer ≥ 1', (value) => Number.isSafeInteger(value) && value >= 1),
    subsetOf: subsetOf === '' ? null : subsetOf,
    source: cells.text('source'),
    ...(cells.text('basis') === '' ? {} : { basis: cells.text('basis') }),
    where,
  };
}

/** What is required of the name of an arm, what was given, and the nearest name. */
export function armMust(arm: string, arms: readonly string[]): string {
  return `one of ${arms.join(', ')}; got '${arm}'${nearestHint(arm, arms)}`;
}

/** How tables are read, and lists to which findings are added. */
export interface TableContext {
  /** Valid names of the column `arm`. */
  readonly arms: readonly string[];
  readonly allow: readonly AllowedIssue[];
  readonly issues: string[];
  /** What was read with a leniency, one sentence each. */
  readonly remarks: string[];
}

export interface TrialTableForm<Row extends TrialRow> {
  /** Columns besides those of every trial table; optional ones depend on the header. */
  readonly required: readonly string[];
  readonly optional: (header: readonly string[]) => readonly string[];
  /** Null where the row states nothing to pool, such as a median that was not reached. */
  readonly read: (row: TrialRow, cells: TrialCells, columns: readonly string[]) => Row | null;
}

/**
 * Reads one trial table from one or more CSV texts, the base table first, then its extensions, and checks its rows.
 *
 * @param texts - the files' contents
 * @param form - the columns and how a row is read
 * @param context - known arms, what is allowed; lists to which issues and remarks are added
 * @returns the rows in order; not to be used when there are issues
 * @throws DataError - when a text is not CSV
 */
export function readTrialRows<Row extends TrialRow>(
  texts: readonly TableText[],
  form: TrialTableForm<Row>,
  { arms, issues, remarks }: TableContext,
): Row[] {
  let complete = true;
  const stated: TrialRow[] = [];
  const rows = texts.flatMap(({ source, text }) => {
    const table = parseTable(text, source);
    const shape = matchCsvColumns(table, {
      source,
      required: [...TRIAL_COLUMNS, ...form.required],
      optional: [...OPTIONAL_TRIAL_COLUMNS, ...form.optional(table.header.map((name) => name.trim()))],
    });
    issues.push(...shape.issues);
    // Cells cannot be assigned to columns in a table with a wrong header.
    complete &&= shape.issues.length === 0;
    if (shape.issues.length > 0) return [];
    const columns = [...shape.positions.keys()];
    const read = table.rows.map((line) => {
      const where = `${source}:${line.line}`;
      const cells = trialCells(line, shape, { where, issues, numbers: table.numbers });
      const row = readTrialRow(cells, arms, where);
      stated.push(row);
      return { row: form.read(row, cells, columns), cells };
    });
    remarks.push(...percentSigns(source, columns, read));
    return read.flatMap(({ row }) => (row === null ? [] : [row]));
  });
  // Without all rows, the trial of a subset could be missing.
  if (complete) issues.push(...checkTrialRows(stated));
  return rows.map((row) => (isSubsetOfNone(row, rows) ? { ...row, subsetOf: null } : row));
}

/** Whether the trial that holds the patients of a row is not among the rows: then the row is counted itself. */
const isSubsetOfNone = (row: TrialRow, rows: readonly TrialRow[]): boolean =>
  row.subsetOf !== null &&
  !rows.some(({ trial, arm, subsetOf }) => trial === row.subsetOf && arm === row.arm && subsetOf === null);

/** Remark on cells of one file that state a percentage with its sign. */
export function percentSigns(
  source: string,
  columns: readonly string[],
  rows: readonly { readonly cells: { text(column: string): string } }[],
): readonly string[] {
  const signs = rows.reduce(
    (sum, { cells }) => sum + columns.filter((column) => hasPercentSign(column, cells.text(column))).length,
    0,
  );
  return signs === 0 ? [] : [`${source}: percent signs are read as the unit of their cells (${signs})`];
}
