import {
  completeRows,
  DataError,
  isMissing,
  type MissingPolicy,
  type MissingRows,
  missingRemarks,
  nearestHint,
  parseTable,
  type Table,
  throwTableIssues,
  type WeightMeaning,
} from '../../../src/index.js';
import { byName, covariateColumns, LEAST_SIZE } from './covariate-columns.js';
import { type ColumnCell, codedEvents, codingRemarks, type EventCoding } from './event-coding.js';
import type { NamedColumn, SurvivalData } from './survival-data.js';

/** Columns of a table by what they hold. */
export interface SurvivalColumns {
  readonly time: string;
  readonly event: string;
  readonly group?: string | undefined;
  readonly stratum?: string | undefined;
  readonly covariates: readonly string[];
  readonly weight?: string | undefined;
  readonly marker?: string | undefined;
}

export interface SurvivalTableOptions {
  readonly source: string;
  readonly columns: SurvivalColumns;
  /** Group that the others are compared with; default: the first in order of name. */
  readonly reference?: string | undefined;
  readonly weightsAre: WeightMeaning;
  /** Value of an event; all others are then censored. Default: 1 of 0 and 1, TRUE of FALSE and TRUE, T of F and T. */
  readonly eventValue?: string | undefined;
  /** Reference of covariates of text, by column; default: the first value in order. */
  readonly covariateReferences?: ReadonlyMap<string, string> | undefined;
  /** Rows with a missing value in a column that is used; default `refuse`. */
  readonly missing?: MissingPolicy | undefined;
}

/** Patients of a table, and how it was read. */
export interface ParsedSurvivalTable extends SurvivalData {
  readonly coding: EventCoding;
  readonly missing: MissingRows & { readonly policy: MissingPolicy };
  /** What was left out or interpreted; sentences. */
  readonly remarks: readonly string[];
  /** How the table was read (see `Table`). */
  readonly readAs: string | null;
}

/** Name of the only group where a table is not divided. */
export const ALL_PATIENTS = 'all patients';

/**
 * Reads patients from a table of a user. Other columns may hold anything.
 *
 * Groups are in order of their names (numbers by size), the reference first.
 *
 * @param text - a table as `parseTable` reads it
 * @param options - source, columns by role, reference group, what weights are, event value, references of text, missing values
 * @returns the patients, in file order, with the coding of events, the rows left out and remarks on both
 * @throws DataError - naming file, line and column of every issue: a missing column (with the nearest name), a missing value
 *   (unless such rows are dropped), a negative time, an event in an unknown coding, a number that is none, a ragged row, no
 *   patient at all
 */
export function parseSurvivalTable(text: string, options: SurvivalTableOptions): ParsedSurvivalTable {
  const { source, columns, weightsAre, missing: policy = 'refuse', covariateReferences = new Map() } = options;
  const table = parseTable(text, source);
  const reader = columnReader(table, { source, columns, policy });
  const times = reader.numbers(columns.time, 'a finite number >= 0', (value) => value >= 0);
  reader.issues.push(...sizeIssues(source, columns.time, times));
  const events = codedEvents(reader.cells(columns.event), {
    column: columns.event,
    source,
    value: options.eventValue,
    parse: table.numbers.parse,
  });
  const groups = columns.group === undefined ? null : reader.names(columns.group);
  const strata = columns.stratum === undefined ? null : reader.names(columns.stratum);
  const covariates = columns.covariates.map((name) =>
    covariateColumns(name, reader.cells(name), {
      source,
      reference: covariateReferences.get(name),
      numbers: table.numbers,
    }),
  );
  const weights = columns.weight === undefined ? null : weightsOf(reader, columns.weight, options);
  const marker =
    columns.marker === undefined
      ? null
      : { name: columns.marker, values: reader.numbers(columns.marker, 'a finite number', () => true) };
  throwTableIssues(source, [...reader.issues, ...events.issues, ...covariates.flatMap(({ issues }) => issues)]);
  if (table.rows.length === 0) throw new DataError(`${source}: must hold one patient at least; got a header alone`);
  if (times.length === 0) {
    throw new DataError(`${source}: must hold at least one row without a missing value; got none`);
  }
  const names = groups === null ? [ALL_PATIENTS] : ordered(groups, options);
  const strataNames = strata === null ? null : [...new Set(strata)];
  const regressors = covariates.flatMap((each) => each.columns);
  return {
    times,
    observed: events.observed,
    groups: names,
    groupOf: groups === null ? new Uint32Array(times.length) : Uint32Array.from(groups, (name) => names.indexOf(name)),
    strata: strata === null ? null : Uint32Array.from(strata, (name) => strataNames!.indexOf(name)),
    covariates: regressors,
    weighting: weights === null ? null : { weights, meaning: weightsAre },
    marker,
    coding: events.coding,
    missing: { policy, ...reader.omitted },
    readAs: table.readAs,
    remarks: [
      ...missingRemarks(reader.omitted),
      ...codingRemarks(events.coding, columns.event),
      ...columns.covariates.flatMap((name, index) => textRemarks(name, covariates[index]!.columns)),
    ],
  };
}

