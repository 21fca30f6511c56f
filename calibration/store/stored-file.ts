import { join } from 'node:path';
import { InputError, readText, sha256 } from '../../src/index.js';
import { type Manifest, readManifest } from './manifest.js';
import { isExchanging } from './replacement.js';
import { parseJson } from './run-folder.js';

/**
 * Reads a file that a finished study wrote, and makes sure that it is as the study wrote it.
 *
 * @param folder - of the study
 * @param file - its path in the folder
 * @param manifest - of the folder; read when left out
 * @throws InputError - naming the file, when the study is not finished, does not list it, or wrote something else
 */
export async function readStoredText(folder: string, file: string, manifest?: Manifest): Promise<string> {
  const { status, files } = manifest ?? (await readManifest(folder));
  const path = join(folder, file);
  const listed = files.find((each) => each.path === file);
  if (listed === undefined || (listed.sha256 === null && !isPage(file))) {
    throw new InputError(`${path}: must be a file of a finished study; got a study that is ${status} and has none`);
  }
  const text = await readText(path);
  if (listed.sha256 !== null && sha256(text) !== listed.sha256) {
    const hint = (await isExchanging(folder))
      ? ' (a replacement was cut off while it took its place; --resume finishes it)'
      : '';
    throw new InputError(
      `${path}: must be as the study wrote it, SHA-256 ${listed.sha256} in manifest.json; got ${sha256(text)}${hint}`,
    );
  }
  return text;
}

/** The same of a JSON file. @throws InputError - when it is not JSON either */
export async function readStoredValue(folder: string, file: string, manifest?: Manifest): Promise<unknown> {
  return parseJson(await readStoredText(folder, file, manifest), join(folder, file));
}

/** Pages can be drawn again and have no hash. */
function isPage(file: string): boolean {
  return file.endsWith('.html');
}
