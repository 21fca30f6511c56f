import {
  type CellNumbers,
  DataError,
  matchCsvColumns,
  nearestHint,
  parseJson,
  parseTable,
  plainNumbers,
  throwTableIssues,
} from '../../../src/index.js';
import { isAnyMonthColumn } from '../../endpoints/month-columns.js';
import { cellNumber, numberMust } from '../cell-number.js';
import { curveColumns, optionalColumns, requiredColumns } from './trial-columns.js';

/** A row of a table of trials, independent of the file format: cells as trimmed text, empty where not reported. */
export interface TrialRecord {
  /** File and line, or file and path; for messages. */
  readonly where: string;
  /** Names of the columns, or keys, that the record may fill. */
  readonly columns: readonly string[];
  cell(column: string): string;
  /** Location of one cell, for messages. */
  at(column: string): string;
  /** Reads the numbers of its file. */
  readonly numbers: CellNumbers;
  /** Points of a digitised curve in the record itself. */
  readonly points: readonly TrialRecord[] | null;
}

interface Columns {
  readonly required: readonly string[];
  readonly optional: (header: readonly string[]) => readonly string[];
}

const trialColumns: Columns = {
  required: requiredColumns,
  optional: (header) => [...optionalColumns, ...header.filter(isAnyMonthColumn)],
};
const pointColumns: Columns = { required: curveColumns.required, optional: () => curveColumns.optional };

/** Reads a table of trials, CSV or - in a file whose name ends in .json - JSON, into records. Errors are added to the issues. */
export function trialRecords(source: string, text: string, issues: string[]): readonly TrialRecord[] {
  if (!source.toLowerCase().endsWith('.json')) return csvRecords(source, text, { columns: trialColumns, issues });
  const { trials } = jsonTrials(source, text, issues);
  return trials.flatMap((trial, index) =>
    jsonRecord(trial, { source, path: `trials[${index}]`, issues, points: true }),
  );
}

/** Reads a CSV file of digitised curves into records. */
export function curveRecords(source: string, text: string, issues: string[]): readonly TrialRecord[] {
  return csvRecords(source, text, { columns: pointColumns, issues });
}

function csvRecords(
  source: string,
  text: string,
  { columns, issues }: { readonly columns: Columns; readonly issues: string[] },
): readonly TrialRecord[] {
  const table = parseTable(text, source);
  const header = table.header.map((name) => name.trim());
  const shape = matchCsvColumns(table, { source, required: columns.required, optional: columns.optional(header) });
  issues.push(...shape.issues);
  // Cells cannot be assigned to columns in a table with a wrong header
  if (shape.issues.length > 0) return [];
  return table.rows.map(({ line, cells }) => ({
    where: `${source}:${line}`,
    columns: header,
    cell: (column) => cells[shape.positions.get(column) ?? -1]?.trim() ?? '',
    at: (column) => `${source}:${line}: column ${column}`,
    numbers: table.numbers,
    points: null,
  }));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function jsonTrials(source: string, text: string, issues: string[]): { readonly trials: readonly unknown[] } {
  const { value: json, issues: jsonIssues } = parseJson(text);
  throwTableIssues(
    source,
    jsonIssues.map((issue) => `${source}: ${issue}`),
  );
  const trials = isObject(json) ? json.trials : undefined;
  if (!isObject(json) || !Array.isArray(trials)) {
    throw new DataError(`${source}: must be an object with a list 'trials'; got none`);
  }
  for (const key of Object.keys(json)) {
    if (key !== 'trials') issues.push(`${source}: must have only the key 'trials'; got '${key}'`);
  }
  return { trials };
}

interface JsonPlace {
  readonly source: string;
  readonly path: string;
  readonly issues: string[];
  /** Whether the record may hold a curve's points. */
  readonly points: boolean;
}

function jsonRecord(value: unknown, { source, path, issues, points }: JsonPlace): readonly TrialRecord[] {
  const where = `${source}: ${path}`;
  if (!isObject(value)) {
    issues.push(`${where}: must be an object; got ${value === null ? 'null' : typeof value}`);
    return [];
  }
  const columns = points ? [...requiredColumns, ...optionalColumns] : ['month', 'survival_percent', 'at_risk'];
  const cells = new Map<string, string>();
  for (const [key, cell] of Object.entries(value)) {
    if (points && key === 'curve') continue;
    if (!(columns.includes(key) || (points && isAnyMonthColumn(key)))) {
      issues.push(
        `${where}: must have known keys; got '${key}'${nearestHint(key, points ? [...columns, 'curve'] : columns)}`,
      );
    } else if (typeof cell === 'string' || typeof cell === 'number') {
      cells.set(key, String(cell).trim());
    } else if (cell !== null) {
      issues.push(
        `${where}.${key}: must be text, a number or null; got ${Array.isArray(cell) ? 'a list' : typeof cell}`,
      );
    }
  }
  const curve = points ? value.curve : undefined;
  if (curve !== undefined && curve !== null && !Array.isArray(curve)) {
    issues.push(`${where}.curve: must be a list of points; got ${typeof curve}`);
  }
  const list = Array.isArray(curve)
    ? curve.flatMap((point, index) =>
        jsonRecord(point, { source, path: `${path}.curve[${index}]`, issues, points: false }),
      )
    : null;
  return [
    {
      where,
      columns: [...cells.keys()],
      cell: (column) => cells.get(column) ?? '',
      at: (column) => `${where}.${column}`,
      numbers: plainNumbers,
      points: list,
    },
  ];
}

/** Reads numbers of a record; errors are added to the issues and NaN is returned. */
export interface NumberReader {
  number(column: string, must: string, holds: (value: number) => boolean): number;
  /** As `number`, but an empty or absent cell is null. */
  optional(column: string, must: string, holds: (value: number) => boolean): number | null;
  /** An issue of the whole record. */
  issue(summary: string): void;
}

export function numberReader(record: TrialRecord, issues: string[]): NumberReader {
  const number: NumberReader['number'] = (column, must, holds) => {
    const cell = record.cell(column);
    const value = cellNumber(column, cell, record.numbers.parse);
    if (holds(value)) return value;
    issues.push(
      `${record.at(column)}: must be ${numberMust(column, cell, must)}; got '${cell}'${record.numbers.explain(cell)}`,
    );
    return Number.NaN;
  };
  return {
    number,
    optional: (column, must, holds) => (record.cell(column) === '' ? null : number(column, must, holds)),
    issue: (summary) => issues.push(`${record.where}: ${summary}`),
  };
}
