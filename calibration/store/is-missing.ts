import { stat } from 'node:fs/promises';
import { isSystemError } from '../../src/index.js';

/** Whether there is nothing at a path; a file that cannot be read is no missing one. */
export async function isMissing(path: string): Promise<boolean> {
  try {
    await stat(path);
    return false;
  } catch (cause) {
    return isSystemError(cause) && (cause.code === 'ENOENT' || cause.code === 'ENOTDIR');
  }
}
