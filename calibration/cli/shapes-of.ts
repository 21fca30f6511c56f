import { join } from 'node:path';
import type { BetaMarginal } from '../../src/index.js';
import { readManifest } from '../store/manifest.js';
import { storedShapes } from '../store/read-fitted-run.js';
import { readResults, resultParts } from '../store/read-results.js';
import { runFiles } from '../store/run-folder.js';
import { listedHash } from '../store/stored-file.js';
import { publishedMarginals } from '../studies/sensitivity/settings.js';

/**
 * The fitted shapes of a stored run, or the published ones.
 *
 * @param folder - of a finished run; default: the published shapes
 * @returns shapes in canonical order, and the hash of the run's results; null for the published ones
 * @throws InputError - when the run lacks one
 */
export async function shapesOf(
  folder: string | undefined,
): Promise<{ readonly marginals: readonly BetaMarginal[]; readonly from: string | null }> {
  if (folder === undefined) return { marginals: publishedMarginals(), from: null };
  const path = join(folder, runFiles.results);
  const { fit } = await readResults(folder, resultParts.shapes);
  return { marginals: storedShapes(fit, path), from: listedHash(folder, runFiles.results, await readManifest(folder)) };
}
