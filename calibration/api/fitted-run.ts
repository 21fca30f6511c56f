import type { BetaMarginal } from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import { withScalars } from '../config/fitted-scalars.js';
import { parseConfig } from '../config/parse-config.js';
import type { FittedDeathProbability } from '../fit/results.js';
import { readFittedRun } from '../store/read-fitted-run.js';
import { readResults, resultParts } from '../store/read-results.js';

/** A finished run or refit, as patients are simulated with it. */
export interface FittedPatients {
  /** With fitted numbers in place. */
  readonly config: Config;
  readonly marginals: readonly BetaMarginal[];
  readonly death: Readonly<Record<string, FittedDeathProbability>>;
}

/**
 * Reads what a run fitted, and under which model.
 *
 * @param folder - of a finished run or refit
 * @throws InputError - naming the file, when one is missing or lacks a part
 */
export async function readFittedPatients(folder: string): Promise<FittedPatients> {
  const run = await readFittedRun(folder);
  const { fit } = await readResults(folder, resultParts.death);
  const config = parseConfig(JSON.stringify(run.config), folder);
  return { config: withScalars(config, run.scalars), marginals: run.marginals, death: fit.dpf };
}
