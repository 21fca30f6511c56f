// Evidence: laws.
import { describe, expect, it } from 'vitest';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { simulationSchema } from '../../../../calibration/tasks/wire/simulation-schema.js';
import { builtInRegimens, DataError, postedSwitches, type SimulationSpec } from '../../../../src/index.js';
import { shortSpec } from '../../pool/short-simulation.js';
import { type Damage, damaged, nothing, type Path, sent, titled } from './over-the-wire.js';
import { bitDifferences } from './same-bits.js';
import {
  expects,
  issue,
  listOfAtLeast,
  listOfAtMost,
  noLessThan,
  noMoreThan,
  oneOf,
  textOfAtMost,
  unknownField,
} from './schema-words.js';

const parsed = (spec: unknown) => parsePacked(simulationSchema, spec, 'spec');

const course = { dose: 95, days: [1, 2.5], cycleDays: 10.5, cycles: null, durationDays: 0.1 };

describe('simulationSchema', () => {
  it.each<[string, Partial<SimulationSpec>]>([
    ['two arms', {}],
    ['every built-in regimen', { arms: Object.entries(builtInRegimens).map(([name, regimen]) => ({ name, regimen })) }],
    [
      'a regimen of cycles without end',
      { arms: [{ name: 'a', regimen: { tas102: { ...course, days: [1], cycleDays: 28 } } }] },
    ],
    [
      'a regimen whose days are no whole ones',
      { arms: [{ name: 'a', regimen: { tas102: { ...course, cycleDays: 28 } } }] },
    ],
    [
      'a cycle that is no whole number of days',
      { arms: [{ name: 'a', regimen: { tas102: { ...course, days: [1] } } }] },
    ],
    ['a drug that is left out by name', { arms: [{ name: 'a', regimen: { bevacizumab: undefined } as never }] }],
    ['overrides and varying parameters', { overrides: { V_C: 0.7, kappa_3: 1e-300 }, varying: ['V_C', 'kappa_2'] }],
    ['corrected switches', { switches: { ...postedSwitches, dosing: 'corrected' } }],
    ['no days of markers and tumor', { markerDays: [], tumorDays: [], horizonDays: 0, assessmentDay: 0 }],
    ['daily states', { keepTrajectories: true }],
    ['a century', { horizonDays: 36_525 }],
  ])('takes %s as it is', (_words, changes) => {
    const spec = { ...shortSpec, ...changes };
    expect(bitDifferences(parsed(sent(spec)), spec)).toEqual([]);
  });

  const course1 = ['arms', 1, 'regimen', 'tas102'] as const;

  const damages: readonly Damage[] = [
    [[], undefined, expects('object')],
    [[], 'spec', expects('object')],
    [['arms'], nothing, expects('array')],
    [['arms'], [], listOfAtLeast(1)],
    [['arms'], new Array(10_001).fill(shortSpec.arms[0]), listOfAtMost(10_000)],
    [['arms', 0, 'name'], nothing, expects('string')],
    [['arms', 0, 'name'], 'x'.repeat(1001), textOfAtMost(1000)],
    [[...course1, 'dose'], Number.NaN, expects('number')],
    [[...course1, 'dose'], '95', expects('number')],
    [[...course1, 'days', 0], -1, noLessThan(0)],
    [[...course1, 'days', 0], -0.5, noLessThan(0)],
    [[...course1, 'days', 0], Number.NaN, expects('number')],
    [[...course1, 'days', 0], 100_000.5, noMoreThan(100_000)],
    [[...course1, 'cycleDays'], -0.5, noLessThan(0)],
    [[...course1, 'cycleDays'], 100_000.5, noMoreThan(100_000)],
    [[...course1, 'days'], new Array(10_001).fill(1), listOfAtMost(10_000)],
    [[...course1, 'cycles'], -1, noLessThan(0)],
    [[...course1, 'cycles'], 1.5, expects('int')],
    [['switches', 'dosing'], nothing, oneOf('posted', 'corrected')],
    [['switches', 'dosing'], 'mended', oneOf('posted', 'corrected')],
    [['overrides', 'V_C'], '0.7', expects('number')],
    [['overrides', 'V_C'], Number.POSITIVE_INFINITY, expects('number')],
    [['overrides'], [1], expects('record')],
    [['varying'], 'V_C', expects('array')],
    [['varying', 0], 7, expects('string')],
    [['horizonDays'], nothing, expects('number')],
    [['horizonDays'], -1, noLessThan(0)],
    [['horizonDays'], 28.5, expects('int')],
    [['horizonDays'], 100_001, noMoreThan(100_000)],
    [['assessmentDay'], null, expects('number')],
    [['markerDays', 1], -14, noLessThan(0)],
    [['markerDays'], Float64Array.of(14), expects('array')],
    [['tumorDays'], new Array(10_001).fill(0), listOfAtMost(10_000)],
    [['keepTrajectories'], 1, expects('boolean')],
    [['solver', 'maxSteps'], -1, noLessThan(0)],
    [['solver', 'relativeTolerance'], Number.NaN, expects('number')],
  ];

  it.each(titled(damages))('refuses a specification with %s', (_title, path, value, message) => {
    const invalid = damaged(shortSpec, path, value);
    expect(() => parsed(invalid)).toThrow(new DataError(issue('spec', path, message, value)));
  });

  it.each<Path[]>([
    [['script']],
    [['switches', 'lights']],
    [['arms', 0, 'dose']],
    [['arms', 0, 'regimen', 'aspirin']],
    [[...course1, 'route']],
    [['solver', 'method']],
  ])('refuses a specification with a field %j', (path) => {
    const invalid = damaged(shortSpec, path, 'x');
    expect(() => parsed(invalid)).toThrow(new DataError(unknownField('spec', path)));
  });
});
