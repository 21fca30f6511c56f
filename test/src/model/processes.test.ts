import { describe, expect, test } from 'vitest';
import { cell, type Expression, molecule, negative, saturation } from '../../../src/model/expression.js';
import {
  apoptosis,
  by,
  chemotaxis,
  differentiation,
  killing,
  logisticProliferation,
  migration,
  polarization,
  proliferation,
  source,
  transition,
} from '../../../src/model/processes.js';
import { valueAsWritten } from './expression-value.js';

/** Named numbers without common factors, so that a mix-up shows. */
const numbers: Readonly<Record<string, number>> = {
  TN4_A: 11,
  T1_A: 13,
  T1_B: 17,
  T8_A: 19,
  D_A: 3,
  X1_C: 23,
  T1_C: 29,
  NK_C: 31,
  Chem_C: 0.7,
  IL12_A: 5,
  IL4_A: 2,
  TGFb_A: 1.5,
  PD1_PDL1_C: 0.25,
  CXCL9_C: 6,
  kappa_T1: 0.3,
  beta_TN4: 0.45,
  beta_T1: 0.6,
  K_TN4: 41,
  psi_M1: 0.15,
  rho_T1T17: 0.35,
  lambda_T1I12: 0.8,
  lambda_T1: 0.9,
  lambda_PL: 0.55,
  K_D: 4,
  K_I12: 7,
  K_I4: 8,
  K_T1I4: 9,
  K_T1Tbeta: 10,
  K_T1: 12,
  K_PL: 14,
  K_C9: 15,
  X_T1C9_BC: 0.21,
  V_T1_AB: 0.65,
  V_A: 0.01,
  V_B: 4.5,
  V_C: 0.8,
  theta_TN4_DB: 100,
  eta_X1T1: 0.11,
  eta_X1NK: 0.012,
  sigma_X1: 0.4,
  varepsilon_CX1: 1.1,
  d_T1: 0.2,
};

function value(expression: Expression): number {
  return valueAsWritten(expression, ({ name }) => numbers[name] ?? Number.NaN);
}

/** A dozen rounded operations. */
const DIGITS = 13;
const [il12, il4, complex] = [5 / (7 + 5), 9 / (9 + 2), 0.25 / (14 + 0.25)];

