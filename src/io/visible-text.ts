/** Characters that a terminal obeys or that change the order of those around them; line feeds and tabs are none of them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Text from a name or a message of elsewhere, safe to show: characters that a terminal would obey become their code, such
 * as `\u001b`.
 *
 * @param text - any text
 * @returns the same text where it holds none
 */
export function toVisibleText(text: string): string {
  return text.replace(OBEYED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * The same for what is shown on one line, such as the name of a file or a folder: line feeds become their code too.
 *
 * @param text - any text
 */
export function toVisibleLine(text: string): string {
  return toVisibleText(text).replaceAll('\n', '\\u000a');
}
