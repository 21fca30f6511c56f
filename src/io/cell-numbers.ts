import { parseDecimal } from './decimal.js';

export type DecimalMark = 'point' | 'comma';

/** How the numbers of a table are written. */
export interface CellNumbers {
  /** The mark before decimals; null where no cell shows it. */
  readonly mark: DecimalMark | null;
  /** A cell as a number; NaN where it is none, or may be two. */
  readonly parse: (cell: string) => number;
  /** Why a cell that looks like a number is none: in brackets, after a space, for the end of a message; empty otherwise. */
  readonly explain: (cell: string) => string;
}

/** Numbers whose mark can only stand before decimals: it does not stand before exactly three digits, or follows a leading 0. */
const CERTAIN: Readonly<Record<DecimalMark, RegExp>> = {
  point: /^[+-]?(?![1-9]\d{0,2}\.\d{3}$)(\d+\.\d*|\.\d+)([eE][+-]?\d+)?$/,
  comma: /^[+-]?(?![1-9]\d{0,2},\d{3}$)(\d+,\d*|,\d+)([eE][+-]?\d+)?$/,
};
/** Numbers whose mark may stand before decimals or between thousands. */
const EITHER: Readonly<Record<DecimalMark, RegExp>> = {
  point: /^[+-]?[1-9]\d{0,2}\.\d{3}$/,
  comma: /^[+-]?[1-9]\d{0,2},\d{3}$/,
};
/** Digits with marks of any kind among them. */
const LIKE_A_NUMBER = /^[+-]?[.,]?\d[\d.,'\u2019\s]*([eE][+-]?\d+)?$/;
const GROUPS = 'thousands separators are not read';

/** Largest size of a number in a table: sums of its squares and cubes must stay within the range of a double. */
const MOST_SIZE = 1e50;
const isTooLarge = (value: number) => Math.abs(value) > MOST_SIZE;

function cellNumbers(
  mark: DecimalMark | null,
  isRefused: (text: string) => boolean,
  why: (text: string) => string,
): CellNumbers {
  return {
    mark,
    parse: (cell) => {
      const text = cell.trim();
      if (isRefused(text)) return Number.NaN;
      const value = parseDecimal(mark === 'comma' ? text.replace(',', '.') : text);
      return isTooLarge(value) ? Number.NaN : value;
    },
    explain: (cell) => {
      const text = cell.trim();
      if (LIKE_A_NUMBER.test(text) && isRefused(text)) return ` (${why(text)})`;
      // Beyond the range of a double it is infinite
      return LIKE_A_NUMBER.test(text) && isTooLarge(Number(text.replace(',', '.')))
        ? ` (numbers are at most ${MOST_SIZE} in size)`
        : '';
    },
  };
}

/** Numbers of plain tables: decimal points alone. */
export const plainNumbers: CellNumbers = cellNumbers(
  'point',
  (text) => /[,'\u2019\s]|\..*\./.test(text),
  (text) => {
    if (EITHER.comma.test(text)) return `it may be ${text.replace(',', '.')} or ${text.replace(',', '')}`;
    if (!CERTAIN.comma.test(text)) return GROUPS;
    return `columns are separated by commas here; write ${text.replace(',', '.')}`;
  },
);

/**
 * Finds how the numbers of a table are written whose columns are separated by semicolons or tabs: with decimal points or decimal commas.
 *
 * The mark is that of the cells that can be read in one way only: `4,9`, but not `1,234`, which may be 1.234 or 1234. Where cells
 * with either mark occur, and where a mark is in doubt, cells with a mark are no numbers. Tables with tabs have decimal points
 * unless a cell shows a decimal comma.
 *
 * @param cells - all cells of the table; a percent sign after a number does not count
 * @param separator - between the columns
 * @returns the mark, a reader of numbers, and explanations for messages
 */
export function findNumbers(cells: readonly string[], separator: ';' | '\t'): CellNumbers {
  const texts = cells.map((cell) => cell.replace(/%\s*$/, '').trim());
  const [point, comma] = [CERTAIN.point, CERTAIN.comma].map((form) => texts.find((text) => form.test(text)));
  if (point !== undefined && comma !== undefined) {
    const why = `the table has decimal commas, '${comma}', and decimal points, '${point}'`;
    return cellNumbers(
      null,
      (text) => /[.,]/.test(text),
      () => why,
    );
  }
  if (comma !== undefined) {
    const isGrouped = (text: string) => text.includes('.') || /,.*,/.test(text);
    return cellNumbers('comma', isGrouped, () => `the table has decimal commas, '${comma}'; ${GROUPS}`);
  }
  if (point !== undefined) {
    return cellNumbers(
      'point',
      (text) => text.includes(','),
      () => `the table has decimal points, '${point}'; ${GROUPS}`,
    );
  }
  const isInDoubt = (text: string) => text.includes(',') || (separator === ';' && EITHER.point.test(text));
  return cellNumbers(null, isInDoubt, (text) => {
    if (!EITHER.point.test(text) && !EITHER.comma.test(text)) return GROUPS;
    return `it may be ${text.replace(',', '.')} or ${text.replace(/[.,]/, '')}; no other number of the table tells`;
  });
}
