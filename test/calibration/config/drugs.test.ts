// Evidence: the contract of the key drugs; each message is checked as `where: what was required; got value`.
import { describe, expect, test } from 'vitest';
import { drugDefinition } from '../../../calibration/config/drug-schema.js';
import { allDrugs } from '../../../calibration/config/known-drugs.js';
import { configuredArms, configuredDrugs, parseConfig } from '../../../calibration/config/parse-config.js';
import { parseSweep } from '../../../calibration/config/parse-sweep.js';
import { configurableDefinition, shippedDrugs } from '../../../src/index.js';
import { issuesOf, minimal } from './config-issues.js';

const copy = { ...configurableDefinition(shippedDrugs.tas102!), label: 'Copy', calibrated: false };
const weekly = { dose: 95, days: [1], cycleDays: 7, cycles: null };
const with_ = (changes: Readonly<Record<string, unknown>>) => ({ drugs: { mine: { ...copy, ...changes } } });
const kill = { effect: 'kills', cells: 'X1_C', rate: 0.1, efficacy: 0.2 };
const target = { molecule: 'IL2_C' };

describe('drugs of a configuration', () => {
  test.each(Object.entries(shippedDrugs))(
    'the definition of %s is valid in the form that drugs show prints',
    (_, definition) => {
      const shown: unknown = JSON.parse(JSON.stringify(configurableDefinition(definition)));
      expect(drugDefinition.parse(shown)).toEqual(shown);
      expect(issuesOf({ drugs: { copied: shown } })).toEqual([]);
    },
  );

  test('a drug that an arm gives joins the drugs of the model, one that none gives does not', () => {
    const keys = {
      drugs: { mine: copy, idle: copy },
      regimens: { weekly: { mine: weekly, tas102: weekly } },
      arms: { placebo: {}, plus: { regimen: 'weekly' } },
    };
    const config = parseConfig(JSON.stringify({ ...minimal, ...keys }), 'mine.json');
    expect(configuredDrugs(config).map(({ name }) => name)).toEqual(['bevacizumab', 'tas102', 'mine']);
    expect(Object.keys(configuredArms(config)[1]!.regimen)).toEqual(['mine', 'tas102']);
    expect(allDrugs(config).map(({ name }) => name)).toContain('idle');
  });

  test('its own parameters are known where an arm gives it, and nowhere else', () => {
    const naming = {
      drugs: { mine: copy },
      regimens: { weekly: { mine: weekly } },
      model: { overrides: { k_10_mine: 5 } },
      marginals: { k_12_mine: { min: 1, max: 5, alpha: 2, beta: 2 } },
      fit: { scalars: { k_21_mine: { min: 1, max: 9 }, 'dose.mine': { min: 0.5, max: 2 } } },
    };
    expect(issuesOf({ ...naming, arms: { plus: { regimen: 'weekly' } } })).toEqual([]);
    expect(issuesOf(naming).map((issue) => issue.split(':')[0])).toEqual([
      'model.overrides.k_10_mine',
      'fit.scalars.k_21_mine',
      'marginals.k_12_mine',
    ]);
  });

  test.each<[string, Readonly<Record<string, unknown>>, readonly string[]]>([
    ['a missing key', with_({ label: undefined }), ['drugs.mine.label: must be text; got nothing']],
    [
      'an unknown key',
      with_({ doseunit: 'mg' }),
      ['drugs.mine.doseunit: must be a known key; got an unknown one (did you mean doseUnit?)'],
    ],
    [
      'a misspelt form',
      with_({ pharmacokinetics: { model: 'two' } }),
      ['drugs.mine.pharmacokinetics.model: must be one of one-compartment, two-compartment, saturable; got "two"'],
    ],
    [
      'no form',
      with_({ pharmacokinetics: { k10: 1 } }),
      ['drugs.mine.pharmacokinetics.model: must be one of one-compartment, two-compartment, saturable; got nothing'],
    ],
    [
      'a missing rate',
      with_({ pharmacokinetics: { model: 'one-compartment' } }),
      ['drugs.mine.pharmacokinetics.k10: must be a number in [0, 1e+30] or the name of a parameter; got nothing'],
    ],
    [
      'a rate below 0',
      with_({ pharmacokinetics: { model: 'one-compartment', k10: -1 } }),
      ['drugs.mine.pharmacokinetics.k10: must lie in [0, 1e+30]; got -1'],
    ],
    [
      'one rate of two',
      with_({ pharmacokinetics: { model: 'saturable', mostRate: 1, half: 1, k12: 1 } }),
      [
        'drugs.mine.pharmacokinetics: must have k12 and k21, or neither; got {"model":"saturable","mostRate":1,"half":1,"k12":1}',
      ],
    ],
    [
      'an unknown effect',
      with_({ effects: [{ effect: 'blocks' }] }),
      ['drugs.mine.effects[0].effect: must be one of kills, drives, inhibits, enhances; got "blocks"'],
    ],
    [
      'a second effect with a wrong key',
      with_({ effects: [kill, { ...kill, cell: 'X2_C' }] }),
      ['drugs.mine.effects[1].cell: must be a known key; got an unknown one (did you mean cells?)'],
    ],
    [
      'no target',
      with_({ effects: [{ effect: 'inhibits', potency: 1 }] }),
      ['drugs.mine.effects[0].on: must be an object; got nothing'],
    ],
    [
      'a misspelt target',
      with_({ effects: [{ effect: 'inhibits', on: { molecul: 'IL2_C' }, potency: 1 }] }),
      [
        'drugs.mine.effects[0].on.molecul: must be a known key; got an unknown one (did you mean molecule?)',
        'drugs.mine.effects[0].on: must have one of process, molecule, binding; got {}',
      ],
    ],
    [
      'a target of two kinds',
      with_({ effects: [{ effect: 'enhances', on: { ...target, binding: ['a', 'b'] }, half: 1, most: 1 }] }),
      [
        'drugs.mine.effects[0].on: must have one of process, molecule, binding; got {"molecule":"IL2_C","binding":["a","b"]}',
      ],
    ],
    [
      'both forms of an inhibition',
      with_({ effects: [{ effect: 'inhibits', on: target, potency: 1, half: 1 }] }),
      [
        'drugs.mine.effects[0]: must have either potency or half; got {"effect":"inhibits","on":{"molecule":"IL2_C"},"potency":1,"half":1}',
      ],
    ],
    [
      'an inhibition beyond all',
      with_({ effects: [{ effect: 'inhibits', on: target, half: 1, most: 1.5 }] }),
      ['drugs.mine.effects[0].most: must lie in [0, 1]; got 1.5'],
    ],
    [
      'a name that cannot be part of a parameter',
      { drugs: { 'my-drug': copy } },
      ['drugs.my-drug: must be a letter, then letters, digits or underscores; got "my-drug"'],
    ],
    [
      'the name of a drug that ships',
      { drugs: { tas102: copy } },
      [
        `drugs.tas102: must have another name than the drugs that ship (${Object.keys(shippedDrugs).join(', ')}); got tas102`,
      ],
    ],
    [
      'an unknown drug in a regimen',
      { drugs: { mine: copy }, regimens: { weekly: { mina: weekly } } },
      [
        `regimens.weekly.mina: must name a drug (${[...Object.keys(shippedDrugs), 'mine'].join(', ')}); got an unknown name (did you mean mine?)`,
      ],
    ],
  ])('%s', (_, keys, issues) => {
    expect(issuesOf(keys)).toEqual(issues);
  });
});

