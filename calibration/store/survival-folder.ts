import { readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InputError } from '../../src/index.js';
import { makeFolder } from './run-folder.js';

/** Names of what a survival analysis leaves in its folder. */
export const survivalFiles = {
  results: 'survival.json',
  report: 'report.html',
  curves: 'curves.csv',
  atRisk: 'at_risk.csv',
  prognosisCurves: 'prognosis_curves.csv',
  prognosisAtRisk: 'prognosis_at_risk.csv',
  expected: 'expected.csv',
} as const;

/**
 * Makes sure a survival analysis may write into a folder, and removes what an earlier one left there.
 *
 * @param folder - created when it is missing
 * @param options - `force`: an earlier analysis may be replaced
 * @throws InputError - when it cannot be written, holds other files, or holds an analysis and `force` was not given
 */
export async function openSurvivalFolder(folder: string, { force }: { readonly force: boolean }): Promise<void> {
  let entries: readonly string[];
  try {
    await makeFolder(resolve(folder));
    entries = await readdir(folder);
  } catch (cause) {
    const reason = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new InputError(`${folder}: must be a folder that can be written; got ${reason}`, { cause });
  }
  if (entries.length === 0) return;
  if (!entries.includes(survivalFiles.results)) {
    throw new InputError(
      `${folder}: must be empty or hold an earlier survival analysis; got other files, which are not touched`,
    );
  }
  if (!force) {
    throw new InputError(`${folder}: must not hold a survival analysis already; got one (--force replaces it)`);
  }
  for (const name of Object.values(survivalFiles)) await rm(join(folder, name), { force: true });
}
