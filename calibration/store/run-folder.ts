import { InputError, isSystemError, readText } from '../../src/index.js';

/** Names of files and folders of a study that are read again; the others are listed by its manifest. */
export const runFiles = {
  results: 'results.json',
  manifest: 'manifest.json',
  calibration: 'calibration.json',
  refit: 'refit.json',
  figures: 'figures',
  chunks: 'chunks',
  endpoints: 'endpoints.csv',
  trajectories: 'trajectories.csv',
  tables: 'tables',
  sweepParquet: 'sweep.parquet',
} as const;

/** Reads a JSON file. @throws InputError - naming the path, when it is missing or not JSON */
export async function readStoredJson(path: string): Promise<unknown> {
  const text = await readText(path).catch((cause: unknown) => {
    if (!(cause instanceof InputError && isSystemError(cause.cause))) throw cause;
    throw new InputError(`${path}: must be a file of a finished run; got ${cause.cause.code}`, { cause });
  });
  return parseJson(text, path);
}

/** JSON text of a file. @throws InputError - naming the path, when it is not JSON */
export function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${path}: must be JSON; got ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
}
