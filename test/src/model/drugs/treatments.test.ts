// Evidence: the rules of the labels, case by case.
import { describe, expect, test } from 'vitest';
import type { DrugDefinition, ModelDrug } from '../../../../src/model/drugs/drug-definition.js';
import { treatmentsOf, uncalibratedRemarks } from '../../../../src/model/drugs/treatments.js';

const drug = (name: string, label: string, calibrated: boolean): ModelDrug => ({
  name,
  definition: {
    label,
    doseUnit: 'mg',
    pharmacokinetics: { model: 'one-compartment', k10: 1 },
    effects: [],
    source: '',
    calibrated,
  } satisfies DrugDefinition,
});
const drugs = [
  drug('bevacizumab', 'bevacizumab', true),
  drug('tas102', 'TAS-102', true),
  drug('other', 'Other', false),
  drug('third', 'Third', false),
];
const arm = (name: string, given: readonly string[], next: readonly string[] | null = null) => ({
  name,
  regimen: Object.fromEntries(given.map((each) => [each, []])),
  untilProgression: next === null ? null : { next: Object.fromEntries(next.map((each) => [each, []])) },
});
const labelsOf = (...arms: readonly ReturnType<typeof arm>[]) => treatmentsOf(arms, drugs).map(({ label }) => label);

describe('treatmentsOf', () => {
  test('arms of the trials go by their clinical names, in any order of their drugs', () => {
    expect(
      labelsOf(arm('placebo', []), arm('tas102', ['tas102']), arm('tas102_bev', ['bevacizumab', 'tas102'])),
    ).toEqual(['Placebo', 'TAS-102', 'TAS-102 + bevacizumab']);
  });

  test('an arm with the name of a trial arm and other drugs does not bear its label', () => {
    expect(labelsOf(arm('tas102', ['other']))).toEqual(['Other']);
    expect(labelsOf(arm('tas102', ['bevacizumab']))).toEqual(['tas102']);
  });

  test('an arm with a drug outside the trials goes by its drugs, one with those of the trials by its own name', () => {
    expect(labelsOf(arm('plus', ['tas102', 'other']), arm('weekly', ['tas102']))).toEqual([
      'TAS-102 + Other',
      'weekly',
    ]);
  });

  test('arms that would share a label go by their own names', () => {
    expect(labelsOf(arm('low', ['other']), arm('high', ['other']))).toEqual(['low', 'high']);
  });

  test('an own label goes before every other', () => {
    const treatments = treatmentsOf([arm('placebo', []), arm('x', ['other'])], drugs, {
      placebo: 'Control',
      x: 'Mine',
    });
    expect(treatments.map(({ label }) => label)).toEqual(['Control', 'Mine']);
  });

  test('drugs after progression count', () => {
    expect(treatmentsOf([arm('x', ['tas102'], ['tas102', 'other'])], drugs)).toEqual([
      { arm: 'x', label: 'TAS-102 + Other', drugs: ['tas102', 'other'], uncalibrated: ['other'] },
    ]);
  });
});

describe('uncalibratedRemarks', () => {
  test('one sentence for each arm with such a drug, none for the others', () => {
    const treatments = treatmentsOf(
      [arm('placebo', []), arm('tas102', ['tas102']), arm('x', ['other']), arm('y', ['tas102', 'other', 'third'])],
      drugs,
    );
    expect(uncalibratedRemarks(treatments, drugs)).toEqual([
      'Arm x: Other is not calibrated: the effects have not been fitted to trials, and the results of this arm are an exploration.',
      'Arm y: Other and Third are not calibrated: the effects have not been fitted to trials, and the results of this arm are an exploration.',
    ]);
  });
});
