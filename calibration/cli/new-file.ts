import { lstat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { InputError } from '../../src/index.js';
import { heldManifest } from '../store/manifest.js';

/**
 * A file that a command writes by its name may replace another one only when asked, and never a file of a study, a link
 * or a device.
 *
 * @param path - file to write
 * @param force - whether it may replace a file
 * @throws InputError - when it may not be written
 */
export async function requireNewFile(path: string, force: boolean): Promise<void> {
  const found = await lstat(path).catch(() => undefined);
  if (found === undefined) return;
  if (!found.isFile()) throw new InputError(`${path}: must be a new file or a regular one; got something else`);
  if (!force) throw new InputError(`${path}: must not be there already; got one (--force replaces it)`);
  const study = await heldManifest(dirname(path));
  if (study?.files.some((file) => file.path === basename(path))) {
    throw new InputError(`${path}: must not be a file of a study; got one of ${study.kind} ${study.name}`);
  }
}
