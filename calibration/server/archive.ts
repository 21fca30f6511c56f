import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import type { Manifest } from '../store/manifest.js';
import { runFiles } from '../store/run-folder.js';
import { chunkNames } from '../store/study-files.js';
import { NotFoundError } from './replies.js';
import { fileOfRun } from './run-summary.js';
import { type TarEntry, tarParts } from './tar.js';

/**
 * One archive of a run: its manifest and the files that it lists, and nothing else of the folder.
 *
 * @param folder - of the run
 * @param manifest - of the run
 * @param options - name of the folder in the archive; whether the simulated patients are in it too
 * @returns a compressed tar archive, made while it is read
 */
export async function runArchive(
  folder: string,
  manifest: Manifest,
  { name, patients }: { readonly name: string; readonly patients: boolean },
): Promise<ReadableStream<Uint8Array>> {
  const chunks = patients ? (await chunkNames(folder)).map((chunk) => `${runFiles.chunks}/${chunk}`) : [];
  const entries: TarEntry[] = [];
  for (const path of [runFiles.manifest, ...manifest.files.map((file) => file.path), ...chunks]) {
    const real = await fileOfRun(folder, path).catch((cause: unknown) => {
      if (cause instanceof NotFoundError) return undefined;
      throw cause;
    });
    if (real !== undefined) entries.push({ name: `${name}/${path}`, open: () => open(real, 'r') });
  }
  const parts = Readable.from(tarParts(entries), { objectMode: false });
  const compressed = createGzip({ level: 6 });
  parts.on('error', (cause) => compressed.destroy(cause));
  compressed.on('close', () => parts.destroy());
  return Readable.toWeb(parts.pipe(compressed)) as ReadableStream<Uint8Array>;
}
