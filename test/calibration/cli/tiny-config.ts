import { writeFile } from 'node:fs/promises';
import { root } from './run-cli.js';

/** Overrides of the tiny configuration, one object per group. */
export type TinyChanges = Readonly<Record<string, unknown>>;

const tables = {
  recist: `${root}data/trials/recist.csv`,
  medianOs: `${root}data/trials/median_os.csv`,
  survival: `${root}data/trials/survival_landmarks.csv`,
  publishedModel: `${root}data/published/model-survival.csv`,
};

/** Everything is within these. */
const wideTolerances = { ratePoints: 1000, medianMonths: 1000, survivalRmsePoints: 1000 };

/** A run of seconds: two chunks of patients in the pool, one in the confirmation, tolerances that nothing can miss. */
export const tinyConfig = {
  name: 'tiny',
  seed: 5,
  targets: { ...tables, tolerances: wideTolerances },
  simulation: { horizonDays: 366 },
  fit: { poolPatients: 96, rounds: 1, maxIterations: 20 },
  confirmation: { patients: 40, maxAttempts: 1 },
};

/**
 * Writes the tiny configuration with changes.
 *
 * @param path - file to write
 * @param changes - keys to replace; the members of a group are replaced one by one
 */
export async function writeTinyConfig(path: string, changes: TinyChanges = {}): Promise<void> {
  const merged: Record<string, unknown> = { ...tinyConfig };
  for (const [key, value] of Object.entries(changes)) {
    const present = merged[key];
    const bothGroups = [present, value].every((each) => typeof each === 'object' && each !== null);
    merged[key] = bothGroups ? { ...(present as object), ...(value as object) } : value;
  }
  await writeFile(path, JSON.stringify(merged));
}
