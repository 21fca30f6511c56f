import { InputError, isSystemError, readText } from '../../src/index.js';

/** Names of what a run leaves in its folder. */
export const runFiles = {
  results: 'results.json',
  manifest: 'manifest.json',
  calibration: 'calibration.json',
  refit: 'refit.json',
  recover: 'recover.json',
  recoverPage: 'recover.html',
  report: 'report.html',
  figures: 'figures',
  chunks: 'chunks',
  endpoints: 'endpoints.csv',
  trajectories: 'trajectories.csv',
  roc: 'roc.json',
  biomarkers: 'biomarkers.json',
  replicate: 'replicate.json',
  replicateTable: 'replicate.csv',
  tables: 'tables',
  pcc: 'pcc.csv',
  prcc: 'prcc.csv',
  morris: 'morris.csv',
  sobol: 'sobol.csv',
  local: 'local.csv',
  intervals: 'intervals.csv',
  shapes: 'shapes.csv',
  sensitivity: 'sensitivity.json',
  sweep: 'sweep.csv',
  sweepResult: 'sweep.json',
  sweepParquet: 'sweep.parquet',
  simulation: 'simulate.json',
  survival: 'survival.json',
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
