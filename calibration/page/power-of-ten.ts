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
