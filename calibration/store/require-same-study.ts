import { join } from 'node:path';
import { InputError, toCanonicalJson } from '../../src/index.js';
import { readStoredJson, runFiles } from './run-folder.js';

/**
 * Makes sure that a study which is resumed is the one that was interrupted.
 *
 * @param folder - of the study
 * @param asked - parts of its manifest that decide what is computed; a folder without a manifest passes
 * @throws InputError - naming the part that differs
 */
export async function requireSameStudy(folder: string, asked: Readonly<Record<string, unknown>>): Promise<void> {
  const path = join(folder, runFiles.manifest);
  const stored = await readStoredJson(path).catch(() => undefined);
  if (typeof stored !== 'object' || stored === null) return;
  for (const [key, value] of Object.entries(asked)) {
    const found: unknown = Reflect.get(stored, key);
    if (found === undefined || toCanonicalJson(found) !== toCanonicalJson(value)) {
      throw new InputError(
        `${path}: ${key}: must be what --resume is given; got another one (use --force or another --out)`,
      );
    }
  }
}
