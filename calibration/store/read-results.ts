import { join } from 'node:path';
import { InputError } from '../../src/index.js';
import type { RunResults } from '../studies/run/result.js';
import { readStoredJson, runFiles } from './run-folder.js';

/**
 * Reads the parts of results.json that a caller needs.
 *
 * @throws InputError - when the file is missing, not JSON, or lacks one of them
 */
export async function readResults<Key extends keyof RunResults>(
  folder: string,
  keys: readonly Key[],
): Promise<Pick<RunResults, Key>> {
  const path = join(folder, runFiles.results);
  const value = await readStoredJson(path);
  if (typeof value !== 'object' || value === null)
    throw new InputError(`${path}: must hold an object; got ${JSON.stringify(value)}`);
  for (const key of keys) if (!(key in value)) throw new InputError(`${path}: ${key}: must be present; got none`);
  return value as Pick<RunResults, Key>;
}
