/** Digits with an optional sign, point and exponent; `0x10`, `1_000`, `Infinity` and the empty text are not decimals. */
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

/**
 * Reads a decimal number as people write it; spaces around it do not count.
 *
 * @param text - content of a cell
 * @returns the nearest double, or NaN when the text is not a decimal number or exceeds the range of a double
 */
export function parseDecimal(text: string): number {
  const trimmed = text.trim();
  const number = DECIMAL.test(trimmed) ? Number(trimmed) : Number.NaN;
  return Number.isFinite(number) ? number : Number.NaN;
}
