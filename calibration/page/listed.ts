/**
 * Parts of a sentence in a row: `a`, `a and b`, `a, b and c`.
 *
 * @param parts - in reading order; may be empty
 * @param before - what stands before the last part
 */
export function listed(parts: readonly string[], before = ' and '): string {
  return [parts.slice(0, -1).join(', '), ...parts.slice(-1)].filter((text) => text !== '').join(before);
}

/** A sentence with its first letter as a capital. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * A sentence in which a number keeps its unit and its sign on its line.
 *
 * @param text - plain text
 * @returns the same with no-break spaces before `%` and `months`, and around `±`, `=` and `<`
 */
export function unbroken(text: string): string {
  return text.replace(/(?<=\d) (?=%|months)| (?=[±=<] ?\d)|(?<=[±=<]) (?=\d)/g, '\u00a0');
}
