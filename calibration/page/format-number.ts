const SUPERSCRIPTS: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/**
 * A power of ten with a raised exponent; 1 and 10 are written plainly.
 *
 * @param power - the exponent; a whole number
 * @returns text such as `10⁻³`, `1`, `10`, `10⁷`
 */
export function powerOfTen(power: number): string {
  if (power === 0 || power === 1) {
    return power === 0 ? '1' : '10';
  }
  return `10${[...String(power)].map((character) => SUPERSCRIPTS[character] ?? character).join('')}`;
}

/** Shown where there is no number. */
export const NO_NUMBER = '–';

const MINUS = '\u2212';
type MaybeNumber = number | null | undefined;

const isNumber = (value: MaybeNumber): value is number => typeof value === 'number' && Number.isFinite(value);

/** `-0.0` reads as a sign error, so a rounded zero loses its sign. */
function withProperMinus(digits: string): string {
  return /^-0(\.0*)?$/.test(digits) ? digits.slice(1) : digits.replace('-', MINUS);
}

/**
 * A number with a fixed count of decimals.
 *
 * @param value - the number; null, undefined and non-finite give a dash
 * @param decimals - digits after the point; 0 to 20
 * @returns text with a typographic minus
 */
export function formatFixed(value: MaybeNumber, decimals: number): string {
  return isNumber(value) ? withProperMinus(value.toFixed(decimals)) : NO_NUMBER;
}

/**
 * A standard error with a fixed count of decimals: one that is not zero is never shown as zero.
 *
 * @param error - the error, at least 0; null, undefined and non-finite give a dash
 * @param decimals - digits after the point; 0 to 20
 * @returns as {@link formatFixed}; `<0.01` where it would be rounded to zero
 */
export function formatError(error: MaybeNumber, decimals: number): string {
  const least = 10 ** -decimals;
  return isNumber(error) && error > 0 && error < least / 2
    ? `<${formatFixed(least, decimals)}`
    : formatFixed(error, decimals);
}

/**
 * A difference: as {@link formatFixed}, with `+` before positive values.
 *
 * @param value - the difference; null, undefined and non-finite give a dash
 * @param decimals - digits after the point; 0 to 20
 * @returns text with an explicit sign, none on a rounded zero
 */
export function formatSigned(value: MaybeNumber, decimals: number): string {
  const digits = formatFixed(value, decimals);
  return isNumber(value) && value > 0 && Number(digits) > 0 ? `+${digits}` : digits;
}

/**
 * A whole number with thin spaces between thousands.
 *
 * @param value - the number; null, undefined and non-finite give a dash
 * @returns text such as `12 000`
 */
export function formatCount(value: MaybeNumber): string {
  return isNumber(value)
    ? withProperMinus(Math.round(value).toString()).replace(/\B(?=(\d{3})+$)/g, '\u202f')
    : NO_NUMBER;
}

/**
 * A number of any size with a fixed count of significant digits; powers of ten outside [0.001, 100 000).
 *
 * @param value - the number; null, undefined and non-finite give a dash
 * @param significant - significant digits; 1 to 21
 * @returns text such as `0.0540`, `2.49 × 10⁻⁷`
 */
export function formatSignificant(value: MaybeNumber, significant = 3): string {
  if (!isNumber(value)) {
    return NO_NUMBER;
  }
  if (value === 0) {
    return '0';
  }
  const [mantissa = '', exponent = '0'] = value.toExponential(significant - 1).split('e');
  const power = Number(exponent);
  if (power >= -3 && power < 5) {
    return withProperMinus(value.toFixed(Math.max(0, significant - 1 - power)));
  }
  return `${withProperMinus(mantissa)} × ${powerOfTen(power)}`;
}

/**
 * As {@link formatSignificant} without trailing zeros, for values that are round by choice.
 *
 * @param value - the number; null, undefined and non-finite give a dash
 * @param significant - most significant digits; 1 to 21
 * @returns text such as `0.06`, `1 × 10⁷`
 */
export function formatCompact(value: MaybeNumber, significant = 3): string {
  return formatSignificant(value, significant)
    .replace(/(\.\d*?)0+(?=$| )/, '$1')
    .replace(/\.(?=$| )/, '');
}

/**
 * A p value, never printed as zero.
 *
 * @param value - the p value, in [0, 1]; null, undefined and non-finite give a dash
 * @returns `< 0.001`, or three decimals
 */
export function formatPValue(value: MaybeNumber): string {
  return isNumber(value) && value < 0.001 ? '< 0.001' : formatFixed(value, 3);
}

/**
 * A span of time for readers.
 *
 * @param seconds - elapsed time; s; not negative
 * @returns text such as `42 s`, `12 min 5 s`, `3 h 20 min`
 */
export function formatSeconds(seconds: number): string {
  if (!(seconds >= 0) || !Number.isFinite(seconds)) {
    return NO_NUMBER;
  }
  const whole = Math.round(seconds);
  if (whole < 60) {
    return `${seconds < 10 ? formatFixed(seconds, 1) : whole} s`;
  }
  const minutes = Math.floor(whole / 60);
  return whole < 3600 ? `${minutes} min ${whole % 60} s` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * How long a run took, and on how many workers.
 *
 * @param run - elapsed time; s; number of workers
 * @returns text such as `21 min 24 s on 2 workers`
 */
export function formatEffort(run: { readonly elapsedSeconds: number; readonly workers: number }): string {
  return `${formatSeconds(run.elapsedSeconds)} on ${formatCount(run.workers)} worker${run.workers === 1 ? '' : 's'}`;
}
