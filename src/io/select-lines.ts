import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { InputError } from '../errors.js';
import { isSystemError } from './system-error.js';

/**
 * Reads a large text line by line and keeps some lines.
 *
 * @param path - of a UTF-8 text whose lines end in LF
 * @param isWanted - of a line and its number from 0
 * @returns the wanted lines, and the SHA-256 of the whole file; hexadecimal
 * @throws InputError - when the file cannot be read
 */
export async function selectLines(
  path: string,
  isWanted: (line: string, index: number) => boolean,
): Promise<{ readonly lines: readonly string[]; readonly digest: string }> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder();
  const lines: string[] = [];
  let [rest, index] = ['', 0];
  const take = (line: string): void => {
    if (isWanted(line, index)) lines.push(line);
    index++;
  };
  try {
    for await (const bytes of createReadStream(path) as AsyncIterable<Uint8Array>) {
      hash.update(bytes);
      const parts = (rest + decoder.decode(bytes, { stream: true })).split('\n');
      rest = parts.pop() ?? '';
      for (const line of parts) take(line);
    }
  } catch (cause) {
    if (!isSystemError(cause)) throw cause;
    throw new InputError(`${path}: must be a readable file; got ${cause.code}`, { cause });
  }
  rest += decoder.decode();
  if (rest !== '') take(rest);
  return { lines, digest: hash.digest('hex') };
}
