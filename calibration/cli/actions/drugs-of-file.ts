import { type DrugDefinition, mostBytes, parseJson, readText } from '../../../src/index.js';
import { knownDrugs } from '../../config/known-drugs.js';
import { parseConfig } from '../../config/parse-config.js';
import { parseSweep } from '../../config/parse-sweep.js';

/**
 * The drugs that ship, and those of a configuration of a run or of a sweep.
 *
 * @param path - configuration file
 * @throws InputError, ConfigError - when it cannot be read or is invalid
 */
export async function drugsOfFile(path: string): Promise<Readonly<Record<string, DrugDefinition>>> {
  const text = await readText(path, mostBytes.configuration);
  const { value } = parseJson(text, 'passed over');
  const isSweep = typeof value === 'object' && value !== null && ('axes' in value || 'points' in value);
  return knownDrugs(isSweep ? parseSweep(text, path) : parseConfig(text, path));
}
