import { join } from 'node:path';
import type { Manifest } from './manifest.js';
import { readManifest } from './manifest.js';
import { parseStoredJson } from './run-folder.js';
import { readStoredText } from './stored-file.js';

/** Manifest and result file of a study. */
export interface StoredResult {
  readonly manifest: Manifest;
  /** Null where the study has none, or is not finished. */
  readonly result: { readonly file: string; readonly value: unknown } | null;
}

/**
 * Reads the manifest and the result file of a study, in whatever form the file is: nothing of it is computed with.
 *
 * @param folder - of the study
 * @param fileOf - name of the result file of a kind; null where it has none
 * @param known - its manifest, where it is read already
 * @throws InputError - when the folder is none of a study, or the file is not as the study wrote it
 */
export async function readStoredResult(
  folder: string,
  fileOf: (kind: Manifest['kind']) => string | null,
  known?: Manifest,
): Promise<StoredResult> {
  const manifest = known ?? (await readManifest(folder));
  const file = manifest.results_sha256 === null ? null : fileOf(manifest.kind);
  if (file === null) return { manifest, result: null };
  const text = await readStoredText(folder, file, manifest);
  return { manifest, result: { file, value: quickly(text) ?? parseStoredJson(text, join(folder, file)) } };
}

/** What the engine's own reader makes of a text, which is many times faster; undefined where the text is not JSON. */
function quickly(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
