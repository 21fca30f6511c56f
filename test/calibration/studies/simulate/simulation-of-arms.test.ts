// Evidence: laws; every issue of a user's input.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../calibration/config/parse-config.js';
import { simulationSpec } from '../../../../calibration/studies/run/run-settings.js';
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
const simulation = (changes: Partial<ArmSimulation> = {}) => simulationOf({ ...options, ...changes }).spec;

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

describe('simulationOf with a configuration', () => {
  const config = (keys: object = {}) =>
    parseConfig(JSON.stringify({ name: 'mine', seed: 1, ...keys, biomarkers: { arms: [] } }), 'mine.json');
  const without: ArmSimulation = { trajectories: false, switch: [] };

  it('takes its arms, visits, days, rules, overrides, switches and solver', () => {
    const keys = {
      model: { switches: { dosing: 'corrected' }, overrides: { V_C: 1.6 } },
      arms: { placebo: {}, mine: { regimen: 'protocol-tas102', untilProgression: true, visits: { everyDays: 42 } } },
      simulation: { assessmentDay: 60, markerDay: 14, horizonDays: 400, responseRule: 'diameter', maxSteps: 5000 },
    };
    const { spec, responseRule } = simulationOf({ ...without, trajectories: true }, config(keys));
    expect(responseRule).toBe('diameter');
    expect(spec).toEqual({ ...simulationSpec(config(keys)), tumorDays: [], keepTrajectories: true });
    expect(spec.arms[1]!.untilProgression).toEqual({ delayDays: 0, next: null });
  });

  it('simulates the arms and days that options name', () => {
    const { spec } = simulationOf({ ...without, arms: ['tas102_bev', 'placebo'], days: 120, markerDay: 7 }, config());
    expect(spec.arms.map(({ name, visits }) => [name, visits])).toEqual([
      ['tas102_bev', [56, 112]],
      ['placebo', [56, 112]],
    ]);
    expect(spec).toMatchObject({ horizonDays: 120, markerDays: [7] });
    expect(simulationOf({ ...without, days: 500 }, config()).spec.arms[0]!.visits.at(-1)).toBe(448);
  });

  it('simulates explored arms where options name them, with their drugs', () => {
    const keys = {
      regimens: { pd1: { nivolumab: { dose: 240, days: [1], cycleDays: 14, cycles: null } } },
      explore: { pd1: { regimen: 'pd1', death: 'placebo' } },
    };
    const of = (arms?: readonly string[]) => simulationOf({ ...without, arms }, config(keys)).spec;
    expect(of().arms.map(({ name }) => name)).toEqual(['placebo', 'tas102', 'tas102_bev']);
    expect(of().drugs.map(({ name }) => name)).toEqual(['bevacizumab', 'tas102']);
    const asked = of(['pd1', 'placebo']);
    expect(asked.arms.map(({ name }) => name)).toEqual(['pd1', 'placebo']);
    expect(asked.drugs.map(({ name }) => name)).toEqual(['bevacizumab', 'tas102', 'nivolumab']);
  });

  it.each<[string, Partial<ArmSimulation>, object, string]>([
    [
      'an arm that it lacks',
      { arms: ['tas103'] },
      {},
      '--arms: must be one or more of placebo, tas102, tas102_bev; got tas103',
    ],
    [
      'switches beside its own',
      { switch: ['dosing=corrected'] },
      {},
      '--switch: must not stand beside --config, whose model.switches are taken; got dosing=corrected',
    ],
    [
      'fewer days than to its response',
      { days: 59 },
      { simulation: { assessmentDay: 60 } },
      '--days: must be at least 60, the day of the response; got 59',
    ],
  ])('refuses %s', (_words, changes, keys, message) => {
    expect(() => simulationOf({ ...without, ...changes }, config(keys))).toThrow(InputError);
    expect(() => simulationOf({ ...without, ...changes }, config(keys))).toThrow(message);
  });

  it('without one, arms must be named', () => {
    expect(() => simulationOf(without)).toThrow(new InputError('--arms: must be given without --config; got none'));
  });
});
