/**
 * A number as a C literal of type double that reads back to the same bits.
 *
 * The digits are the shortest that identify the number among all doubles, so a compiler that rounds decimals correctly (as
 * C99 Annex F asks) restores it. Negative numbers are in parentheses and can follow any operator.
 *
 * @param value - any double; what is not finite becomes a macro of math.h
 * @returns the literal, e.g. `0.1`, `5.0`, `1e+21`, `(-2.5)`, `INFINITY`
 */
export function cLiteral(value: number): string {
  if (Number.isNaN(value)) return 'NAN';
  const size = Math.abs(value);
  const digits = size === Number.POSITIVE_INFINITY ? 'INFINITY' : withPoint(String(size));
  return value < 0 || Object.is(value, -0) ? `(-${digits})` : digits;
}

/** A whole number without a point would be an int. */
function withPoint(digits: string): string {
  return /[.e]/.test(digits) ? digits : `${digits}.0`;
}
