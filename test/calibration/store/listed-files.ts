import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, writeManifest } from '../../../calibration/store/manifest.js';
import { sha256 } from '../../../src/index.js';
import { sampleManifest } from './sample-manifest.js';

/** Files of a folder as the manifest of a finished study lists them. */
export function listedFiles(folder: string, paths: readonly string[]): Promise<Manifest['files']> {
  return Promise.all(paths.map(async (path) => ({ path, sha256: sha256(await readFile(join(folder, path), 'utf8')) })));
}

/**
 * A finished study in a folder that is there: its files, and the manifest that lists them.
 *
 * @param folder - exists, with the folders of the files
 * @param files - text by path
 * @param changes - to the manifest
 */
export async function writeFinishedStudy(
  folder: string,
  files: Readonly<Record<string, string>>,
  changes: Partial<Manifest> = {},
): Promise<void> {
  for (const [path, text] of Object.entries(files)) await writeFile(join(folder, path), text);
  await writeManifest(folder, { ...sampleManifest, files: await listedFiles(folder, Object.keys(files)), ...changes });
}