describe('fluxes, by hand from the paper', () => {
  test('source, eq. (2)', () => {
    const process = source('TN4_B', 'theta_TN4_DB');
    expect([process.equation, process.leaves, process.enters]).toEqual(['2', undefined, 'TN4_B']);
    expect(value(process.flux)).toBe(100);
  });

  test('differentiation, eq. (3): enhancement adds, inhibition multiplies, priming is of order 2', () => {
    const process = differentiation({
      from: 'TN4_A',
      to: 'T1_A',
      rate: 'kappa_T1',
      enhancedBy: [by('lambda_T1I12', ['IL12_A', 'K_I12'])],
      inhibitedBy: [
        ['IL4_A', 'K_T1I4'],
        ['TGFb_A', 'K_T1Tbeta'],
      ],
    });
    expect([process.equation, process.leaves, process.enters]).toEqual(['3', 'TN4_A', 'T1_A']);
    const expected = 0.3 * (1 + 0.8 * il12) * il4 * (10 / 11.5) * (9 / (16 + 9)) * 11;
    expect(value(process.flux)).toBeCloseTo(expected, DIGITS);
  });

  test('polarization, eq. (4)', () => {
    const process = polarization('T1_C', 'T1_A', 'psi_M1', [by('lambda_T1I12', ['IL12_A', 'K_I12'])]);
    expect(process.equation).toBe('4');
    expect(value(process.flux)).toBeCloseTo(0.15 * (1 + 0.8 * il12) * 29, DIGITS);
  });

  test('logistic proliferation, eq. (5), enters and turns negative above the capacity', () => {
    const process = logisticProliferation('TN4_A', 'beta_TN4', 'K_TN4');
    expect([process.equation, process.leaves, process.enters]).toEqual(['5', undefined, 'TN4_A']);
    expect(value(process.flux)).toBeCloseTo(0.45 * 11 * (1 - 11 / 41), DIGITS);
  });

  test('cytokine-driven proliferation, eq. (6), is proportional to its own density by default', () => {
    const enhancedBy = [by('lambda_T1I12', ['IL12_A', 'K_I12'], ['IL4_A', 'K_T1I4'])];
    const gain = 1 + 0.8 * il12 * il4;
    const own = proliferation({ state: 'T1_A', rate: 'beta_T1', enhancedBy, inhibitedBy: [['IL4_A', 'K_T1I4']] });
    expect([own.equation, own.enters]).toEqual(['6', 'T1_A']);
    expect(value(own.flux)).toBeCloseTo(0.6 * gain * il4 * 13, DIGITS);
    const other = proliferation({ state: 'T1_A', of: 'T8_A', rate: 'beta_T1', enhancedBy });
    expect(other.enters).toBe('T1_A');
    expect(value(other.flux)).toBeCloseTo(0.6 * gain * 19, DIGITS);
  });

  test('transition, eq. (8): drivers add; a gain of zero enters nothing', () => {
    const drivers = [saturation(molecule('IL12_A'), 'K_I12'), saturation(molecule('IL4_A'), 'K_I4')];
    const process = transition('T8_A', 'T1_A', 'rho_T1T17', drivers);
    expect([process.equation, process.leaves, process.enters, value(process.gain)]).toEqual(['8', 'T8_A', 'T1_A', 1]);
    expect(value(process.flux)).toBeCloseTo(0.35 * (il12 + 2 / 10) * 19, DIGITS);
    expect(transition('T8_A', 'T1_A', 'rho_T1T17', drivers, 0).enters).toBeUndefined();
    expect(value(transition('T8_A', 'T1_A', 'rho_T1T17', drivers, 2).gain)).toBe(2);
  });

  test('migration, eq. (9): the density that arrives is scaled so that numbers balance', () => {
    const process = migration('T1', 'A', 'B');
    expect([process.equation, process.leaves, process.enters]).toEqual(['9', 'T1_A', 'T1_B']);
    expect(value(process.flux)).toBeCloseTo(0.65 * 13, DIGITS);
    expect(value(process.gain) * 4.5).toBeCloseTo(0.01, DIGITS);
  });

  test('chemotaxis, eq. (10), with and without the volume ratio', () => {
    const attractants = [['X_T1C9_BC', 'CXCL9_C', 'K_C9']] as const;
    const posted = chemotaxis('T1_B', 'T1_C', attractants, 'without volume ratio');
    const balanced = chemotaxis('T1_B', 'T1_C', attractants, 'cell numbers balance');
    for (const process of [posted, balanced]) {
      expect([process.equation, process.leaves, process.enters]).toEqual(['10', 'T1_B', 'T1_C']);
      expect(value(process.flux)).toBeCloseTo((0.21 * 6 * 17) / (15 + 6), DIGITS);
    }
    expect([value(posted.gain), value(balanced.gain)]).toEqual([1, 4.5 / 0.8]);
  });

  test('killing, eq. (11): killers add, the complex damps', () => {
    const process = killing('X1_C', [
      ['eta_X1T1', 'T1_C'],
      ['eta_X1NK', 'NK_C'],
    ]);
    expect([process.equation, process.leaves, process.enters]).toEqual(['11', 'X1_C', undefined]);
    const expected = (0.11 * 29 + 0.012 * 31) * (1 - 0.55 * complex) * 23;
    expect(value(process.flux)).toBeCloseTo(expected, DIGITS);
  });

  test('apoptosis, eq. (12), and with modifiers, eqs. (13) and (14); a negative one rescues', () => {
    const plain = apoptosis('T1_A', 'd_T1');
    expect([plain.equation, plain.leaves, value(plain.flux)]).toEqual(['12', 'T1_A', 0.2 * 13]);
    const raised = apoptosis('T1_A', 'd_T1', [by('lambda_T1', ['PD1_PDL1_C', 'K_PL'])]);
    expect(raised.equation).toBe('13, 14');
    expect(value(raised.flux)).toBeCloseTo(0.2 * (1 + 0.9 * complex) * 13, DIGITS);
    const lowered = apoptosis('T1_A', 'd_T1', [negative(by('lambda_T1', ['PD1_PDL1_C', 'K_PL']))]);
    expect(value(lowered.flux)).toBeCloseTo(0.2 * (1 - 0.9 * complex) * 13, DIGITS);
  });

  test('every flux above is finite: no name without a number went in', () => {
    expect(value(cell('T1_A'))).toBe(13);
    expect(value(cell('Bas_C'))).toBeNaN();
  });
});
