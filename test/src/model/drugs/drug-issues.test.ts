// Evidence: closed form (each definition has one mistake, and the message names it).
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../../src/errors.js';
import { compileModel } from '../../../../src/model/compile/compile-model.js';
import type { DrugDefinition, DrugEffect, ModelDrug } from '../../../../src/model/drugs/drug-definition.js';
import { drugIssues } from '../../../../src/model/drugs/drug-issues.js';
import { publishedDrugs, shippedDrugs } from '../../../../src/model/drugs/shipped-drugs.js';
import { exportableModel } from '../../../../src/model/export/exportable-model.js';
import { postedSwitches } from '../../../../src/model/switches.js';

const plain: DrugDefinition = {
  label: 'probe',
  symbol: 'Q',
  doseUnit: 'mg',
  pharmacokinetics: { model: 'one-compartment', k10: 1 },
  effects: [],
  source: 'test',
  calibrated: false,
};

const withDefinition = (definition: DrugDefinition): readonly ModelDrug[] => [
  ...publishedDrugs,
  { name: 'probe', definition },
];
const issuesOf = (changes: Partial<DrugDefinition>) => drugIssues(withDefinition({ ...plain, ...changes }));
const ofEffect = (effect: DrugEffect) => issuesOf({ effects: [effect] });
const onIl2 = { on: { molecule: 'IL2_C' } } as const;

describe('a definition without mistake has no issue', () => {
  test.each(Object.keys(shippedDrugs))('%s', (name) => {
    const drugs = publishedDrugs.some((drug) => drug.name === name)
      ? publishedDrugs
      : [...publishedDrugs, { name, definition: shippedDrugs[name]! }];
    expect(drugIssues(drugs)).toEqual([]);
    // A worker thread has a copy; a message has its keys in another order
    expect(drugIssues(structuredClone(drugs))).toEqual([]);
    expect(drugIssues(drugs.map(({ name: own, definition }) => ({ definition, name: own })))).toEqual([]);
  });

  test.each<[string, DrugEffect]>([
    ['either order of a binding', { effect: 'inhibits', on: { binding: ['PDL1_C', 'PD1_C'] }, half: 1 }],
    ['a parameter of the model as a quantity', { effect: 'kills', cells: 'T8_C', rate: 'sigma_X1', efficacy: 0 }],
    ['all processes of a kind', { effect: 'inhibits', on: { process: { kind: 'migration' } }, potency: 1 }],
    [
      'a drug that acts on killing by drugs',
      { effect: 'inhibits', on: { process: { kind: 'chemotherapy' } }, half: 2 },
    ],
    ['both driven transitions', { effect: 'drives', process: { kind: 'transition', enters: 'X3_C' }, half: 1 }],
    ['an exponent of 10', { effect: 'enhances', ...onIl2, half: 1, most: 3, exponent: 10 }],
  ])('%s', (_what, effect) => expect(ofEffect(effect)).toEqual([]));
});

