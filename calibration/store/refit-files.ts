import { join } from 'node:path';
import { InputError, toPrettyJson, writeFileAtomically } from '../../src/index.js';
import type { Recovery } from '../inference/results.js';
import { REFIT_SCHEMA_VERSION, type RefitResults } from '../studies/refit/result.js';
import { readStoredJson, runFiles } from './run-folder.js';

/** Writes refit.json; what has no value is null there. */
export async function writeRefit(folder: string, refit: RefitResults): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.refit), toPrettyJson(withNulls(refit)));
}

/** Writes recover.json; what has no value is null there. */
export async function writeRecover(folder: string, result: Recovery): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.recover), toPrettyJson(withNulls(result)));
}

/**
 * Reads refit.json of a folder.
 *
 * @returns undefined where the folder is that of a plain run
 * @throws InputError - when it is there and not of this form
 */
export async function readRefit(folder: string): Promise<RefitResults | undefined> {
  const path = join(folder, runFiles.refit);
  const value = await readStoredJson(path).catch((cause: unknown) => {
    if (cause instanceof InputError && cause.message.includes('ENOENT')) return undefined;
    throw cause;
  });
  if (value === undefined) return undefined;
  const version = (value as { schema_version?: unknown } | null)?.schema_version;
  if (version !== REFIT_SCHEMA_VERSION) {
    throw new InputError(`${path}: schema_version: must be ${REFIT_SCHEMA_VERSION}; got ${JSON.stringify(version)}`);
  }
  return value as RefitResults;
}

/** Plain data with null in place of numbers that are not finite, which JSON cannot hold. */
function withNulls(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(withNulls);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withNulls(member)]));
  }
  return value;
}
