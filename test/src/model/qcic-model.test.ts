import { describe, expect, test } from 'vitest';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import { fixedParameters } from '../../../src/model/parameters/fixed-parameters.js';
import { heterogeneityParameterNames } from '../../../src/model/parameters/heterogeneity.js';
import { allProcesses, derivativesOf, qcicModel } from '../../../src/model/qcic-model.js';
import { cellIndex, cellStates, compartments, describeCellState } from '../../../src/model/species.js';
import { postedSwitches, resolveSwitches, type Switches, switchNames } from '../../../src/model/switches.js';
import { everyPart } from './expression-leaves.js';
import { fluxTable } from './flux-table.js';
import { derivativesAt, largestError, rightHandSideFixture } from './right-hand-side-cases.js';

/**
 * Relative error of a derivative: some 30 contributions of a dozen rounded operations each, of which opposite ones cancel
 * one or two digits (measured: 2e-14). A wrong term, sign or parameter shows at 1e-3 or above.
 */
const DERIVATIVE_TOLERANCE = 1e-12;

const model = qcicModel(postedSwitches);
const processes = allProcesses(model);
const { cases } = rightHandSideFixture;
const allCorrected = resolveSwitches(Object.fromEntries(switchNames.map((name) => [name, 'corrected'])));

/** Independent tool: `test/fixtures/model/right-hand-side.py`, 40-digit arithmetic over its own table of fluxes. */
describe('right-hand side against the independent table', () => {
  test('states and per-patient parameters have the same canonical order', () => {
    expect(rightHandSideFixture.cellOrder).toEqual(cellStates);
    expect(rightHandSideFixture.perPatientOrder).toEqual(heterogeneityParameterNames);
  });

  test.each([...cases.entries()])('case %i: the posted form gives the same 53 derivatives', (_index, example) => {
    const { lambda_betaTfhI21: _gain, ...overrides } = example.fixed;
    const compiled = compileModel({ switches: postedSwitches, overrides });
    const derivatives = derivativesAt(compiled, example, example.perPatient);
    expect(largestError(derivatives, example.posted)).toBeLessThan(DERIVATIVE_TOLERANCE);
  });

  test.each(Object.keys(cases[0]!.corrected))(
    '%s corrected gives the same 53 derivatives, and changes no others',
    (form) => {
      const switches: Switches = form === 'all' ? allCorrected : resolveSwitches({ [form]: 'corrected' });
      let changed = 0;
      for (const { fixed, corrected, ...example } of cases) {
        const { lambda_betaTfhI21, ...shared } = fixed;
        const gain = lambda_betaTfhI21 === undefined || switches['tfh-il21'] === 'posted' ? {} : { lambda_betaTfhI21 };
        const compiled = compileModel({ switches, overrides: { ...shared, ...gain } });
        const expected = cellStates.map((state, index) => corrected[form]![state] ?? example.posted[index]!);
        const derivatives = derivativesAt(compiled, example, example.perPatient);
        expect(largestError(derivatives, expected)).toBeLessThan(DERIVATIVE_TOLERANCE);
        changed += Object.keys(corrected[form]!).length;
      }
      expect(changed).toBeGreaterThan(0);
    },
  );

  test.each(['dosing', 'dpf-burden'])('%s leaves the right-hand side as it is', (name) => {
    const [example] = cases;
    const [posted, corrected] = [postedSwitches, resolveSwitches({ [name]: 'corrected' })].map((switches) =>
      derivativesAt(compileModel({ switches }), example!, example!.perPatient),
    );
    expect(corrected).toEqual(posted);
  });
});

describe('what the network holds', () => {
  test('there are 53 cell states and 181 processes, 59 of them migrations', () => {
    expect(derivativesOf(model)).toHaveLength(53);
    expect(processes).toHaveLength(181);
    expect(processes.filter(({ kind }) => kind === 'migration')).toHaveLength(59);
  });

  test('every process of the table occurs once, with its route', () => {
    const routes = processes.map(({ kind, leaves = null, enters = null }) => `${kind} ${leaves} ${enters}`);
    // Posted form: what drug-resistant cells lose under drug pressure enters nothing.
    const expected = fluxTable.fluxes.map(([kind, leaves, enters]) =>
      kind === 'transition' && leaves === 'X2_C' ? 'transition X2_C null' : `${kind} ${leaves} ${enters}`,
    );
    expect([...routes].sort()).toEqual(expected.sort());
  });

  test('there are 42 quasi-steady molecules and the tumor total, each named once and after those it uses', () => {
    const names = model.molecules.map(({ name }) => name);
    expect(names.filter((name) => name !== 'X_C')).toHaveLength(42);
    expect(new Set(names).size).toBe(43);
    for (const [index, { expression }] of model.molecules.entries()) {
      const used = everyPart(expression).flatMap((leaf) => (leaf.kind === 'molecule' ? [leaf.name] : []));
      expect(used.filter((name) => !names.slice(0, index).includes(name))).toEqual([]);
    }
  });

  test.each([
    ['posted', postedSwitches],
    ['corrected', allCorrected],
  ])('%s form: every process belongs to states of one cell or one compartment, never to neither', (_form, switches) => {
    for (const { kind, leaves: from, enters: to } of allProcesses(qcicModel(switches))) {
      if (from === undefined || to === undefined) continue;
      const [left, entered] = [describeCellState(from), describeCellState(to)];
      const travels = kind === 'migration' || kind === 'chemotaxis';
      expect([left.cell === entered.cell, left.compartment === entered.compartment]).toEqual([travels, !travels]);
    }
  });
});

