// Evidence: written out by hand · closed form (eigenvalues by the trace and the determinant).
import { describe, expect, test } from 'vitest';
import { compileModel } from '../../../../src/model/compile/compile-model.js';
import type { ModelDrug, Pharmacokinetics } from '../../../../src/model/drugs/drug-definition.js';
import {
  fastestLinearRate,
  integratedDerivatives,
  integratedDrugs,
  integratedStates,
  isIntegrated,
} from '../../../../src/model/drugs/saturable-drugs.js';
import { publishedDrugs } from '../../../../src/model/drugs/shipped-drugs.js';
import { cellStates, initialState } from '../../../../src/model/species.js';
import { postedSwitches } from '../../../../src/model/switches.js';
import { publishedPatients } from '../../simulation/published-patients.js';

const drugOf = (name: string, pharmacokinetics: Pharmacokinetics): ModelDrug => ({
  name,
  definition: { label: name, doseUnit: 'mg', pharmacokinetics, effects: [], source: 'made up', calibrated: false },
});
const rates = { mostRate: 25, half: 8, k10: 0.2, k12: 0.9, k21: 0.6 };
const alone = drugOf('alone', { model: 'saturable', mostRate: 12, half: 20 });
const linear = drugOf('linear', { model: 'one-compartment', k10: 1 });
const full = drugOf('full', { model: 'saturable', ...rates });
const drugs = [...publishedDrugs, alone, linear, full];
const cells = cellStates.length;

describe('integratedDrugs', () => {
  test('are the saturable ones, their amounts behind the cells in the order of the drugs', () => {
    expect(drugs.map(isIntegrated)).toEqual([...publishedDrugs.map(() => false), true, false, true]);
    const slot = publishedDrugs.length;
    expect(integratedDrugs(drugs)).toEqual([
      { name: 'alone', slot, central: cells, peripheral: undefined, eliminated: cells + 1 },
      { name: 'full', slot: slot + 2, central: cells + 2, peripheral: cells + 3, eliminated: cells + 4 },
    ]);
    expect([...integratedStates(drugs)]).toEqual(
      ['alone_C', 'alone_E', 'full_C', 'full_P', 'full_E'].map((name, index) => [name, cells + index]),
    );
  });

  test('there are none among the published drugs, whose model has the 53 cells alone', () => {
    expect(integratedDrugs(publishedDrugs)).toEqual([]);
    expect(integratedDerivatives(publishedDrugs)).toEqual([]);
    expect(compileModel({ switches: postedSwitches }).dimension).toBe(cells);
  });
});

describe('integratedDerivatives', () => {
  const { kernel, dimension } = compileModel({ switches: postedSwitches, drugs });
  const [patient] = publishedPatients(1, '8') as [Float64Array];
  const constants = new Float64Array(kernel.constantCount);
  kernel.prepareInto(patient, constants);

  test.each([
    [0, 0, 0],
    [3.5, 2, 7],
    [400, 90, 0],
    [1e-9, 5, 40],
  ])('central %d, peripheral %d, input %d: as written out, and nothing is lost', (central, peripheral, input) => {
    const state = Float64Array.from([...initialState, central, 0.5, central, peripheral, 0.25]);
    const inputs = Float64Array.from([0, 0, input, 3, 2 * input]);
    const derivatives = new Float64Array(dimension);
    kernel.evaluateInto(state, inputs, constants, derivatives);
    const eliminated = (12 * central) / (20 + central);
    const left = rates.k10 * central + (rates.mostRate * central) / (rates.half + central);
    const moved = rates.k12 * central - rates.k21 * peripheral;
    const expected = [input - eliminated, eliminated, 2 * input - moved - left, moved, left];
    expect([...derivatives.subarray(cells)]).toEqual(expected.map((value) => expect.closeTo(value, 10)));
    const total = derivatives.subarray(cells).reduce((sum, value) => sum + value, 0);
    expect(total).toBeCloseTo(3 * input, 10);
  });

  test('amounts of drugs without effects leave the cells alone', () => {
    const derivativesAt = (amount: number) => {
      const derivatives = new Float64Array(dimension);
      const state = Float64Array.from([...initialState, amount, 0, amount, amount, 0]);
      kernel.evaluateInto(state, new Float64Array(drugs.length), constants, derivatives);
      return [...derivatives.subarray(0, cells)];
    };
    expect(derivativesAt(50)).toEqual(derivativesAt(0));
  });
});

test('fastestLinearRate is the larger eigenvalue far below saturation', () => {
  const elimination = rates.k10 + rates.mostRate / rates.half;
  const [trace, determinant] = [rates.k12 + rates.k21 + elimination, rates.k21 * elimination];
  const larger = (trace + Math.sqrt(trace ** 2 - 4 * determinant)) / 2;
  expect(fastestLinearRate({ model: 'saturable', ...rates })).toBeCloseTo(larger, 12);
  expect(fastestLinearRate({ model: 'saturable', mostRate: 12, half: 20, k10: 0, k12: 0, k21: 0 })).toBeCloseTo(
    0.6,
    14,
  );
});
