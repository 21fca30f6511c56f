// Evidence: independent tool (libSBML 5.19.7 and scipy 1.10.1's LSODA; test/fixtures/sbml/integrate-sbml.py).
import { describe, expect, test } from 'vitest';
import { generatedKernel } from '../../../../../calibration/bench/peers/generated-kernel.js';
import { compileModel, type ModelOptions } from '../../../../../src/model/compile/compile-model.js';
import { drugStatesOf } from '../../../../../src/model/drugs/drug-states.js';
import { publishedDrugs } from '../../../../../src/model/drugs/shipped-drugs.js';
import { builtInArms, defaultRegimen } from '../../../../../src/model/drugs/trial-arms.js';
import { builtInRegimens } from '../../../../../src/model/drugs/trial-regimens.js';
import { exportableModel } from '../../../../../src/model/export/exportable-model.js';
import { sbmlExport } from '../../../../../src/model/export/sbml/sbml-export.js';
import { heterogeneityParameterNames } from '../../../../../src/model/parameters/heterogeneity.js';
import type { Regimen } from '../../../../../src/model/regimens.js';
import { cellStates } from '../../../../../src/model/species.js';
import { postedSwitches } from '../../../../../src/model/switches.js';
import { dosePlan } from '../../../../../src/simulation/dose-segments.js';
import { patientSimulator } from '../../../../../src/simulation/simulate-patient.js';
import { defaultSolverSettings } from '../../../../../src/simulation/solver-settings.js';
import { publishedPatients } from '../../../simulation/published-patients.js';
import { correctedSwitches, furtherDrugs, furtherRegimen } from './exported-documents.js';
import { isPythonAvailable, runPython, skipReason } from './python-libsbml.js';

/**
 * What the two must agree to, relative with a floor of 1e3 cell/L, or of a thousandth of a dose unit; measured: 8e-7.
 *
 * The simulator is promised to 5e-6, the other program runs at a relative tolerance of 1e-8.
 */
const AGREEMENT = 1e-5;
const CELL_FLOOR = 1e3;
const DRUG_FLOOR = 1e-3;

interface Integrated {
  readonly species: Readonly<Record<string, readonly number[]>>;
}

interface Case {
  readonly options: ModelOptions;
  /** Per-patient values, then those of the varying parameters. */
  readonly values: readonly number[];
  readonly regimen: Regimen;
  readonly days: number;
}

function documentOf({ options, values, regimen, days }: Case): string {
  const names = [...heterogeneityParameterNames, ...(options.varying ?? [])];
  const patient = Object.fromEntries(names.map((name, index) => [name, values[index]!]));
  const model = exportableModel({ ...options, varying: [], patient });
  return sbmlExport(model, { regimen: 'test', segments: dosePlan(regimen, days).segments });
}

/** Largest relative difference to this simulator over all states and days; amounts of drugs from day 1 on, where no bolus hides. */
function largestError({ options, values, regimen, days }: Case, { species }: Integrated): number {
  const { drugs = publishedDrugs } = options;
  const simulate = patientSimulator(
    compileModel(options, generatedKernel),
    dosePlan(regimen, days),
    defaultSolverSettings,
  );
  const amounts = drugStatesOf(drugs);
  let worst = 0;
  let observed = 0;
  const compare = (name: string, day: number, own: number, floor: number) => {
    const error = Math.abs(species[name]![day]! - own) / Math.max(Math.abs(own), floor);
    // In this form, a value that is not a number is an error
    if (!(error <= worst)) worst = error;
  };
  const outcome = simulate(Float64Array.from(values), (day, reader) => {
    observed++;
    cellStates.forEach((name, index) => {
      compare(name, day, reader.cell(index), CELL_FLOOR);
    });
    for (const { name, drug, compartment } of amounts) {
      if (day === 0 || compartment === 'eliminated') continue;
      compare(name, day, reader.drug(drug.name)[compartment], DRUG_FLOOR);
    }
  });
  expect(outcome).toEqual({ kind: 'completed', retried: false });
  expect(observed).toBe(days + 1);
  return worst;
}

describe.skipIf(!isPythonAvailable)(`exported SBML, integrated by scipy${skipReason}`, { tags: 'full/models' }, () => {
  const [first, second, third] = publishedPatients(3, 'sbml').map((values) => [...values]);
  const ownValues = { switches: postedSwitches, varying: ['baseline_tumor', 'd_T8', 'V_C'] };

  test.each([
    ['the posted form', { options: { switches: postedSwitches }, values: first! }],
    ['every form corrected', { options: { switches: correctedSwitches }, values: second! }],
    ['a tumor, death rate and volume of their own', { options: ownValues, values: [...third!, 6e8, 0.2, 0.6] }],
  ] as const)(
    'a patient with %s in three arms for a year, all 57 states every day, agrees to 1e-5',
    (_name, patient) => {
      const cases = builtInArms.map((arm): Case => {
        const regimen = builtInRegimens[defaultRegimen(arm, patient.options.switches)]!;
        return { ...patient, regimen, days: 365 };
      });
      const results = runPython('integrate-sbml.py', cases.map(documentOf), ['--days', '365']) as readonly Integrated[];
      const errors = cases.map((one, index) => largestError(one, results[index]!));
      expect(Math.max(...errors), `${errors}`).toBeLessThan(AGREEMENT);
    },
  );

  test('drugs of every form of kinetics and effect, with infusions and boluses, agree to 1e-5', () => {
    const options = { switches: correctedSwitches, drugs: furtherDrugs };
    const one = { options, values: [...publishedPatients(1, 'sbml')[0]!], regimen: furtherRegimen, days: 60 };
    const [result] = runPython('integrate-sbml.py', [documentOf(one)], ['--days', '60']) as readonly Integrated[];
    expect(largestError(one, result!)).toBeLessThan(AGREEMENT);
  });
});
