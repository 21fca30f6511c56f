import { readFile } from 'node:fs/promises';
import { sha256, writeFileAtomically } from '../../src/index.js';

/** What stands before the entries in a file. */
const headOf = (version: string, hash: string) => `{"version":${JSON.stringify(version)},"sha256":"${hash}","entries":`;

/**
 * Keeps what can be computed again. A folder that cannot be written keeps nothing.
 *
 * @param file - where
 * @param version - of the form of the entries
 * @param entries - plain data
 */
export async function keepEntries(file: string, version: string, entries: readonly unknown[]): Promise<void> {
  const text = JSON.stringify(entries);
  await writeFileAtomically(file, `${headOf(version, sha256(text))}${text}}`).catch(() => undefined);
}

/** Entries as they were kept; none where there is no file, where it is of another form, and where its hash shows that it is damaged. */
export async function keptEntries<Entry>(file: string, version: string): Promise<readonly Entry[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const begin = headOf(version, sha256('')).length;
  const entries = text.slice(begin, -1);
  return text.slice(0, begin) === headOf(version, sha256(entries)) ? JSON.parse(entries) : [];
}
