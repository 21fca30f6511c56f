import type { CellNumbers } from '../io/cell-numbers.js';
import { matchCsvColumns } from '../io/csv-columns.js';
import { parseTable } from '../io/table.js';
import { throwTableIssues } from '../io/table-issues.js';

/** Column that names the patients. */
const PATIENT_COLUMN = 'patient';

export interface PatientTableOptions {
  /** Where the text comes from, for messages. */
  readonly source: string;
  /** Parameters that every patient must state, in canonical order. */
  readonly required: readonly string[];
  /** Parameters that a table may state besides, to override the model's fixed value. */
  readonly optional: readonly string[];
}

/** Patients as a user gives them. */
export interface PatientTable {
  /** Identifiers in file order; unique. */
  readonly ids: readonly string[];
  /** Parameter names: the required ones in canonical order, then the overrides in header order. */
  readonly columns: readonly string[];
  /** Parameters in their own units, row-major: patient i, column j at [i * columns.length + j]; finite, ≥ 0. */
  readonly values: Float64Array;
}

/** The same, and how the table was read (see `Table`). */
export interface ParsedPatientTable extends PatientTable {
  readonly readAs: string | null;
}

function numberIssue(cell: string, number: number, numbers: CellNumbers): string | null {
  if (cell.trim() === '') return 'must be a number ≥ 0; got an empty cell';
  return number >= 0 ? null : `must be a number ≥ 0; got '${cell.trim()}'${numbers.explain(cell)}`;
}

/**
 * Reads a table of patients: a column `patient` and one column per parameter, in any order.
 *
 * @param text - CSV text; a byte order mark and any line ending are accepted
 * @param options - source, required and optional parameter names
 * @returns identifiers, columns in canonical order, and the numbers
 * @throws DataError - naming file, line and column of every issue: a missing, unknown or repeated column, a ragged row, an
 *   empty or repeated identifier, a cell that is empty, not a decimal number, not finite or negative, or no patient at all
 */
export function parsePatientTable(
  text: string,
  { source, required, optional }: PatientTableOptions,
): ParsedPatientTable {
  const table = parseTable(text, source);
  const shape = matchCsvColumns(table, { source, required: [PATIENT_COLUMN, ...required], optional });
  const issues = [...shape.issues];
  if (table.rows.length === 0) issues.push(`${source}: must hold at least one patient; got a header alone`);
  const overrides = [...shape.positions.keys()].filter((name) => optional.includes(name));
  const columns = [...required, ...overrides];
  const values = new Float64Array(table.rows.length * columns.length);
  const lineOf = new Map<string, number>();
  const idPosition = shape.positions.get(PATIENT_COLUMN);
  table.rows.forEach(({ line, cells }, patient) => {
    // A ragged row is already reported; its cells cannot be assigned to columns, so they are not checked.
    if (cells.length !== table.header.length) return;
    if (idPosition !== undefined) {
      const id = cells[idPosition]!.trim();
      const first = lineOf.get(id);
      const where = `${source}:${line}: column ${PATIENT_COLUMN}`;
      if (id === '') issues.push(`${where}: must name the patient; got an empty cell`);
      else if (first !== undefined) issues.push(`${where}: must be unique; got '${id}', which line ${first} has too`);
      else lineOf.set(id, line);
    }
    columns.forEach((name, column) => {
      const position = shape.positions.get(name);
      if (position === undefined) return;
      const number = table.numbers.parse(cells[position]!);
      const issue = numberIssue(cells[position]!, number, table.numbers);
      if (issue !== null) issues.push(`${source}:${line}: column ${name}: ${issue}`);
      values[patient * columns.length + column] = number;
    });
  });
  throwTableIssues(source, issues);
  return { ids: [...lineOf.keys()], columns, values, readAs: table.readAs };
}
