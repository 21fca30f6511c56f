// Evidence: laws, to the last bit.
import { describe, expect, test } from 'vitest';
import { bevacizumab } from '../../../src/model/drugs/bevacizumab.js';
import type { DrugDefinition, ModelDrug } from '../../../src/model/drugs/drug-definition.js';
import { drugStatesOf } from '../../../src/model/drugs/drug-states.js';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { tas102 } from '../../../src/model/drugs/tas102.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import type { Regimen } from '../../../src/model/regimens.js';
import { cellStates } from '../../../src/model/species.js';
import { postedSwitches } from '../../../src/model/switches.js';
import type { ArmRecord } from '../../../src/simulation/arm-record.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import { cohortSimulator, compileSimulation } from '../../../src/simulation/simulate-cohort.js';
import { fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { publishedPatients } from './published-patients.js';

/** Longer than a cycle, so that both drugs are given a second time. */
const HORIZON = 31;

const both = builtInRegimens['published-tas102-bev']!;
const copyOf = (name: string, { symbol: _, ...definition }: DrugDefinition): ModelDrug => ({ name, definition });
const copies = [copyOf('second', tas102), copyOf('third', bevacizumab)];
/** Each of the arms gives TAS-102 and bevacizumab, some under another name. */
const arms: Readonly<Record<string, Regimen>> = {
  original: both,
  copied: { second: both.tas102!, third: both.bevacizumab! },
  mixed: { second: both.tas102!, bevacizumab: both.bevacizumab! },
};

const specOf = (drugs: readonly ModelDrug[], names: readonly string[]): SimulationSpec => ({
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs,
  arms: names.map((name) => fixedArm(name, arms[name]!)),
  horizonDays: HORIZON,
  assessment: defaultAssessmentRules,
  assessmentDay: HORIZON,
  markerDays: [],
  tumorDays: [],
  keepTrajectories: true,
  solver: defaultSolverSettings,
});

/** Cells of all days and patients; amounts of the drugs by state. */
function columnsOf({ trajectories }: ArmRecord, drugs: readonly ModelDrug[]) {
  const names = [...cellStates, ...drugStatesOf(drugs).map(({ name }) => name)];
  const rows = trajectories.length / names.length;
  const column = (at: number) => Array.from({ length: rows }, (_, row) => trajectories[row * names.length + at]!);
  return new Map(names.map((name, at) => [name, column(at)]));
}

async function keepsBits(backend: 'compiled' | 'javascript'): Promise<void> {
  const simulate = async (drugs: readonly ModelDrug[], names: readonly string[]) => {
    const spec = specOf(drugs, names);
    const run = cohortSimulator(spec, backend === 'compiled' ? await compileSimulation(spec) : 'javascript');
    const records = run(Float64Array.from(publishedPatients(2, '71').flatMap((vector) => [...vector]))).arms;
    return names.map((name) => columnsOf(records[name]!, drugs));
  };
  const [published] = await simulate(publishedDrugs, ['original']);
  const all = [...publishedDrugs, ...copies];
  const [original, copied, mixed] = await simulate(all, ['original', 'copied', 'mixed']);
  for (const state of cellStates) {
    for (const arm of [original!, copied!, mixed!]) expect(arm.get(state), state).toEqual(published!.get(state));
  }
  const amounts = ['Chem_C', 'Chem_P', 'Targ_C', 'Targ_P'] as const;
  const renamed = { Chem_C: 'second_C', Chem_P: 'second_P', Targ_C: 'third_C', Targ_P: 'third_P' };
  for (const state of amounts) {
    expect(Math.max(...published!.get(state)!), state).toBeGreaterThan(0);
    expect(original!.get(state)).toEqual(published!.get(state));
    expect(copied!.get(renamed[state])).toEqual(published!.get(state));
    expect(Math.max(...copied!.get(state)!)).toBe(0);
    expect(Math.max(...original!.get(renamed[state])!)).toBe(0);
  }
}

describe('a drug under another name, alone and beside the original, gives the same bits', () => {
  test('compiled', () => keepsBits('compiled'));
  test('javascript', { tags: 'full/oracles' }, () => keepsBits('javascript'));
});
