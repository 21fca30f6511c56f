// Evidence: closed form (the formula of each effect, written by hand on the derivatives) · laws.
import { describe, expect, test } from 'vitest';
import { compileExpressions } from '../../../../src/model/compile/compile-expressions.js';
import { compileModel } from '../../../../src/model/compile/compile-model.js';
import type { Kernel } from '../../../../src/model/compile/kernel.js';
import { programKernel } from '../../../../src/model/compile/program-interpreter.js';
import { bevacizumab } from '../../../../src/model/drugs/bevacizumab.js';
import type { DrugDefinition, DrugEffect, ModelDrug } from '../../../../src/model/drugs/drug-definition.js';
import { publishedDrugs } from '../../../../src/model/drugs/shipped-drugs.js';
import { tas102 } from '../../../../src/model/drugs/tas102.js';
import { fixedParameters } from '../../../../src/model/parameters/fixed-parameters.js';
import { heterogeneityParameterNames } from '../../../../src/model/parameters/heterogeneity.js';
import { resolveFixedParameters } from '../../../../src/model/parameters/resolve-parameters.js';
import { derivativesOf, qcicModel } from '../../../../src/model/qcic-model.js';
import { type CellState, cellIndex, cellStates } from '../../../../src/model/species.js';
import { postedSwitches } from '../../../../src/model/switches.js';
import { valueAsWritten } from '../expression-value.js';
import { rightHandSideFixture } from '../right-hand-side-cases.js';

/** A dozen rounded operations, relative to the derivative and to what changes it. */
const ROUNDING = 1e-12;

const { cells, perPatient } = rightHandSideFixture.cases.find(({ fixed }) => Object.keys(fixed).length === 0)!;
const x = (state: CellState): number => cells[cellIndex[state]]!;
const fixed: Readonly<Record<string, { readonly value: number }>> = fixedParameters;
const p = (name: string): number => {
  const slot = (heterogeneityParameterNames as readonly string[]).indexOf(name);
  return slot < 0 ? fixed[name]!.value : perPatient[slot]!;
};

/** Central amounts of the published drugs and of the further one. */
const [Targ_C, Chem_C] = [120, 11];
const AMOUNT = 37;

function probe(effects: readonly DrugEffect[], name = 'probe'): ModelDrug {
  const definition: DrugDefinition = {
    label: name,
    doseUnit: 'mg',
    pharmacokinetics: { model: 'one-compartment', k10: 1 },
    effects,
    source: 'made up',
    calibrated: false,
  };
  return { name, definition };
}

function derivatives(further: readonly ModelDrug[], amounts: readonly number[]): Float64Array {
  return evaluated(compileModel({ switches: postedSwitches, drugs: [...publishedDrugs, ...further] }).kernel, amounts);
}

/** Derivatives by the program as lowered, before it is simplified. */
function loweredDerivatives(further: readonly ModelDrug[], amounts: readonly number[]): Float64Array {
  const drugs = [...publishedDrugs, ...further];
  const model = qcicModel(postedSwitches, drugs);
  const values = resolveFixedParameters(postedSwitches, {}, drugs);
  return evaluated(
    programKernel(
      compileExpressions(derivativesOf(model), model.molecules, values, heterogeneityParameterNames, drugs),
    ),
    amounts,
  );
}

function evaluated(kernel: Kernel, amounts: readonly number[]): Float64Array {
  const constants = new Float64Array(kernel.constantCount);
  const result = new Float64Array(kernel.outputCount);
  kernel.prepareInto(Float64Array.from(perPatient), constants);
  kernel.evaluateInto(Float64Array.from(cells), Float64Array.from(amounts), constants, result);
  return result;
}

const before = derivatives([], [Targ_C, Chem_C]);

/** What a drug with some effects changes of the derivatives. */
function expectChanges(further: readonly ModelDrug[], changes: Readonly<Partial<Record<CellState, number>>>): void {
  const after = derivatives(further, [Targ_C, Chem_C, ...further.map(() => AMOUNT)]);
  for (const [state, change] of Object.entries(changes)) {
    const at = cellIndex[state as CellState];
    const allowed = ROUNDING * (Math.abs(before[at]!) + 10 * Math.abs(change) + 1);
    expect(Math.abs(change), `${state} must change`).toBeGreaterThan(1e3 * allowed);
    expect(Math.abs(after[at]! - before[at]! - change), state).toBeLessThanOrEqual(allowed);
  }
}

/** a^n / (K^n + a^n). */
const share = (half: number, n = 1) => AMOUNT ** n / (half ** n + AMOUNT ** n);

