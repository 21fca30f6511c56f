import {
  DataError,
  nearestName,
  parseDecimal,
  parseTable,
  type Table,
  throwTableIssues,
  type WeightMeaning,
} from '../../../src/index.js';
import type { SurvivalData } from './survival-data.js';

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
}

/** Name of the only group where a table is not divided. */
export const ALL_PATIENTS = 'all patients';

/**
 * Reads patients from a CSV table. Other columns may hold anything.
 *
 * Groups are in order of their names (numbers by size), the reference first.
 *
 * @param text - content of the file
 * @param options - source, columns by role, reference group, what weights are
 * @returns the patients, in file order
 * @throws DataError - naming file, line and column of every issue: a missing column (with the nearest name), a negative or
 *   missing time, an event other than 0 or 1, an empty group, a number that is none, a ragged row, no patient at all
 */
export function parseSurvivalTable(text: string, options: SurvivalTableOptions): SurvivalData {
  const { source, columns, weightsAre } = options;
  const table = parseTable(text, source);
  const reader = columnReader(table, source);
  const times = reader.numbers(columns.time, 'a finite number >= 0', (value) => value >= 0);
  const observed = reader.numbers(columns.event, '0 (censored) or 1 (event)', (value) => value === 0 || value === 1);
  const groups =
    columns.group === undefined ? table.rows.map(() => ALL_PATIENTS) : reader.names(columns.group, 'a group');
  const strata = columns.stratum === undefined ? null : reader.names(columns.stratum, 'a stratum');
  const number = (name: string) => ({ name, values: reader.numbers(name, 'a finite number', () => true) });
  const covariates = columns.covariates.map(number);
  const weights =
    columns.weight === undefined
      ? null
      : weightsAre === 'patients'
        ? reader.numbers(
            columns.weight,
            'a whole number of patients >= 1',
            (value) => value >= 1 && Number.isSafeInteger(value),
          )
        : reader.numbers(columns.weight, 'a finite number > 0', (value) => value > 0);
  const marker = columns.marker === undefined ? null : number(columns.marker);
  throwTableIssues(source, reader.issues);
  if (table.rows.length === 0) throw new DataError(`${source}: must hold one patient at least; got a header alone`);
  const names = ordered(groups, options);
  const strataNames = strata === null ? null : [...new Set(strata)];
  return {
    times,
    observed: Uint8Array.from(observed),
    groups: names,
    groupOf: Uint32Array.from(groups, (name) => names.indexOf(name)),
    strata: strata === null ? null : Uint32Array.from(strata, (name) => strataNames!.indexOf(name)),
    covariates,
    weighting: weights === null ? null : { weights, meaning: weightsAre },
    marker,
  };
}

interface ColumnReader {
  readonly issues: string[];
  readonly numbers: (name: string, required: string, fits: (value: number) => boolean) => Float64Array;
  readonly names: (name: string, what: string) => readonly string[];
}

/** Reads whole columns and collects what is wrong with them. */
function columnReader({ header, rows, numbers }: Table, source: string): ColumnReader {
  const known = header.map((cell) => cell.trim());
  const issues = rows
    .filter(({ cells }) => cells.length !== header.length)
    .map(
      ({ line, cells }) =>
        `${source}:${line}: must have ${header.length} cells, as the header has; got ${cells.length}`,
    );
  const cellsOf = (name: string): readonly { readonly line: number; readonly cell: string }[] => {
    const position = known.indexOf(name);
    if (position < 0) {
      const near = nearestName(name, known);
      const hint = near === null ? '' : ` (did you mean ${near}?)`;
      issues.push(`${source}:1: column ${name}: must be in the header; got ${known.join(', ')}${hint}`);
      return [];
    }
    if (known.lastIndexOf(name) !== position) {
      issues.push(`${source}:1: column ${name}: must be in the header once; got it twice`);
    }
    return rows
      .filter(({ cells }) => cells.length === header.length)
      .map(({ line, cells }) => ({ line, cell: cells[position]! }));
  };
  return {
    issues,
    numbers: (name, required, fits) =>
      Float64Array.from(cellsOf(name), ({ line, cell }) => {
        const value = numbers.parse(cell);
        if (!(Number.isFinite(value) && fits(value))) {
          issues.push(`${source}:${line}: column ${name}: must be ${required}; got '${cell}'${numbers.explain(cell)}`);
        }
        return value;
      }),
    names: (name, what) =>
      cellsOf(name).map(({ line, cell }) => {
        const text = cell.trim();
        if (text === '') issues.push(`${source}:${line}: column ${name}: must name ${what}; got an empty cell`);
        return text;
      }),
  };
}

function ordered(groups: readonly string[], { source, columns, reference }: SurvivalTableOptions): readonly string[] {
  const names = [...new Set(groups)].sort(byName);
  if (reference === undefined) return names;
  if (names.includes(reference)) return [reference, ...names.filter((name) => name !== reference)];
  const near = nearestName(reference, names);
  throw new DataError(
    `--reference: must be a group of column ${columns.group ?? '(none)'} of ${source}: ${names.join(', ')}; got ${reference}` +
      (near === null ? '' : ` (did you mean ${near}?)`),
  );
}

function byName(a: string, b: string): number {
  const difference = parseDecimal(a) - parseDecimal(b);
  if (Number.isFinite(difference) && difference !== 0) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}
