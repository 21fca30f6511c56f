import { type Comparison, type ComparisonRow, comparedValue, formatCompact, formatSigned } from '../../../browser.js';

/** A line of the table: the head of a section, or a quantity. */
export type ComparisonLine =
  | { readonly kind: 'section'; readonly name: string; readonly count: number }
  | { readonly kind: 'row'; readonly row: ComparisonRow };

/** Which rows are shown. */
export interface ComparisonChoice {
  readonly onlyDifferences: boolean;
  /** Name of a section; empty for all. */
  readonly section: string;
  /** Words that the name, unit or a value of a row must have. */
  readonly filter: string;
}

/** Rows of a comparison that are chosen. */
export function chosenRows(
  { rows }: Comparison,
  { onlyDifferences, section, filter }: ComparisonChoice,
): readonly ComparisonRow[] {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return rows.filter((row) => {
    if (onlyDifferences && row.isSame) return false;
    if (section !== '' && row.section !== section) return false;
    if (words.length === 0) return true;
    const text = `${row.section} ${row.label} ${row.unit} ${row.values.join(' ')}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** Rows with a head before each section. */
export function withSections(rows: readonly ComparisonRow[]): readonly ComparisonLine[] {
  const counts = new Map<string, number>();
  for (const { section } of rows) counts.set(section, (counts.get(section) ?? 0) + 1);
  let last = '';
  return rows.flatMap((row): ComparisonLine[] => {
    const own: ComparisonLine = { kind: 'row', row };
    if (row.section === last) return [own];
    last = row.section;
    return [{ kind: 'section', name: row.section, count: counts.get(row.section)! }, own];
  });
}

/** A cell of the table. */
export interface ComparisonCell {
  /** As it is shown. */
  readonly text: string;
  /** Every digit, as the file has it. */
  readonly exact: string;
  /** Against the baseline: a number that is larger or smaller, another value, or none there. */
  readonly change: 'none' | 'larger' | 'smaller' | 'other';
  /** How much larger or smaller. */
  readonly difference: string;
  readonly isNumber: boolean;
  /** File and place. */
  readonly source: string | null;
}

const DIGITS = 5;
const CHANGE_DIGITS = 2;

/**
 * Value of a run in a row, and how it differs from that of the baseline.
 *
 * @param row - of the comparison
 * @param run - place of the run
 * @param baseline - place of the baseline
 */
export function comparisonCell(row: ComparisonRow, run: number, baseline: number): ComparisonCell {
  const value = comparedValue(row, run);
  const base = comparedValue(row, baseline);
  const source = (row.sources.length === 1 ? row.sources[0] : row.sources[run]) ?? null;
  const exact = value === undefined || value === null ? '' : String(value);
  const isNumber = typeof value === 'number';
  const text = !isNumber || Number.isInteger(value) ? exact : formatCompact(value, DIGITS);
  const same = { text, exact, change: 'none', difference: '', isNumber, source } as const;
  if (run === baseline || value === base) return same;
  if (typeof value !== 'number' || typeof base !== 'number') return { ...same, change: 'other' };
  return { ...same, change: value > base ? 'larger' : 'smaller', difference: differenceText(value - base) };
}

/** A difference with its sign and few digits. */
function differenceText(difference: number): string {
  const size = Math.abs(difference);
  if (size >= 1000 || size < 0.001) return `${difference > 0 ? '+' : ''}${formatCompact(difference, CHANGE_DIGITS)}`;
  const decimals = Math.max(0, CHANGE_DIGITS - 1 - Math.floor(Math.log10(size)));
  return formatSigned(difference, Math.min(decimals, 6));
}