describe('effects on the derivatives, each as its formula', () => {
  test('kills: rate (1 - exp(-efficacy a)) x, and tumor cells release antigen weighted kappa_3', () => {
    const killed = 0.3 * (1 - Math.exp(-0.02 * AMOUNT)) * x('X2_C');
    const model = qcicModel(postedSwitches);
    const antigen = (of = model.molecules.find(({ name }) => name === 'TA_C')!.expression): number =>
      valueAsWritten(of, (leaf) => {
        if (leaf.kind === 'cell') return x(leaf.name);
        if (leaf.kind === 'parameter') return p(leaf.name);
        if (leaf.kind === 'drug') return leaf.name === 'Targ_C' ? Targ_C : Chem_C;
        return antigen(model.molecules.find(({ name }) => name === leaf.name)!.expression);
      });
    const activated = (amount: number) => (p('rho_DD0') * amount ** 2 * x('D0_C')) / (p('K_TA') ** 2 + amount ** 2);
    const more = activated(antigen() + (p('kappa_3') * killed) / p('d_TA')) - activated(antigen());
    expectChanges([probe([{ effect: 'kills', cells: 'X2_C', rate: 0.3, efficacy: 0.02 }])], {
      X2_C: -killed,
      D_C: more,
      D0_C: -more,
    });
  });

  test('kills cells of other kinds, which release none: nothing else changes a digit', () => {
    const further = probe([{ effect: 'kills', cells: 'T8_B', rate: 'd_T8', efficacy: 'varepsilon_CX1' }]);
    expectChanges([further], { T8_B: -p('d_T8') * (1 - Math.exp(-p('varepsilon_CX1') * AMOUNT)) * x('T8_B') });
    const after = derivatives([further], [Targ_C, Chem_C, AMOUNT]);
    for (const state of cellStates) {
      if (state !== 'T8_B') expect(after[cellIndex[state]], state).toBe(before[cellIndex[state]]);
    }
  });

  test.each([undefined, 1, 2, 3])('drives, exponent %s: the factors of the drugs add up', (exponent) => {
    const flux = p('rho_X3X1') * share(20, exponent) * x('X1_C');
    const process = { kind: 'transition', leaves: 'X1_C', enters: 'X3_C' } as const;
    const effect: DrugEffect = { effect: 'drives', process, half: 20, ...(exponent === undefined ? {} : { exponent }) };
    expectChanges([probe([effect])], { X1_C: -flux, X3_C: 2 * flux });
  });

  test('drives a transition from which nothing enters its destination (posted form) by the same reference', () => {
    const process = { kind: 'transition', leaves: 'X2_C', enters: 'X3_C' } as const;
    const flux = p('rho_X3X2') * share(20) * x('X2_C');
    expectChanges([probe([{ effect: 'drives', process, half: 20 }])], { X2_C: -flux });
  });

  test('inhibits a process by potency: rate / (1 + potency a)', () => {
    const room = 1 - (p('a11') * x('X1_C') + p('a12') * x('X2_C') + p('a13') * x('X3_C')) / p('K1');
    const growth = (p('beta_X1') / (1 + p('varepsilon_TX1') * Targ_C)) * room * x('X1_C');
    const on = { process: { kind: 'proliferation', enters: 'X1_C' } } as const;
    expectChanges([probe([{ effect: 'inhibits', on, potency: 0.05 }])], {
      X1_C: growth * (1 / (1 + 0.05 * AMOUNT) - 1),
    });
  });

  test('inhibits a process by half: rate (1 - most a^n / (half^n + a^n)), and what arrives falls alike', () => {
    const lost = 0.6 * share(25, 2) * p('V_T8_BC') * x('T8_B');
    const on = { process: { kind: 'migration', leaves: 'T8_B', enters: 'T8_C' } } as const;
    expectChanges([probe([{ effect: 'inhibits', on, half: 25, exponent: 2, most: 0.6 }])], {
      T8_B: lost,
      T8_C: (-lost * p('V_B')) / p('V_C'),
    });
  });

  test('inhibits wholly where the definition has no most', () => {
    const on = { process: { kind: 'apoptosis', leaves: 'T8_B' } } as const;
    expectChanges([probe([{ effect: 'inhibits', on, half: 25 }])], { T8_B: share(25) * p('d_T8') * x('T8_B') });
  });

  test('enhances a process: rate (1 + most a^n / (half^n + a^n))', () => {
    const on = { process: { kind: 'apoptosis', leaves: 'T8_B' } } as const;
    expectChanges([probe([{ effect: 'enhances', on, half: 25, exponent: 3, most: 2.5 }])], {
      T8_B: -2.5 * share(25, 3) * p('d_T8') * x('T8_B'),
    });
  });

  test('acts on all processes that a reference matches, a constant source among them', () => {
    const on = { process: { kind: 'source' } } as const;
    const sources = ['TN4_B', 'TN8_B', 'D0_B', 'NK_B', 'M_B', 'N_B', 'Eos_B', 'Bas_B'] as const;
    const changes = Object.fromEntries(
      sources.map((state) => [state, p(`theta_${state.slice(0, -2)}_DB`) * (1 / (1 + 0.05 * AMOUNT) - 1)]),
    );
    expectChanges([probe([{ effect: 'inhibits', on, potency: 0.05 }])], changes);
  });

  const expressing = ['T1_C', 'T2_C', 'T17_C', 'Tfh_C', 'T8_C'] as const;
  const receptor = p('phi_P') * (expressing.reduce((sum, state) => sum + x(state), 0) + p('varepsilon_NK') * x('NK_C'));
  const complex = p('alpha_PL') * receptor * p('phi_L') * (x('X1_C') + x('X2_C') + x('X3_C'));
  const bound = (amount: number) => amount / (p('K_PL') + amount);
  const withComplex = (factor: number) => {
    const change = bound(factor * complex) - bound(complex);
    const killers = (p('eta_X1T1') * x('T1_C') + p('eta_X1T8') * x('T8_C') + p('eta_X1NK') * x('NK_C')) * x('X1_C');
    return { T8_C: -p('d_T8') * p('lambda_T8PL') * change * x('T8_C'), X1_C: p('lambda_PL') * change * killers };
  };
  test.each<[string, DrugEffect, number]>([
    ['inhibits a molecule by half', { effect: 'inhibits', on: { molecule: 'PD1_C' }, half: 15 }, 1 - share(15)],
    [
      'inhibits a molecule by potency',
      { effect: 'inhibits', on: { molecule: 'PDL1_C' }, potency: 0.4 },
      1 / (1 + 0.4 * AMOUNT),
    ],
    ['enhances a molecule', { effect: 'enhances', on: { molecule: 'PD1_C' }, half: 15, most: 4 }, 1 + 4 * share(15)],
    [
      'inhibits the binding of two molecules, in whichever order they are named',
      { effect: 'inhibits', on: { binding: ['PDL1_C', 'PD1_C'] }, half: 15, exponent: 2, most: 0.9 },
      1 - 0.9 * share(15, 2),
    ],
    [
      'inhibits a binding by potency',
      { effect: 'inhibits', on: { binding: ['PD1_C', 'PDL1_C'] }, potency: 0.4 },
      1 / (1 + 0.4 * AMOUNT),
    ],
  ])('%s: the complex has the factor in every process that reads it', (_name, effect, factor) => {
    expectChanges([probe([effect])], withComplex(factor));
  });

  test('effects of several drugs on one target multiply', () => {
    const on = { process: { kind: 'apoptosis', leaves: 'T8_B' } } as const;
    const drugs = [
      probe([{ effect: 'enhances', on, half: 25, most: 2.5 }], 'first'),
      probe([{ effect: 'inhibits', on, half: 60 }], 'second'),
    ];
    const factor = (1 + 2.5 * share(25)) * (1 - share(60));
    expectChanges(drugs, { T8_B: -(factor - 1) * p('d_T8') * x('T8_B') });
  });
});

