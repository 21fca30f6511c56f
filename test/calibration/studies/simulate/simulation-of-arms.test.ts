// Evidence: laws; every issue of a user's input.
import { describe, expect, it } from 'vitest';
import {
  type ArmSimulation,
  ENDPOINT_DAY,
  simulationOf,
} from '../../../../calibration/studies/simulate/simulation-of-arms.js';
import { builtInRegimens, defaultSolverSettings, fixedArm, InputError, postedSwitches } from '../../../../src/index.js';

const options: ArmSimulation = {
  arms: ['placebo', 'tas102', 'tas102_bev'],
  days: 365,
  markerDay: 56,
  trajectories: false,
  switch: [],
};
const simulation = (changes: Partial<ArmSimulation> = {}) => simulationOf({ ...options, ...changes });

describe('simulationOf', () => {
  it('simulates the arms in the order given, under their published regimens', () => {
    const visits = [56, 112, 168, 224, 280, 336];
    expect(simulation().arms).toEqual([
      fixedArm('placebo', builtInRegimens.none!, visits),
      fixedArm('tas102', builtInRegimens['published-tas102']!, visits),
      fixedArm('tas102_bev', builtInRegimens['published-tas102-bev']!, visits),
    ]);
    expect(simulation({ arms: ['tas102', 'placebo'] }).arms.map(({ name }) => name)).toEqual(['tas102', 'placebo']);
  });

  it('keeps the endpoints that its table states and no more', () => {
    expect(simulation({ days: 100, markerDay: 14, trajectories: true })).toMatchObject({
      switches: postedSwitches,
      overrides: {},
      varying: [],
      horizonDays: 100,
      assessmentDay: ENDPOINT_DAY,
      markerDays: [14],
      tumorDays: [],
      keepTrajectories: true,
      solver: defaultSolverSettings,
    });
  });

  it('gives the regimen of the protocol where the dosing is corrected', () => {
    const { arms, switches } = simulation({ switch: ['dosing=corrected', 'tfh-il21=corrected'] });
    expect(arms[1]!.regimen).toEqual(builtInRegimens['protocol-tas102']);
    expect(switches).toEqual({ ...postedSwitches, dosing: 'corrected', 'tfh-il21': 'corrected' });
  });

  it('reaches exactly to the day of the response and of the markers', () => {
    expect(simulation({ days: ENDPOINT_DAY, markerDay: ENDPOINT_DAY }).horizonDays).toBe(ENDPOINT_DAY);
    expect(simulation({ markerDay: 0 }).markerDays).toEqual([0]);
  });

  it.each<[string, Partial<ArmSimulation>, string]>([
    [
      'an unknown arm',
      { arms: ['tas102', 'chemo'] },
      '--arms: must be one or more of placebo, tas102, tas102_bev; got chemo',
    ],
    ['a misspelt arm', { arms: ['tas103'] }, 'got tas103 (did you mean tas102?)'],
    ['an arm twice', { arms: ['placebo', 'tas102', 'placebo'] }, '--arms: must name each arm once; got placebo twice'],
    ['too few days', { days: 55 }, '--days: must be at least 56, the day of the response; got 55'],
    ['days that are no number', { days: Number.NaN }, '--days: must be at least 56'],
    ['a marker day beyond the end', { days: 60, markerDay: 61 }, '--marker-day: must be at most --days (60); got 61'],
    ['a marker day that is no number', { markerDay: Number.NaN }, '--marker-day: must be at most --days'],
    ['a switch without a value', { switch: ['dosing'] }, "--switch: must be name=value; got 'dosing'"],
    ['a switch without a name', { switch: ['=corrected'] }, "--switch: must be name=value; got '=corrected'"],
    ['an unknown switch', { switch: ['doses=corrected'] }, 'got doses'],
    ['an unknown value', { switch: ['dosing=better'] }, "must be 'posted' or 'corrected'; got better"],
  ])('refuses %s', (_words, changes, message) => {
    expect(() => simulation(changes)).toThrow(InputError);
    expect(() => simulation(changes)).toThrow(message);
  });
});
