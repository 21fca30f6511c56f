import { type CsvTable, matchCsvColumns, parseCsv, parseDecimal, throwTableIssues } from '../../../src/index.js';

/** One result of the paper, as `data/published/paper-results.csv` holds it. */
export interface PublishedResult {
  readonly id: string;
  readonly figure: string;
  readonly arm: string;
  readonly quantity: string;
  /** `<` for statements such as p < 0.01. */
  readonly relation: '=' | '<';
  /** Null where the paper draws it without a number. */
  readonly value: number | null;
  readonly decimals: number;
  /** Size of the cohort behind it; null for pooled trials. */
  readonly patients: number | null;
  readonly unit: string;
  /** The same from the authors' posted per-patient data; null where that was not computed. */
  readonly recomputed: number | null;
  readonly source: string;
}

const columns = [
  'id',
  'figure',
  'arm',
  'quantity',
  'relation',
  'value',
  'decimals',
  'patients',
  'unit',
  'recomputed',
  'source',
] as const;

/**
 * Reads the table of the paper's results.
 *
 * @param text - contents of the file
 * @param source - its name, for messages
 * @returns rows in file order
 * @throws DataError - with every issue: a missing column or source, a repeated id, a cell that is no number, a row with
 *   neither a printed nor a recomputed value
 */
export function parsePublishedResults(text: string, source: string): readonly PublishedResult[] {
  const table: CsvTable = parseCsv(text, source);
  const { positions, issues: shapeIssues } = matchCsvColumns(table, { source, required: columns, optional: [] });
  throwTableIssues(source, shapeIssues);
  const issues: string[] = [];
  const known = new Set<string>();
  const rows = table.rows.map(({ line, cells }): PublishedResult => {
    const cell = (column: (typeof columns)[number]) => cells[positions.get(column)!]!.trim();
    const issue = (column: (typeof columns)[number], required: string) =>
      issues.push(`${source}:${line}: column ${column}: ${required}; got '${cell(column)}'`);
    const summary = (column: (typeof columns)[number]): string => {
      if (cell(column) === '') issue(column, 'must not be empty');
      return cell(column);
    };
    const optional = (column: (typeof columns)[number]): number | null => {
      if (cell(column) === '') return null;
      const value = parseDecimal(cell(column));
      if (!Number.isFinite(value)) issue(column, 'must be a number or empty');
      return value;
    };
    const id = summary('id');
    if (known.has(id)) issue('id', 'must occur in one row only');
    known.add(id);
    const [value, recomputed, patients] = [optional('value'), optional('recomputed'), optional('patients')];
    if (value === null && recomputed === null) issue('value', 'must be a number where nothing was recomputed');
    if (patients !== null && !(Number.isSafeInteger(patients) && patients >= 1)) {
      issue('patients', 'must be an integer >= 1 or empty');
    }
    const decimals = parseDecimal(cell('decimals'));
    if (!(Number.isSafeInteger(decimals) && decimals >= 0)) issue('decimals', 'must be an integer >= 0');
    const relation = cell('relation');
    if (relation !== '=' && relation !== '<') issue('relation', "must be '=' or '<'");
    return {
      id,
      figure: summary('figure'),
      arm: summary('arm'),
      quantity: summary('quantity'),
      relation: relation === '<' ? '<' : '=',
      value,
      decimals,
      patients,
      unit: summary('unit'),
      recomputed,
      source: summary('source'),
    };
  });
  throwTableIssues(source, issues);
  return rows;
}
