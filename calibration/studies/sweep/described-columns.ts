import { type CsvCell, type DescribedColumn, numberColumn, textColumn, wholeNumberColumn } from '../../../src/index.js';
import { describeColumn } from './endpoint-columns.js';
import type { SweepResult } from './result.js';

const counts: Readonly<Record<string, string>> = {
  patients: 'virtual patients at the point',
  failed: 'of these, patients whose simulation failed',
};

/**
 * Columns of the points of a sweep: what is varied, then endpoints with their Monte-Carlo standard errors.
 *
 * @param result - the sweep
 * @param header - names of the columns
 * @param rows - the points; a column of what is varied holds text where one of its cells does
 */
export function describedColumns(
  { coordinates, coordinate_units: units }: Pick<SweepResult, 'coordinates' | 'coordinate_units'>,
  header: readonly string[],
  rows: readonly (readonly CsvCell[])[],
): readonly DescribedColumn[] {
  return header.map((name, place) => {
    if (place < coordinates.length) {
      return rows.some((cells) => typeof cells[place] === 'string')
        ? textColumn(name, 'what is varied')
        : numberColumn(name, units?.[name] || '1', 'what is varied');
    }
    const count = counts[name];
    if (count !== undefined) return wholeNumberColumn(name, '1', count);
    const of = name.replace(/_se$/, '');
    const { summary, behind } = describeColumn(of);
    const description = of === name ? summary : `Monte-Carlo standard error: ${summary}`;
    const unit = behind.trim() === 'months' ? 'month' : behind.trim();
    return numberColumn(name, unit || '1', description);
  });
}
