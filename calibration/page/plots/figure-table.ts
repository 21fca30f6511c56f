import { type SpecPart, type SpecUnit, specUnits } from './spec-units.js';

/** The rows behind a figure: columns by their titles, a cell per column. */
export interface FigureTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** Helper lines such as a rule at zero: one row that a figure states itself. */
const isHelper = ({ mark, rows }: SpecUnit): boolean =>
  (mark === 'rule' || mark === 'text') && (rows?.length ?? 0) <= 1;

function cellOf(value: unknown): string | number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string') return value;
  return typeof value === 'boolean' ? String(value) : null;
}

const isCell = (value: unknown): boolean => value === null || ['string', 'number', 'boolean'].includes(typeof value);

/** Fields that only drawings need: texts at marks, and places of rows under headings. */
const isOfDrawing = (field: string, rows: readonly SpecPart[]): boolean =>
  field === 'hover' || rows.some((row) => typeof row[field] === 'string' && row[field].includes('\u001f'));

/** Titles of fields, from the first channel that states one. */
function titlesOf(units: readonly SpecUnit[]): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { channels } of units) {
    for (const { field, title } of channels) {
      if (title !== '' && !titles.has(field)) titles.set(field, title);
    }
  }
  return titles;
}

/**
 * The table behind a figure: the rows that are written into its specification, each once.
 *
 * A column has the title of its axis, with its unit, where it is drawn on one and no other column has it; otherwise it
 * is named after its field.
 *
 * @param spec - a Vega-Lite specification with its data inside
 * @returns columns in order of appearance; rows of several sources below each other
 */
export function figureTable(spec: unknown): FigureTable {
  const all = specUnits(spec);
  const drawn = all.filter((unit) => !isHelper(unit));
  const units = drawn.length > 0 ? drawn : all;
  const sources = [...new Set(units.flatMap(({ rows }) => (rows === undefined ? [] : [rows])))];
  // Panels often hold copies of the same rows
  const seen = new Set<SpecPart>();
  const rows = sources.flat().filter((row) => !seen.has(row) && seen.add(row));
  const written = [...new Set(rows.flatMap((row) => Object.keys(row).filter((field) => isCell(row[field]))))];
  const fields = written.filter((field) => !isOfDrawing(field, rows));
  const titles = titlesOf(units);
  const named = fields.map((field) => titles.get(field) ?? field);
  return {
    columns: named.map((title, index) => (named.indexOf(title) === named.lastIndexOf(title) ? title : fields[index]!)),
    rows: rows.map((row) => fields.map((field) => cellOf(row[field]))),
  };
}
