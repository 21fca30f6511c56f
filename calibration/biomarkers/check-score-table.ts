import { DataError } from '../../src/index.js';
import type { ScoreTable } from './score-table.js';

/**
 * Checks that a table can be analysed: complete, finite, varying markers and enough rows of each label for the folds.
 *
 * @param table - markers and labels
 * @param folds - folds of the cross-validation; each needs a row of either label
 * @throws DataError - naming the table and the column
 */
export function checkScoreTable({ name, columns, labels }: ScoreTable, folds: number): void {
  const rows = labels.length;
  const issue = labels.findIndex((label) => !(label === 0 || label === 1));
  if (issue >= 0) throw new DataError(`${name}: label of row ${issue + 1}: must be 0 or 1; got ${labels[issue]}`);
  const positives = labels.reduce((sum, label) => sum + label, 0);
  for (const [message, count] of [
    ['positive', positives],
    ['negative', rows - positives],
  ] as const) {
    if (!(count >= folds)) {
      throw new DataError(
        `${name}: must hold at least ${folds} ${message} rows, one per fold; got ${count} of ${rows} rows`,
      );
    }
  }
  if (columns.length === 0) throw new DataError(`${name}: must hold at least one marker; got none`);
  for (const { name: column, values } of columns) {
    if (values.length !== rows) {
      throw new DataError(`${name}: column ${column}: must hold one value per row (${rows}); got ${values.length}`);
    }
    const broken = values.findIndex((value) => !Number.isFinite(value));
    if (broken >= 0) {
      throw new DataError(`${name}: column ${column}: row ${broken + 1}: must be finite; got ${values[broken]}`);
    }
    if (values.every((value) => value === values[0])) {
      throw new DataError(`${name}: column ${column}: must vary; got ${values[0]} in all ${rows} rows`);
    }
  }
}
