import { join } from 'node:path';
import { InputError, toPrettyJson, writeFileAtomically } from '../../src/index.js';
import type { CohortDraw } from '../fit/outer-loop.js';
import type { TrialTables } from '../targets/trial-tables.js';
import { readStoredJson, runFiles } from './run-folder.js';

/** What a refit stands on: with the seed the same patients again, and the figures that the run was fitted to. */
export interface StoredCalibration {
  readonly seed: string;
  readonly design: 'latin-hypercube' | 'random';
  readonly draws: readonly CohortDraw[];
  /** Coordinates of the fit, by name. */
  readonly values: Readonly<Record<string, number>>;
  /** Numbers that were fitted beside them; empty where the configuration freed none. */
  readonly scalars: Readonly<Record<string, number>>;
  readonly tables: TrialTables;
  readonly published_model: { readonly text: string; readonly source: string } | null;
}

/** Writes calibration.json. */
export async function writeCalibration(folder: string, calibration: StoredCalibration): Promise<void> {
  await writeFileAtomically(join(folder, runFiles.calibration), toPrettyJson(calibration));
}

/**
 * Reads calibration.json of a finished run.
 *
 * @throws InputError - when it is missing, not JSON, or of another form
 */
export async function readCalibration(folder: string): Promise<StoredCalibration> {
  const path = join(folder, runFiles.calibration);
  const value = await readStoredJson(path);
  if (!isCalibration(value)) {
    throw new InputError(
      `${path}: must hold seed, design, values, tables and draws with marginals, as \`qcic run\` writes them; got another form`,
    );
  }
  return value;
}

function isCalibration(value: unknown): value is StoredCalibration {
  if (!isObject(value)) return false;
  const { seed, design, draws, values, scalars, tables } = value;
  return (
    typeof seed === 'string' &&
    (design === 'latin-hypercube' || design === 'random') &&
    isObject(values) &&
    Object.values(values).every(Number.isFinite) &&
    isObject(scalars) &&
    Object.values(scalars).every(Number.isFinite) &&
    Array.isArray(draws) &&
    draws.length > 0 &&
    draws.every(isDraw) &&
    isObject(tables) &&
    [tables.recist, tables.medianOs, tables.survival].every(Array.isArray)
  );
}

function isDraw(value: unknown): boolean {
  if (!isObject(value) || typeof value.streamName !== 'string' || !Array.isArray(value.marginals)) return false;
  const areMarginals = value.marginals.every(
    (marginal) =>
      isObject(marginal) &&
      typeof marginal.name === 'string' &&
      [marginal.alpha, marginal.beta].every((shape) => typeof shape === 'number' && shape > 0) &&
      [marginal.min, marginal.max].every(Number.isFinite),
  );
  return areMarginals && Number.isSafeInteger(value.patients) && (value.patients as number) > 0;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
