// Evidence: every configuration of a run that ships is read.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseConfig } from '../../../calibration/config/parse-config.js';

const configsFolder = new URL('../../../configs/', import.meta.url);
// Sweeps and searches have schemas of their own
const shipped = readdirSync(configsFolder).filter(
  (name) => name.endsWith('.json') && name !== 'schema.json' && !/^(sweep|optimise)-/.test(name),
);

describe('configurations that ship', () => {
  test('there is one for the main job, and each is named after its file', () => {
    expect(shipped).toContain('mcrc.json');
    for (const file of shipped) {
      const { name } = parseConfig(readFileSync(new URL(file, configsFolder), 'utf8'), file);
      expect(`${name}.json`).toBe(file);
    }
  });

  test.each(shipped)('%s points editors at the schema', (file) => {
    const { $schema } = parseConfig(readFileSync(new URL(file, configsFolder), 'utf8'), file);
    expect($schema).toBe('./schema.json');
  });
});
