// Evidence: laws · every issue is reported with its path, and nothing is repaired.
import { describe, expect, test } from 'vitest';
import { levelsOf } from '../../../calibration/config/optimise-levels.js';
import type { OptimiseVariable } from '../../../calibration/config/optimise-schema.js';
import { parseOptimise } from '../../../calibration/config/parse-optimise.js';

const valid = {
  name: 'doses',
  seed: 1,
  arm: 'tas102',
  variables: [
    { name: 'dose', drug: 'tas102', vary: 'dose', least: 60, most: 120, step: 20 },
    { name: 'pattern', drug: 'tas102', vary: 'days', choices: { weekly: [1, 8], daily: [1, 2] } },
  ],
  objectives: [{ quantity: 'median_os', goal: 'max' }],
};
const parse = (changes: object = {}) => parseOptimise(JSON.stringify({ ...valid, ...changes }), 'o.json');
const issues = (changes: object) => {
  try {
    parse(changes);
    return '';
  } catch (cause) {
    return String(cause);
  }
};
const variable = (changes: object) => ({ variables: [{ ...valid.variables[0], ...changes }] });

describe('configuration of a search for schedules', () => {
  test('defaults stand in the schema', () => {
    expect(parse()).toMatchObject({ evaluations: 300, population: 24, patients: { search: 500, confirmation: 4000 } });
  });

  test.each([
    [{ variables: [] }, 'variables: must be a list of at least 1; got []'],
    [{ objectives: [] }, 'objectives: must be a list of at least 1; got []'],
    [variable({ step: undefined }), 'variables[0]: must have values, or least, most and step; got 2 of the three'],
    [variable({ values: [1] }), 'variables[0]: must have values, or least, most and step; got both'],
    [variable({ least: 130 }), 'variables[0].least: must be at most most (120); got 130'],
    [variable({ step: 0.001 }), 'variables[0].step: must give at most 10000 values; got 60001'],
    [
      variable({ vary: 'cycles', step: 0.5, least: 1, most: 2 }),
      'variables[0]: must be whole numbers of cycles; got 0.5',
    ],
    [variable({ vary: 'cycleDays', least: 0, most: 2, step: 1 }), 'variables[0]: must be days > 0; got 0'],
    [{ variables: [...valid.variables, valid.variables[0]] }, 'variables[2].name: must be unique; got dose again'],
    [{ objectives: [{ quantity: 'median_oss', goal: 'max' }] }, 'got median_oss (did you mean median_os?)'],
    [{ objectives: [{ quantity: 'total_dose', goal: 'min' }] }, 'objectives[0].quantity: must be one of'],
    [{ limits: [{ quantity: 'dcr' }] }, 'limits[0]: must have most or least'],
    [
      { hold: [{ quantity: 'dose_intensity.tas102', least: 1, most: 2 }] },
      'hold[0].quantity: must be of a drug whose dose is no variable; got dose_intensity.tas102 and variables[0]',
    ],
    [
      { hold: [{ quantity: 'total_dose.tas102', least: 1, most: 2 }] },
      'hold[0].quantity: must be one of planned_dose.DRUG, dose_per_cycle.DRUG, dose_intensity.DRUG; got total_dose.tas102',
    ],
    [
      { conditions: [{ when: { patern: 'weekly' }, variable: 'dose', most: 80 }] },
      'conditions[0].when: must name a variable (dose, pattern); got patern (did you mean pattern?)',
    ],
    [
      { conditions: [{ when: { pattern: 'monthly' }, variable: 'dose', most: 80 }] },
      'conditions[0].when.pattern: must be values of pattern; got "monthly"',
    ],
    [
      { conditions: [{ when: { pattern: 'weekly' }, variable: 'dose' }] },
      'conditions[0]: must have least, most or values; got none',
    ],
    [{ ask: { 'low dose': { dos: 60 } } }, 'ask.low dose.dos: must name a variable (dose, pattern); got dos'],
    [{ ask: { 'low dose': { dose: 70 } } }, 'ask.low dose.dose: must be values of dose; got 70'],
    [{ ask: { 1: { dose: 60 } } }, 'must not be a number, which names a schedule of the front'],
    [{ ask: { reference: { dose: 60 } } }, 'ask: must not name a schedule `reference`'],
    [{ unknown: 1 }, 'unknown: must be a known key; got an unknown one'],
  ])('%o: %s', (changes, message) => {
    expect(issues(changes)).toContain(message);
  });

  test('a grid has its values without rounding errors, and ends at or before its largest', () => {
    const levels = (changes: object) => levelsOf({ ...valid.variables[0], ...changes } as OptimiseVariable);
    expect(levels({ least: 0, most: 0.5, step: 0.1 })).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(levels({ least: 60, most: 119, step: 20 })).toEqual([60, 80, 100]);
    expect(levels({ vary: 'cycles', least: undefined, values: [3, null] })).toEqual([3, 'to the end']);
  });
});
