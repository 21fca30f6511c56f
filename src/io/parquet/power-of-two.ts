const powers = new Float64Array(64);
powers[0] = 1;
for (let exponent = 1; exponent < powers.length; exponent++) powers[exponent] = 2 * powers[exponent - 1]!;

/**
 * A power of two, exact on every engine: ECMAScript leaves the digits of `**` to the engine.
 *
 * @param exponent - whole, 0 to 63
 */
export function powerOfTwo(exponent: number): number {
  return powers[exponent]!;
}