describe('drugs of a sweep', () => {
  const sweep = {
    name: 's',
    seed: 1,
    regimen: 'weekly',
    drugs: { mine: copy },
    regimens: { weekly: { mine: weekly } },
    axes: [{ name: 'dose', drug: 'mine', dose: [0, 95] }],
  };
  const issuesOfSweep = (changes: Readonly<Record<string, unknown>>) => {
    try {
      parseSweep(JSON.stringify({ ...sweep, ...changes }), 's.json');
      return [];
    } catch (error) {
      return (error as { readonly issues: readonly string[] }).issues;
    }
  };
  const known = [...Object.keys(shippedDrugs), 'mine'].join(', ');

  test('an axis may change the dose of any known drug, and no other', () => {
    expect(issuesOfSweep({})).toEqual([]);
    expect(issuesOfSweep({ axes: [{ name: 'dose', drug: 'mina', dose: [1] }] })).toEqual([
      `axes[0].drug: must name a drug (${known}); got an unknown name (did you mean mine?)`,
    ]);
    expect(issuesOfSweep({ axes: [], points: [{ label: 'a', doses: { mina: 1 } }] })).toEqual([
      `points[0].doses.mina: must name a drug (${known}); got an unknown name (did you mean mine?)`,
    ]);
  });
});
