/** Characters that lead to another folder, or that file systems refuse; and the sign that replaces them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: file systems refuse them
const UNSAFE = /[/\\:*?"<>|%\u0000-\u001f\u007f]|^[.\s]|[.\s]$/g;

/**
 * The name of a file or folder that is named after something from outside, such as an arm. Different names stay different.
 *
 * @param name - any text but the empty one
 * @returns the same text where it is a plain name; else with `%` and the hexadecimal code in place of what could lead elsewhere: `../a`
 *   becomes `%2e.%2fa`
 */
export function toFileName(name: string): string {
  return name.replace(UNSAFE, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
