import { InputError, isSystemError, parseJson, readText } from '../../src/index.js';

/** Names of files and folders of a study that are read again; the others are listed by its manifest. */
export const runFiles = {
  results: 'results.json',
  manifest: 'manifest.json',
  calibration: 'calibration.json',
  events: 'events.jsonl',
  refit: 'refit.json',
  /** What a study that repeated an archive read from it. */
  inputs: 'inputs.omex',
  figures: 'figures',
  chunks: 'chunks',
  endpoints: 'endpoints.csv',
  trajectories: 'trajectories.csv',
  visits: 'visits.csv',
  tables: 'tables',
} as const;

/** Reads a JSON file. @throws InputError - naming the path, when it is missing or not JSON */
export async function readStoredJson(path: string): Promise<unknown> {
  const text = await readText(path).catch((cause: unknown) => {
    if (!(cause instanceof InputError && isSystemError(cause.cause))) throw cause;
    throw new InputError(`${path}: must be a file of a finished run; got ${cause.cause.code}`, { cause });
  });
  return parseStoredJson(text, path);
}

/** Content of a JSON file. @throws InputError - naming the path and the place, when it is not JSON */
export function parseStoredJson(text: string, path: string): unknown {
  const { value, issues } = parseJson(text);
  if (issues.length > 0) throw new InputError(`${path}: ${issues[0]}`);
  return value;
}
