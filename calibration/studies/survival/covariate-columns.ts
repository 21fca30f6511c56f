import { nearestHint, parseDecimal } from '../../../src/index.js';
import type { ColumnCell } from './event-coding.js';
import type { NamedColumn } from './survival-data.js';

export interface CovariateColumns {
  readonly columns: readonly NamedColumn[];
  readonly issues: readonly string[];
}

/** Least size above 0 whose square and reciprocal are still numbers; what is below is no measurement. */
export const LEAST_SIZE = 1e-100;

/** More different texts than this are a name or a note, not a covariate. */
const MOST_LEVELS = 30;

/**
 * A covariate as columns of a regression: numbers as they are, text as one dummy variable for each value but the reference.
 *
 * Text is a column without any number. A single text gives one constant column.
 *
 * @param name - of the column
 * @param cells - the column, without missing values
 * @param options - source of the table, reference (default: the first value in order), reader of numbers
 * @returns columns of the regression; issues: numbers beside text, too many texts, an unknown reference
 */
export function covariateColumns(
  name: string,
  cells: readonly ColumnCell[],
  {
    source,
    reference,
    numbers,
  }: {
    readonly source: string;
    readonly reference: string | undefined;
    readonly numbers: { readonly parse: (cell: string) => number; readonly explain: (cell: string) => string };
  },
): CovariateColumns {
  const isText = ({ cell }: ColumnCell) => Number.isNaN(numbers.parse(cell)) && numbers.explain(cell) === '';
  if (cells.length === 0 || !cells.every(isText)) {
    const values = Float64Array.from(cells, ({ cell }) => numbers.parse(cell));
    const issues = cells
      .filter((_, row) => !Number.isFinite(values[row]))
      .map(
        ({ line, cell }) =>
          `${source}:${line}: column ${name}: must be a finite number, or the column text without numbers; got '${cell}'${numbers.explain(cell)}`,
      );
    const range =
      values.reduce((most, v) => Math.max(most, v), -Infinity) -
      values.reduce((least, v) => Math.min(least, v), Infinity);
    if (issues.length === 0 && range > 0 && range < LEAST_SIZE) {
      issues.push(`${source}: column ${name}: must differ by at least ${LEAST_SIZE} as a covariate; got ${range}`);
    }
    if (reference !== undefined) issues.push(`--covariate-reference: must name a covariate of text; got ${name}`);
    return { columns: [{ name, values, against: null }], issues };
  }
  const texts = cells.map(({ cell }) => cell.trim());
  const levels = [...new Set(texts)].sort(byName);
  const issues: string[] = [];
  if (levels.length > MOST_LEVELS) {
    issues.push(
      `${source}: column ${name}: must have at most ${MOST_LEVELS} different texts as a covariate; got ${levels.length}`,
    );
  }
  if (reference !== undefined && !levels.includes(reference)) {
    const hint = nearestHint(reference, levels);
    issues.push(
      `--covariate-reference: must be a value of column ${name} of ${source}: ${levels.slice(0, MOST_LEVELS).join(', ')}; got ${reference}${hint}`,
    );
  }
  const against = reference ?? levels[0]!;
  const others = levels.filter((level) => level !== against);
  if (others.length === 0)
    return { columns: [{ name, values: new Float64Array(texts.length), against: null }], issues };
  return {
    columns: others.map((level) => ({
      name: `${name}: ${level}`,
      values: Float64Array.from(texts, (text) => Number(text === level)),
      against,
    })),
    issues,
  };
}

/** Order of names: numbers by size, others by their letters. */
export function byName(a: string, b: string): number {
  const difference = parseDecimal(a) - parseDecimal(b);
  if (Number.isFinite(difference) && difference !== 0) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}