function textRemarks(name: string, columns: readonly NamedColumn[]): readonly string[] {
  const against = columns[0]?.against ?? null;
  return against === null ? [] : [`Covariate ${name} is text: its other values are compared with ${against}.`];
}

function weightsOf(
  reader: ColumnReader,
  column: string,
  { source, weightsAre: meaning }: SurvivalTableOptions,
): Float64Array {
  if (meaning === 'sampling') {
    const weights = reader.numbers(column, 'a finite number > 0', (value) => value > 0);
    reader.issues.push(...sizeIssues(source, column, weights));
    return weights;
  }
  const isCount = (value: number) => value >= 1 && Number.isSafeInteger(value);
  const counts = reader.numbers(column, 'a whole number of patients >= 1', isCount);
  const sum = counts.reduce((total, count) => total + count, 0);
  if (sum > MOST_PATIENTS)
    reader.issues.push(`${source}: column ${column}: must count at most 1e7 patients; got ${sum}`);
  return counts;
}

/** Patients that rows may count for in all. */
const MOST_PATIENTS = 1e7;

function sizeIssues(source: string, column: string, values: Float64Array): readonly string[] {
  const odd = values.find((value) => value > 0 && value < LEAST_SIZE);
  return odd === undefined
    ? []
    : [`${source}: column ${column}: must hold numbers of at least ${LEAST_SIZE}; got ${odd}`];
}

interface ColumnReader {
  readonly issues: string[];
  readonly omitted: MissingRows;
  readonly cells: (name: string) => readonly ColumnCell[];
  readonly numbers: (name: string, required: string, fits: (value: number) => boolean) => Float64Array;
  readonly names: (name: string) => readonly string[];
}

interface ReaderOptions {
  readonly source: string;
  readonly columns: SurvivalColumns;
  readonly policy: MissingPolicy;
}

/** Reads whole columns of the rows without missing values and collects what is wrong with them. */
function columnReader(table: Table, { source, columns, policy }: ReaderOptions): ColumnReader {
  const { header, rows, numbers } = table;
  const known = header.map((cell) => cell.trim());
  const issues = rows
    .filter(({ cells }) => cells.length !== header.length)
    .map(
      ({ line, cells }) =>
        `${source}:${line}: must have ${header.length} cells, as the header has; got ${cells.length}`,
    );
  const { time, event, group, stratum, covariates, weight, marker } = columns;
  const used = [time, event, group, stratum, ...covariates, weight, marker].filter((name) => name !== undefined);
  const needed = [...new Set(used)].flatMap((name) => {
    const position = known.indexOf(name);
    if (position < 0) {
      const hint = nearestHint(name, known);
      issues.push(`${source}:1: column ${name}: must be in the header; got ${known.join(', ')}${hint}`);
      return [];
    }
    if (known.lastIndexOf(name) !== position) {
      issues.push(`${source}:1: column ${name}: must be in the header once; got it twice`);
    }
    return [{ name, position }];
  });
  const complete = completeRows(table, needed, { policy, source });
  issues.push(...complete.issues);
  const positions = new Map(needed.map(({ name, position }) => [name, position]));
  const cells = (name: string): readonly ColumnCell[] => {
    const position = positions.get(name);
    if (position === undefined) return [];
    // Of refused rows the cells that are there are checked too
    return (policy === 'refuse' ? rows : complete.rows)
      .filter((row) => row.cells.length === header.length && !isMissing(row.cells[position]))
      .map((row) => ({ line: row.line, cell: row.cells[position]! }));
  };
  return {
    issues,
    omitted: complete.omitted,
    cells,
    numbers: (name, required, fits) =>
      Float64Array.from(cells(name), ({ line, cell }) => {
        const value = numbers.parse(cell);
        if (!(Number.isFinite(value) && fits(value))) {
          issues.push(`${source}:${line}: column ${name}: must be ${required}; got '${cell}'${numbers.explain(cell)}`);
        }
        return value;
      }),
    names: (name) => cells(name).map(({ cell }) => cell.trim()),
  };
}

function ordered(groups: readonly string[], { source, columns, reference }: SurvivalTableOptions): readonly string[] {
  const names = [...new Set(groups)].sort(byName);
  if (reference === undefined) return names;
  if (names.includes(reference)) return [reference, ...names.filter((name) => name !== reference)];
  throw new DataError(
    `--reference: must be a group of column ${columns.group ?? '(none)'} of ${source}: ${names.join(', ')}; got ${reference}${nearestHint(reference, names)}`,
  );
}