describe('which parameters the posted form uses', () => {
  const fixedNames = Object.keys(fixedParameters);
  const perCellEquations = new Set(
    [...processes.flatMap(({ flux, gain }) => [flux, gain]), ...model.molecules.map(({ expression }) => expression)]
      .flatMap(everyPart)
      .flatMap((leaf) => (leaf.kind === 'parameter' ? [leaf.name as string] : [])),
  );
  const pharmacokinetic = fixedNames.filter((name) => /^k_\d\d_/.test(name));

  test('the six rate constants of the drugs are the only ones outside the cell equations', () => {
    expect(pharmacokinetic).toHaveLength(6);
    const unused = [...fixedNames, ...heterogeneityParameterNames].filter((name) => !perCellEquations.has(name));
    expect(unused).toEqual(pharmacokinetic);
  });

  test('every other parameter moves some derivative', () => {
    const varying = fixedNames.filter((name) => !pharmacokinetic.includes(name));
    const compiled = compileModel({ switches: postedSwitches, varying });
    const example = cases[1]!;
    const parameters = [...example.perPatient, ...varying.map((name) => example.fixed[name]!)];
    const reference = derivativesAt(compiled, example, parameters);
    const idle = compiled.parameterNames.filter((_, slot) => {
      const moved = derivativesAt(compiled, example, parameters.with(slot, parameters[slot]! * 1.01));
      return reference.every((value, index) => value === moved[index]);
    });
    expect(idle).toEqual([]);
  });
});

describe('number balance of what travels (closed form)', () => {
  /** Contributions of migration and chemotaxis, as numbers of cells, over the whole body. */
  function travellingNumbers(switches: Switches): { total: number; largest: number } {
    const compiledWith = (overrides: Record<string, number>) => compileModel({ switches, overrides });
    const example = cases[1]!;
    const { lambda_betaTfhI21: _gain, ...shared } = example.fixed;
    const rates = fixedNamesOf(['migration', 'chemotaxis']);
    const still = Object.fromEntries(rates.map((name) => [name, 0]));
    const moving = derivativesAt(compiledWith(shared), example, example.perPatient);
    const resting = derivativesAt(compiledWith({ ...shared, ...still }), example, example.perPatient);
    const numbers = cellStates.map((state, index) => {
      const volume = shared[compartments[describeCellState(state).compartment].volume]!;
      return (moving[index]! - resting[index]!) * volume;
    });
    return { total: numbers.reduce((sum, value) => sum + value, 0), largest: Math.max(...numbers.map(Math.abs)) };
  }

  function fixedNamesOf(groups: readonly string[]): readonly string[] {
    return Object.entries(fixedParameters)
      .filter(([, { group }]) => groups.includes(group))
      .map(([name]) => name);
  }

  /** Differences of derivatives lose the digits of the processes that do not travel. */
  const BALANCE_TOLERANCE = 1e-11;

  test('with chemotaxis-volume corrected, migration and chemotaxis neither make nor lose a cell', () => {
    const { total, largest } = travellingNumbers(resolveSwitches({ 'chemotaxis-volume': 'corrected' }));
    expect(largest).toBeGreaterThan(0);
    expect(Math.abs(total) / largest).toBeLessThan(BALANCE_TOLERANCE);
  });

  test('as posted, chemotaxis does not balance', () => {
    const { total, largest } = travellingNumbers(postedSwitches);
    expect(Math.abs(total) / largest).toBeGreaterThan(0.01);
  });

  test('each corrected gain of a travelling process is the ratio of its two volumes', () => {
    const travelling = allProcesses(qcicModel(resolveSwitches({ 'chemotaxis-volume': 'corrected' }))).filter(
      ({ kind }) => kind === 'migration' || kind === 'chemotaxis',
    );
    expect(travelling).toHaveLength(59 + 21);
    for (const { leaves: from, enters: to, gain } of travelling) {
      const volumes = [from!, to!].map((state) => ({
        kind: 'parameter',
        name: compartments[describeCellState(state).compartment].volume,
      }));
      expect(gain).toEqual({ kind: 'quotient', numerator: volumes[0], denominator: volumes[1] });
    }
  });
});

test('the derivative of each state is the sum of what enters and leaves it, in canonical order', () => {
  const derivatives = derivativesOf(model);
  for (const state of cellStates) {
    const expression = derivatives[cellIndex[state]]!;
    const touching = processes.filter(({ leaves: from, enters: to }) => from === state || to === state);
    expect(expression.kind === 'sum' && expression.terms).toHaveLength(touching.length);
  }
});
