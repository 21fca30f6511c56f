import { type CsvTable, matchCsvColumns, parseCsv, parseDecimal, throwTableFaults } from '../../../src/index.js';

/** One result of the paper, as `data/published/paper-results.csv` holds it. */
export interface PublishedFigure {
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
 * @throws DataError - with every fault: a missing column or source, a repeated id, a cell that is no number, a row with
 *   neither a printed nor a recomputed figure
 */
export function parsePublishedFigures(text: string, source: string): readonly PublishedFigure[] {
  const table: CsvTable = parseCsv(text, source);
  const { positions, faults: shapeFaults } = matchCsvColumns(table, { source, required: columns, optional: [] });
  throwTableFaults(source, shapeFaults);
  const faults: string[] = [];
  const known = new Set<string>();
  const rows = table.rows.map(({ line, cells }): PublishedFigure => {
    const cell = (column: (typeof columns)[number]) => cells[positions.get(column)!]!.trim();
    const fault = (column: (typeof columns)[number], required: string) =>
      faults.push(`${source}:${line}: column ${column}: ${required}; got '${cell(column)}'`);
    const words = (column: (typeof columns)[number]): string => {
      if (cell(column) === '') fault(column, 'must not be empty');
      return cell(column);
    };
    const optional = (column: (typeof columns)[number]): number | null => {
      if (cell(column) === '') return null;
      const value = parseDecimal(cell(column));
      if (!Number.isFinite(value)) fault(column, 'must be a number or empty');
      return value;
    };
    const id = words('id');
    if (known.has(id)) fault('id', 'must stand in one row only');
    known.add(id);
    const [value, recomputed, patients] = [optional('value'), optional('recomputed'), optional('patients')];
    if (value === null && recomputed === null) fault('value', 'must be a number where nothing was recomputed');
    if (patients !== null && !(Number.isSafeInteger(patients) && patients >= 1)) {
      fault('patients', 'must be an integer >= 1 or empty');
    }
    const decimals = parseDecimal(cell('decimals'));
    if (!(Number.isSafeInteger(decimals) && decimals >= 0)) fault('decimals', 'must be an integer >= 0');
    const relation = cell('relation');
    if (relation !== '=' && relation !== '<') fault('relation', "must be '=' or '<'");
    return {
      id,
      figure: words('figure'),
      arm: words('arm'),
      quantity: words('quantity'),
      relation: relation === '<' ? '<' : '=',
      value,
      decimals,
      patients,
      unit: words('unit'),
      recomputed,
      source: words('source'),
    };
  });
  throwTableFaults(source, faults);
  return rows;
}
