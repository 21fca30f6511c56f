import { join } from 'node:path';
import { InputError, parseCsv, readText, selectLines, sha256 } from '../../src/index.js';
import { type Manifest, readManifest } from './manifest.js';
import { isExchanging } from './replacement.js';
import { parseStoredJson } from './run-folder.js';

/**
 * Reads a file that a finished study wrote, and makes sure that it is as the study wrote it.
 *
 * @param folder - of the study
 * @param file - its path in the folder
 * @param manifest - of the folder; read when left out
 * @throws InputError - naming the file, when the study is not finished, does not list it, or wrote something else
 */
export async function readStoredText(folder: string, file: string, manifest?: Manifest): Promise<string> {
  const path = join(folder, file);
  const hash = listedHash(folder, file, manifest ?? (await readManifest(folder)));
  const text = await readText(path);
  await requireHash(folder, path, { listed: hash, found: sha256(text) });
  return text;
}

async function requireHash(
  folder: string,
  path: string,
  { listed, found }: { readonly listed: string | null; readonly found: string },
): Promise<void> {
  if (listed === null || found === listed) return;
  const hint = (await isExchanging(folder))
    ? ' (a replacement was cut off while it took its place; --resume finishes it)'
    : '';
  throw new InputError(
    `${path}: must be as the study wrote it, SHA-256 ${listed} in manifest.json; got ${found}${hint}`,
  );
}

/**
 * Records of a large table that a finished study wrote, read without holding the table.
 *
 * @param folder - of the study
 * @param file - its path in the folder; a table whose cells have no line breaks
 * @param beginnings - beginnings of the records that are wanted
 * @param manifest - of the folder
 * @returns the header, then the wanted records as cells
 * @throws InputError - as of {@link readStoredText}
 */
export async function readStoredRecords(
  folder: string,
  file: string,
  beginnings: readonly string[],
  manifest: Manifest,
): Promise<readonly (readonly string[])[]> {
  const path = join(folder, file);
  const hash = listedHash(folder, file, manifest);
  const { lines, digest } = await selectLines(path, (line, index) => index === 0 || startsWithOne(line, beginnings));
  await requireHash(folder, path, { listed: hash, found: digest });
  const { header, rows } = parseCsv(lines.join('\n'), path);
  return [header, ...rows.map(({ cells }) => cells)];
}

const startsWithOne = (line: string, beginnings: readonly string[]): boolean =>
  beginnings.some((beginning) => line.startsWith(beginning));

/** The same of a JSON file. @throws InputError - when it is not JSON either */
export async function readStoredValue(folder: string, file: string, manifest?: Manifest): Promise<unknown> {
  return parseStoredJson(await readStoredText(folder, file, manifest), join(folder, file));
}

/**
 * SHA-256 of a file as a finished study wrote it; null for a page.
 *
 * @throws InputError - naming the file, when the study is not finished or does not list it
 */
export function listedHash(folder: string, file: string, { status, files }: Manifest): string | null {
  const listed = files.find(({ path }) => path === file);
  if (listed !== undefined && (listed.sha256 !== null || isPage(file))) return listed.sha256;
  throw new InputError(
    `${join(folder, file)}: must be a file of a finished study; got a study that is ${status} and has none`,
  );
}

/** Pages can be drawn again and have no hash. */
function isPage(file: string): boolean {
  return file.endsWith('.html');
}
