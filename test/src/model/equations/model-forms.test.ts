import { describe, expect, test } from 'vitest';
import { modelForms } from '../../../../src/model/equations/model-forms.js';
import { allProcesses, qcicModel } from '../../../../src/model/qcic-model.js';
import { postedSwitches, resolveSwitches } from '../../../../src/model/switches.js';
import { rightHandSideFixture } from '../right-hand-side-cases.js';

const { families, molecules } = modelForms();
const processes = families.flatMap((family) => family.processes);

function changedBy(name: string): readonly string[] {
  return [...processes, ...molecules]
    .filter(({ forms }) => forms.corrected.some(({ by }) => by === name))
    .map((thing) => thing.name);
}

describe('modelForms', () => {
  test('has every posted process and molecule, in order', () => {
    const posted = qcicModel(postedSwitches);
    expect(processes.map(({ forms }) => forms.posted)).toEqual(allProcesses(posted));
    expect(molecules.map(({ name }) => name)).toEqual(posted.molecules.map(({ name }) => name));
  });

  test('a process has a name of its own that tells its kind and route', () => {
    expect(new Set(processes.map(({ name }) => name)).size).toBe(processes.length);
    expect(processes.map(({ name }) => name)).toContain('migration(T1_A -> T1_B)');
    expect(processes.map(({ name }) => name)).toContain('source(TN4_B)');
    expect(processes.map(({ name }) => name)).toContain('killing(X1_C)');
  });

  test('a transition that enters nothing as posted has the name of its corrected form', () => {
    expect(processes.map(({ name }) => name)).toContain('transition(X2_C -> X3_C)');
  });

  test.each([
    ['ctl-proliferation', ['proliferation(T8_A)']],
    ['dptc-inflow', ['transition(X1_C -> X3_C)', 'transition(X2_C -> X3_C)']],
    ['dptc-antigen', ['TA_C']],
    ['tfh-il21', ['proliferation(Tfh_A)']],
    ['dosing', []],
    ['dpf-burden', []],
  ])('%s changes exactly %j', (name, expected) => {
    expect(changedBy(name)).toEqual(expected);
  });

  test('chemotaxis-volume changes the gain of all 21 chemotactic flows and nothing else', () => {
    const changed = changedBy('chemotaxis-volume');
    expect(changed).toHaveLength(21);
    expect(changed.every((name) => name.startsWith('chemotaxis('))).toBe(true);
  });

  test('the switches with a corrected form here are those that change a derivative of the independent oracle', () => {
    const inOracle = Object.keys(rightHandSideFixture.cases[0]!.corrected).filter((form) => form !== 'all');
    const shown = new Set([...processes, ...molecules].flatMap(({ forms }) => forms.corrected.map(({ by }) => by)));
    expect(shown).toEqual(new Set(inOracle));
  });

  test('the corrected form of a process is that of the model with this switch corrected', () => {
    const corrected = allProcesses(qcicModel(resolveSwitches({ 'ctl-proliferation': 'corrected' })));
    const index = processes.findIndex(({ name }) => name === 'proliferation(T8_A)');
    expect(processes[index]!.forms.corrected[0]!.form).toEqual(corrected[index]);
  });
});
