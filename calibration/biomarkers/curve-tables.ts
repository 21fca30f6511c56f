import { type CsvCell, DataError, parseDecimal } from '../../src/index.js';
import {
  type AnalysedMarkers,
  type CalibrationGroups,
  calibrationGroupsSchema,
  type RocCurvePoints,
  rocCurveSchema,
} from './result.js';

/** The curves of an analysed table. */
export type DrawnCurves = Pick<AnalysedMarkers, 'curves' | 'calibration'>;

/** The curves of a table and the cells that identify its rows, e.g. arm and day. */
export interface NamedCurves extends DrawnCurves {
  readonly names: readonly CsvCell[];
}

/** Columns of `figures/roc.csv`, after those that identify the table. */
export const rocColumns = ['score', 'kind', 'scale', 'threshold', 'fpr', 'tpr', 'auc'] as const;

/** Columns of `figures/calibration.csv`, after those that identify the table. */
export const calibrationColumns = ['score', 'scale', 'rows', 'predicted', 'observed', 'ci_low', 'ci_high'] as const;

/** Points of the ROC curves, table by table. */
export function rocRows(tables: readonly NamedCurves[]): readonly (readonly CsvCell[])[] {
  return tables.flatMap(({ names, curves }) =>
    curves.flatMap(({ score, kind, scale, auc, fpr, tpr, thresholds }) =>
      fpr.map((rate, point) => [
        ...names,
        score,
        kind,
        scale,
        thresholds[point] ?? null,
        rate,
        tpr[point] ?? null,
        auc,
      ]),
    ),
  );
}

/** Groups of the calibration curves, table by table. */
export function calibrationRows(tables: readonly NamedCurves[]): readonly (readonly CsvCell[])[] {
  return tables.flatMap(({ names, calibration }) =>
    calibration.flatMap(({ score, scale, groups }) =>
      groups.map(({ rows, predicted, observed, low, high }) => [
        ...names,
        score,
        scale,
        rows,
        predicted,
        observed,
        low,
        high,
      ]),
    ),
  );
}

/** Cells of a stored table, header first. */
type StoredCells = readonly (readonly string[])[];

/**
 * Reads the curves written by {@link rocRows} and {@link calibrationRows}.
 *
 * @param stored - cells of both tables, header first, and the columns that identify a table
 * @returns the curves of a table by its names; none for an unknown table
 * @throws DataError - when a header differs, or a cell is not valid for its column
 */
export function readCurves(
  stored: { readonly roc: StoredCells; readonly calibration: StoredCells },
  nameColumns: readonly string[] = [],
): (...names: readonly string[]) => DrawnCurves {
  const curves = groupRows(stored.roc, 'figures/roc.csv', { nameColumns, columns: rocColumns, keys: 3 });
  const groups = groupRows(stored.calibration, 'figures/calibration.csv', {
    nameColumns,
    columns: calibrationColumns,
    keys: 2,
  });
  return (...names) => ({
    curves: curves.filter(({ table }) => table === JSON.stringify(names)).map(({ rows }) => toCurve(rows)),
    calibration: groups.filter(({ table }) => table === JSON.stringify(names)).map(({ rows }) => toGroups(rows)),
  });
}

interface RowGroup {
  readonly table: string;
  readonly rows: (readonly string[])[];
}

/** Neighbouring rows of one table that share their first cells, without the cells that identify the table. */
function groupRows(
  [header = [], ...records]: StoredCells,
  file: string,
  {
    nameColumns,
    columns,
    keys,
  }: { readonly nameColumns: readonly string[]; readonly columns: readonly string[]; readonly keys: number },
): readonly RowGroup[] {
  const expected = [...nameColumns, ...columns].join();
  if (header.join() !== expected) throw new DataError(`${file}: header must be ${expected}; got ${header.join()}`);
  const groups: RowGroup[] = [];
  let last = '';
  for (const record of records) {
    const key = JSON.stringify(record.slice(0, nameColumns.length + keys));
    const cells = record.slice(nameColumns.length);
    if (key === last) groups.at(-1)!.rows.push(cells);
    else groups.push({ table: JSON.stringify(record.slice(0, nameColumns.length)), rows: [cells] });
    last = key;
  }
  return groups;
}

function toCurve(rows: readonly (readonly string[])[]): RocCurvePoints {
  const [score, kind, scale, , , , auc = ''] = rows[0]!;
  const column = (at: number) => rows.map((row) => parseDecimal(row[at] ?? ''));
  return checked(rocCurveSchema, 'figures/roc.csv', {
    score,
    kind,
    scale,
    auc: parseDecimal(auc),
    fpr: column(4),
    tpr: column(5),
    thresholds: rows.map((row) => (row[3] === '' ? null : parseDecimal(row[3] ?? ''))),
  });
}

function toGroups(rows: readonly (readonly string[])[]): CalibrationGroups {
  const [score, scale] = rows[0]!;
  return checked(calibrationGroupsSchema, 'figures/calibration.csv', {
    score,
    scale,
    groups: rows.map((row) => {
      const [count, predicted, observed, low, high] = row.slice(2).map(parseDecimal);
      return { rows: count, predicted, observed, low, high };
    }),
  });
}

function checked<Value>(
  schema: { safeParse: (value: unknown) => { success: true; data: Value } | { success: false; error: Error } },
  file: string,
  value: unknown,
): Value {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new DataError(`${file}: must hold curves of an analysis; got ${parsed.error.message}`);
}
