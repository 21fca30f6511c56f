// Evidence: slow oracle (the JavaScript kernel, itself checked with an independent program), closed form (drug equations, doses).
import { describe, expect, test } from 'vitest';
import { compileModel, type ModelOptions } from '../../../../../src/model/compile/compile-model.js';
import { exportableModel } from '../../../../../src/model/export/exportable-model.js';
import { sbmlExport } from '../../../../../src/model/export/sbml/sbml-export.js';
import { cellStates } from '../../../../../src/model/species.js';
import { postedSwitches, resolveSwitches, switchNames } from '../../../../../src/model/switches.js';
import { dosePlan } from '../../../../../src/simulation/dose-segments.js';
import { derivativesAt, rightHandSideFixture } from '../../right-hand-side-cases.js';
import { sbmlSystem } from './sbml-system.js';

/** Of the sum of the sizes of a derivative's terms: the two group them in different orders. */
const ROUNDING = 1e-12;

const none = { regimen: 'none', segments: dosePlan({}, 365).segments };
const { cases, perPatientOrder } = rightHandSideFixture;
const corrected = resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected'])));

/** Largest difference between the derivatives of cells of document and kernel over all cases, relative to their terms. */
function largestError(options: ModelOptions): number {
  const system = sbmlSystem(sbmlExport(exportableModel(options), none));
  const kernel = compileModel(options);
  const errors = cases.flatMap(({ cells, perPatient, Targ_C, Chem_C }) => {
    const expected = derivativesAt(kernel, { cells, Targ_C, Chem_C }, perPatient);
    const { rates, sizes } = system.derivatives({
      ...Object.fromEntries(cellStates.map((name, index) => [name, cells[index]!])),
      ...Object.fromEntries(perPatientOrder.map((name, index) => [name, perPatient[index]!])),
      Targ_C,
      Chem_C,
    });
    return cellStates.map((name, index) => {
      const error = Math.abs(rates[name]! - expected[index]!);
      return error === 0 ? 0 : error / sizes[name]!;
    });
  });
  return Math.max(...errors);
}

describe('sbmlExport', () => {
  test('the text alone gives the derivatives of the kernel in the posted and in the corrected form', () => {
    expect(largestError({ switches: postedSwitches })).toBeLessThan(ROUNDING);
    expect(largestError({ switches: corrected })).toBeLessThan(ROUNDING);
  });
});
