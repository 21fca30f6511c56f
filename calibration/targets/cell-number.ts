import { parseDecimal } from '../../src/index.js';
import { isAnyMonthColumn } from '../endpoints/month-columns.js';

/** Columns of whole numbers, which are written in digits alone. */
const WHOLE_COLUMNS = /^(n|n_evaluable|deaths|at_risk|year|assessment_day|[a-z_]+_count)$/;
const DIGITS = /^(0|[1-9]\d*)$/;
const PERCENT_SIGN = /\s*%$/;
/** Spellings of a median, or of an end of its interval, that was not reached in the follow-up. */
const NOT_REACHED = /^(median )?(nr\.?|n\.r\.|ne\.?|not (yet )?reached|not estimable)$/i;

const isPercentColumn = (column: string): boolean => column.endsWith('_percent') || isAnyMonthColumn(column);

/** Whether a cell states a percentage with its sign, such as `45.8%`. */
export const hasPercentSign = (column: string, cell: string): boolean =>
  isPercentColumn(column) && PERCENT_SIGN.test(cell);

/** Whether a cell states that a median, or an end of its interval, was not reached: `NR`, `not reached`, `NE`. */
export const isNotReached = (cell: string): boolean => NOT_REACHED.test(cell.trim());

/**
 * The number in a cell of a table of trials.
 *
 * A percent sign may follow a percentage. Counts, years and days are written in digits alone: `+5`, `5.0` and `1e3` are not whole numbers.
 *
 * @param column - name of the column
 * @param cell - its text, without spaces around it
 * @param parse - reads the decimal numbers of the file
 * @returns the number, or NaN where the text is none
 */
export function cellNumber(column: string, cell: string, parse: (cell: string) => number = parseDecimal): number {
  if (WHOLE_COLUMNS.test(column)) return DIGITS.test(cell) ? Number(cell) : Number.NaN;
  return parse(isPercentColumn(column) ? cell.replace(PERCENT_SIGN, '') : cell);
}

/** What is required of a cell, with the form of a whole number where the cell writes one in another form. */
export function numberMust(column: string, cell: string, must: string): string {
  const isOtherForm = WHOLE_COLUMNS.test(column) && !DIGITS.test(cell) && Number.isInteger(parseDecimal(cell));
  return isOtherForm && parseDecimal(cell) >= 0 ? `${must}, in digits alone` : must;
}