describe('to the last digit', () => {
  const half = { half: 20, exponent: 2 } as const;
  test.each<[string, DrugEffect]>([
    ['kills', { effect: 'kills', cells: 'X1_C', rate: 0.3, efficacy: 0.02 }],
    ['drives', { effect: 'drives', process: { kind: 'transition', leaves: 'X1_C', enters: 'X3_C' }, ...half }],
    ['inhibits growth', { effect: 'inhibits', on: { process: { kind: 'proliferation', enters: 'X1_C' } }, potency: 1 }],
    ['inhibits every killing', { effect: 'inhibits', on: { process: { kind: 'killing' } }, ...half }],
    ['enhances', { effect: 'enhances', on: { process: { kind: 'chemotaxis' } }, ...half, most: 2 }],
    ['inhibits a molecule', { effect: 'inhibits', on: { molecule: 'PD1_C' }, ...half }],
    ['inhibits a molecule by potency', { effect: 'inhibits', on: { molecule: 'IL2_A' }, potency: 3 }],
    ['inhibits a binding', { effect: 'inhibits', on: { binding: ['PD1_C', 'PDL1_C'] }, potency: 3 }],
  ])('a drug that %s and is not given changes nothing', (_name, effect) => {
    const lowered = loweredDerivatives([], [Targ_C, Chem_C]);
    expect(loweredDerivatives([probe([effect])], [Targ_C, Chem_C, 0])).toEqual(lowered);
    // Simplified, another order of operations may round otherwise
    derivatives([probe([effect])], [Targ_C, Chem_C, 0]).forEach((value, at) => {
      expect(Math.abs(value - before[at]!)).toBeLessThanOrEqual(ROUNDING * Math.abs(before[at]!));
    });
  });

  const copyOf = ({ symbol: _, ...definition }: DrugDefinition): ModelDrug => ({ name: 'copy', definition });
  test.each<[string, ModelDrug, readonly number[], readonly number[]]>([
    ['TAS-102', copyOf(tas102), [Targ_C, 0], [Targ_C, 0, Chem_C]],
    ['bevacizumab', copyOf(bevacizumab), [0, Chem_C], [0, Chem_C, Targ_C]],
  ])('a copy of %s in its stead gives the same', (_name, copy, without, withCopy) => {
    const changed = derivatives([copy], withCopy);
    expect(changed).toEqual(before);
    expect(changed).not.toEqual(derivatives([], without));
  });
});
