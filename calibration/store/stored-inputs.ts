import { join } from 'node:path';
import { fileSha256 } from './file-sha256.js';
import { readManifest } from './manifest.js';
import { runFiles } from './run-folder.js';
import { listedHash } from './stored-file.js';

/**
 * The files of a finished study that another study reads, as its manifest lists them; and its manifest, which holds their
 * hashes and the configuration.
 *
 * @param folder - of the finished study
 * @param files - paths in the folder
 * @returns paths and hashes, for the manifest of the study that reads them
 * @throws InputError - naming the file, when the study is not finished or does not list it
 */
export async function storedInputs(
  folder: string,
  files: readonly string[],
): Promise<readonly { readonly path: string; readonly sha256: string }[]> {
  const manifest = await readManifest(folder);
  const listed = files.map((file) => ({ path: join(folder, file), sha256: listedHash(folder, file, manifest)! }));
  const path = join(folder, runFiles.manifest);
  return [...listed, { path, sha256: await fileSha256(path) }];
}