describe('one mistake has one message', () => {
  test.each<[string, DrugEffect, string]>([
    [
      'unknown molecule',
      { effect: 'inhibits', on: { molecule: 'IL22_C' }, half: 1 },
      'effects[0].on.molecule: must be a molecule of the model; got IL22_C (did you mean IL2_C?)',
    ],
    [
      'the tumor is not a molecule',
      { effect: 'inhibits', on: { molecule: 'X_C' }, half: 1 },
      'effects[0].on.molecule: must be a molecule of the model; got X_C',
    ],
    [
      'molecules that do not bind',
      { effect: 'inhibits', on: { binding: ['PD1_C', 'IL2_C'] }, half: 1 },
      'effects[0].on.binding: must be two molecules that bind, such as PD1_C and PDL1_C; got PD1_C, IL2_C',
    ],
    [
      'a process that the model does not have',
      { effect: 'inhibits', on: { process: { kind: 'killing', leaves: 'T8_C' } }, half: 1 },
      'effects[0].on.process: must match a process of the model; got killing from T8_C',
    ],
    [
      'a process that runs without drugs is not driven',
      { effect: 'drives', process: { kind: 'transition', leaves: 'T17_A', enters: 'T1_A' }, half: 1 },
      'effects[0].process: must be a transition of tumor cells into X3_C, which only drugs cause; got transition from T17_A to T1_A',
    ],
    [
      'an exponent that is not whole',
      { effect: 'inhibits', ...onIl2, half: 1, exponent: 1.5 },
      'effects[0].exponent: must be a whole number from 1 to 10; got 1.5',
    ],
    ['a half of 0', { effect: 'inhibits', ...onIl2, half: 0 }, 'effects[0].half: must be a finite number > 0; got 0'],
    [
      'a half by name that is 0',
      { effect: 'inhibits', ...onIl2, half: 'varepsilon_CX3' },
      'effects[0].half: must be a finite number > 0; got varepsilon_CX3, which is 0',
    ],
    [
      'not a number',
      { effect: 'inhibits', ...onIl2, potency: Number.NaN },
      'effects[0].potency: must be a finite number >= 0; got NaN',
    ],
    [
      'more than everything',
      { effect: 'inhibits', ...onIl2, half: 1, most: 1.2 },
      'effects[0].most: must be at most 1, nothing can be inhibited by more; got 1.2',
    ],
    [
      'unknown parameter',
      { effect: 'inhibits', ...onIl2, half: 'K_Chemo' },
      'effects[0].half: must be a number or name a parameter; got K_Chemo (did you mean K_Chem?)',
    ],
  ])('%s', (_what, effect, message) => expect(ofEffect(effect)).toEqual([`drugs.probe.${message}`]));

  test.each<[string, Partial<DrugDefinition>, string]>([
    ['the symbol of a cell', { symbol: 'X1' }, 'symbol: must give states of a new name; got X1, and X1_C exists'],
    [
      'the symbol of a molecule',
      { symbol: 'IL2' },
      'symbol: must give states of a new name; got IL2, and IL2_C exists',
    ],
    ['a blank in a symbol', { symbol: 'a b' }, 'symbol: must be a letter followed by letters, digits or _; got a b'],
    [
      'no elimination',
      { pharmacokinetics: { model: 'one-compartment', k10: 0 } },
      'pharmacokinetics.k10: must be a finite number > 0; got 0',
    ],
    [
      'half a peripheral compartment',
      { pharmacokinetics: { model: 'saturable', mostRate: 1, half: 1, k12: 1 } },
      'pharmacokinetics: must have both k12 and k21, or neither; got one of them',
    ],
    [
      'two numbers for one parameter',
      {
        effects: [
          { effect: 'inhibits', ...onIl2, half: 1 },
          { effect: 'inhibits', ...onIl2, half: 2 },
        ],
      },
      'effects[1]: must give its numbers new names; got half_IL2_C_Q, which exists',
    ],
  ])('%s', (_what, changes, message) => expect(issuesOf(changes)).toEqual([`drugs.probe.${message}`]));

  test('two drugs of one symbol: the second one', () => {
    const drugs = [...withDefinition(plain), { name: 'copy', definition: plain }];
    expect(drugIssues(drugs)).toEqual([
      'drugs.copy.symbol: must give states of a new name; got Q, and Q_C exists',
      'drugs.copy.pharmacokinetics: must give its numbers new names; got k_10_Q, which exists',
    ]);
  });
});

test('a model has at most 30 drugs, and as many can be', () => {
  const further = (count: number) =>
    Array.from(
      { length: count },
      (_, index): ModelDrug => ({ name: `d${index}`, definition: { ...plain, symbol: `d${index}` } }),
    );
  const modelOf = (count: number) =>
    compileModel({ switches: postedSwitches, drugs: [...publishedDrugs, ...further(count)] });
  expect(modelOf(28).drugs).toHaveLength(30);
  expect(() => modelOf(29)).toThrow(new InputError('drugs: a model must have at most 30; got 31'));
});

test('neither a model nor an export is made of such a drug', () => {
  const drugs = withDefinition({ ...plain, symbol: 'X1' });
  expect(() => compileModel({ switches: postedSwitches, drugs })).toThrow(InputError);
  expect(() => exportableModel({ switches: postedSwitches, drugs })).toThrow(/must give states of a new name/);
});

test('the published drugs have no issue as the copies that a worker receives', () => {
  expect(drugIssues(structuredClone(publishedDrugs))).toEqual([]);
});
