import type { Config } from '../config/config-schema.js';
import { configuredDrugs, configuredTreatments } from '../config/parse-config.js';
import { type StoredTreatments, storedTreatments } from './treatments.js';

/** What the arms of a configuration receive, as the result of a study states it. */
export function resultTreatments(config: Config): StoredTreatments {
  return storedTreatments(configuredTreatments(config), configuredDrugs(config));
}
