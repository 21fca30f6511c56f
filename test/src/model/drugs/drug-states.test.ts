// Evidence: laws.
import { describe, expect, test } from 'vitest';
import type { ModelDrug, Pharmacokinetics } from '../../../../src/model/drugs/drug-definition.js';
import { drugStatesOf, stateNames, stateNamesOf } from '../../../../src/model/drugs/drug-states.js';
import { publishedDrugs } from '../../../../src/model/drugs/shipped-drugs.js';
import { cellStates } from '../../../../src/model/species.js';

const drug = (name: string, pharmacokinetics: Pharmacokinetics, symbol?: string): ModelDrug => ({
  name,
  definition: {
    label: name,
    ...(symbol === undefined ? {} : { symbol }),
    doseUnit: 'mg',
    pharmacokinetics,
    effects: [],
    source: 'made up',
    calibrated: false,
  },
});

describe('states of drugs', () => {
  test('the published model has 57 states, each name once: cells, then two amounts of each drug', () => {
    expect(stateNames).toEqual([...cellStates, 'Targ_C', 'Targ_P', 'Chem_C', 'Chem_P']);
    expect(new Set(stateNames).size).toBe(57);
  });

  test.each<[string, Pharmacokinetics, readonly string[]]>([
    ['one compartment', { model: 'one-compartment', k10: 1 }, ['a_C']],
    ['two compartments', { model: 'two-compartment', k12: 1, k21: 1, k10: 1 }, ['a_C', 'a_P']],
    ['saturable elimination', { model: 'saturable', mostRate: 1, half: 1 }, ['a_C', 'a_E']],
    [
      'saturable elimination with a peripheral compartment',
      { model: 'saturable', mostRate: 1, half: 1, k12: 1, k21: 1 },
      ['a_C', 'a_P', 'a_E'],
    ],
  ])('a drug of %s has the amounts of its compartments', (_name, pharmacokinetics, expected) => {
    expect(drugStatesOf([drug('a', pharmacokinetics)]).map(({ name }) => name)).toEqual(expected);
  });

  test('further drugs follow the others, by symbol where they have one', () => {
    const further = [
      drug('b', { model: 'one-compartment', k10: 1 }, 'x'),
      drug('a', { model: 'one-compartment', k10: 1 }),
    ];
    expect(stateNamesOf([...publishedDrugs, ...further])).toEqual([...stateNames, 'x_C', 'a_C']);
  });
});
