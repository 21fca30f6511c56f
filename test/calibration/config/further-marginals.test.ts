// Evidence: worked by hand · laws.
import { describe, expect, test } from 'vitest';
import { configuredMarginals, parseConfig } from '../../../calibration/config/parse-config.js';
import { drawCohort } from '../../../calibration/fit/draw-cohort.js';
import { fitSettings, simulationSpec } from '../../../calibration/studies/run/run-settings.js';
import { ConfigError, heterogeneityParameterNames } from '../../../src/index.js';

const parse = (keys: object) => parseConfig(JSON.stringify({ name: 'further', seed: 1, ...keys }), 'c.json');
const shape = { min: 1, max: 2, alpha: 2, beta: 3 };
const tumor = { min: 1e8, max: 2e9, alpha: 2, beta: 4 };
const marginals = { 'state:T8_C': shape, baseline_tumor: { ...tumor, free: true }, V_C: shape, K1: { alpha: 9 } };

function issuesOf(keys: object): readonly string[] {
  try {
    parse(keys);
    return [];
  } catch (cause) {
    if (cause instanceof ConfigError) return cause.issues;
    throw cause;
  }
}

describe('marginals beside the published ones', () => {
  test('follow the 21 in the order of a patient, are fixed unless they say otherwise, and are what patients bring', () => {
    const all = configuredMarginals(parse({ marginals }));
    expect(all.map(({ name }) => name)).toEqual([
      ...heterogeneityParameterNames,
      'V_C',
      'baseline_tumor',
      'state:T8_C',
    ]);
    expect(all.slice(21)).toEqual([
      { name: 'V_C', ...shape, free: false },
      { name: 'baseline_tumor', ...tumor, free: true },
      { name: 'state:T8_C', ...shape, free: false },
    ]);
    expect(all.find(({ name }) => name === 'K1')).toMatchObject({ alpha: 9, beta: 3, free: true });
    expect(simulationSpec(parse({ marginals })).varying).toEqual(['V_C', 'baseline_tumor', 'state:T8_C']);
    expect(fitSettings(parse({ marginals })).freeMarginals).toEqual([...heterogeneityParameterNames, 'baseline_tumor']);
  });

  test('may be a number of a drug that an arm gives', () => {
    const definition = {
      label: 'Probe',
      doseUnit: 'mg',
      pharmacokinetics: { model: 'one-compartment', k10: 0.5 },
      effects: [],
      source: 'test',
      calibrated: false,
    };
    const course = { dose: 1, days: [1], cycleDays: 14, cycles: 1 };
    const keys = { drugs: { probe: definition }, regimens: { mine: { probe: course } } };
    const own = { marginals: { k_10_probe: { min: 0.1, max: 1, alpha: 2, beta: 2 } } };
    const given = { ...keys, ...own, arms: { mine: { regimen: 'mine' } } };
    expect(simulationSpec(parse(given)).varying).toEqual(['k_10_probe']);
    expect(issuesOf(own)[0]).toMatch(/^marginals\.k_10_probe: must name a parameter of the model/);
  });

  test('do not depend on the order of the keys, which a stored configuration does not keep', () => {
    const reversed = Object.fromEntries(Object.entries(marginals).reverse());
    expect(configuredMarginals(parse({ marginals: reversed }))).toEqual(configuredMarginals(parse({ marginals })));
  });

  test.each(['latin-hypercube', 'random'] as const)(
    'leave the 21 columns of a %s cohort as they are, to the bit',
    (design) => {
      const draw = (keys: object) =>
        drawCohort(configuredMarginals(parse(keys)), { seed: '4', design }, 'some patients', 9);
      const [plain, further] = [draw({}), draw({ marginals: { baseline_tumor: tumor, 'state:T8_C': shape } })];
      for (const field of ['values', 'logX', 'log1mX'] as const) {
        for (let patient = 0; patient < 9; patient++) {
          expect(further[field].slice(23 * patient, 23 * patient + 21)).toEqual(
            plain[field].slice(21 * patient, 21 * patient + 21),
          );
        }
      }
      const own = Array.from({ length: 9 }, (_, patient) => further.values[23 * patient + 21]!);
      for (const value of own) expect(value > 1e8 && value < 2e9).toBe(true);
      expect(new Set(own).size).toBe(9);
    },
  );

  test.each<[string, object, string]>([
    [
      'an unknown state',
      { marginals: { 'state:T8_D': shape } },
      'marginals.state:T8_D: must name a parameter of the model, a state at day 0 or the body; got an unknown name (did you mean state:T8_A?)',
    ],
    [
      'an unknown name',
      { marginals: { basline_tumor: shape } },
      'marginals.basline_tumor: must name a parameter of the model, a state at day 0 or the body; got an unknown name (did you mean baseline_tumor?)',
    ],
    [
      'a missing shape',
      { marginals: { d_T8: { min: 1, max: 2, alpha: 1 } } },
      'marginals.d_T8: must have min, max, alpha, beta, as no distribution is published; got no beta',
    ],
    [
      'an unknown key',
      { marginals: { d_T8: { ...shape, mean: 1 } } },
      'marginals.d_T8.mean: must be a known key; got an unknown one',
    ],
    [
      'an empty range',
      { marginals: { d_T8: { ...shape, min: 2 } } },
      'marginals.d_T8: must have min < max; got min 2, max 2',
    ],
    [
      'no tumor',
      { marginals: { baseline_tumor: { ...tumor, min: 0 } } },
      'marginals.baseline_tumor.min: must be > 0, sizes are relative to it; got 0',
    ],
    [
      'a body in metres',
      { marginals: { body_height: { ...shape, min: 1.5, max: 200 } } },
      'marginals.body_height.min: must lie in [30, 280] cm; got 1.5',
    ],
    [
      'a volume of 0',
      { marginals: { V_C: { ...shape, min: 0 } } },
      'marginals.V_C.min: must be > 0, the equations divide by it; got 0',
    ],
    [
      'one value and many',
      { marginals: { d_T8: shape }, model: { overrides: { d_T8: 1 } } },
      'marginals.d_T8: must not be overridden too; got model.overrides.d_T8',
    ],
    [
      'a fitted number and many',
      { marginals: { d_T8: shape }, fit: { scalars: { d_T8: { min: 0.1, max: 1 } } } },
      'marginals.d_T8: must not be one number for all patients too; got fit.scalars.d_T8',
    ],
    [
      'a tumor set twice',
      { marginals: { baseline_tumor: tumor, 'state:X3_C': shape } },
      'marginals.baseline_tumor: must not stand beside state:X3_C, because each sets the tumor at day 0; got both',
    ],
    [
      'a tumor set for all and for each',
      { marginals: { 'state:X1_C': shape }, model: { overrides: { baseline_tumor: 1e8 } } },
      'marginals.baseline_tumor: must not stand beside state:X1_C, because each sets the tumor at day 0; got both',
    ],
    [
      'patients without a tumor',
      { marginals: { 'state:X1_C': { ...shape, min: 0 } }, model: { overrides: { 'state:X2_C': 0 } } },
      'marginals.state:X1_C + state:X2_C + state:X3_C: must be > 0, sizes are relative to it; got 0',
    ],
    [
      'nobody with a tumor',
      { model: { overrides: { 'state:X1_C': 0, 'state:X2_C': 0 } } },
      'model.overrides.state:X1_C + state:X2_C + state:X3_C: must be > 0, sizes are relative to it; got 0',
    ],
  ])('%s is refused', (_, keys, issue) => {
    expect(issuesOf(keys)).toEqual([issue]);
  });

  test('values for all patients may be states, the tumor and the body, overridden or fitted', () => {
    expect(issuesOf({ model: { overrides: { 'state:T8_C': 0, baseline_tumor: 1e9, body_weight: 80 } } })).toEqual([]);
    expect(issuesOf({ fit: { scalars: { baseline_tumor: { min: 1e8, max: 1e9 } } } })).toEqual([]);
    expect(issuesOf({ model: { overrides: { body_weight: 0 } } })).toEqual([
      'model.overrides.body_weight: must lie in [2, 700] kg; got 0',
    ]);
  });
});
