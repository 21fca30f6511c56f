import { describe, expect, test } from 'vitest';
import { InternalError } from '../../../src/errors.js';
import { fixedParameters } from '../../../src/model/parameters/fixed-parameters.js';
import { type PharmacokineticRates, TwoCompartmentDrug } from '../../../src/model/pharmacokinetics.js';
import { exp } from '../../../src/numerics/elementary.js';

const ratesOf = (suffix: 'Chem' | 'Targ'): PharmacokineticRates => ({
  k12: fixedParameters[`k_12_${suffix}`].value,
  k21: fixedParameters[`k_21_${suffix}`].value,
  k10: fixedParameters[`k_10_${suffix}`].value,
});
const published = { 'TAS-102': ratesOf('Chem'), bevacizumab: ratesOf('Targ') };

/** Stretches of constant input: rate, duration in days. A dose, a pause, two doses back to back, a long pause. */
const stretches = [
  [0, 1],
  [950, 0.1],
  [0, 0.9],
  [950, 0.1],
  [475, 0.2],
  [0, 12],
] as const;

/** Classical Runge-Kutta of order 4 with small fixed steps over eqs. (19), (20): central, peripheral, eliminated. */
function slowOracle({ k12, k21, k10 }: PharmacokineticRates): [number, number, number][] {
  const slope = ([c1, c2]: readonly number[], input: number) => [
    k21 * c2! - (k12 + k10) * c1! + input,
    k12 * c1! - k21 * c2!,
    k10 * c1!,
  ];
  let state: number[] = [0, 0, 0];
  return stretches.map(([input, days]) => {
    const steps = Math.ceil(days / 2e-4);
    const h = days / steps;
    const ahead = (k: number[], share: number) => state.map((value, index) => value + share * h * k[index]!);
    for (let step = 0; step < steps; step++) {
      const k1 = slope(state, input);
      const k2 = slope(ahead(k1, 0.5), input);
      const k3 = slope(ahead(k2, 0.5), input);
      const k4 = slope(ahead(k3, 1), input);
      state = state.map((value, i) => value + (h / 6) * (k1[i]! + 2 * k2[i]! + 2 * k3[i]! + k4[i]!));
    }
    return [state[0]!, state[1]!, state[2]!];
  });
}

/** Error of the oracle: (fastest rate x step)^4 = (17 x 2e-4)^4 per unit of time, with room; doses are about 100. */
const ORACLE_TOLERANCE = 1e-8;
/** Rounding of sums of exponentials of size about 100. */
const ROUNDING = 1e-10;

describe('TwoCompartmentDrug', () => {
  test.each(Object.entries(published))('%s follows a slow integration of eqs. (19) and (20)', (_name, rates) => {
    const drug = new TwoCompartmentDrug(rates);
    const expected = slowOracle(rates);
    stretches.forEach(([input, days], index) => {
      drug.begin(input);
      const [central, peripheral, eliminated] = expected[index]!;
      expect(Math.abs(drug.central(days) - central)).toBeLessThan(ORACLE_TOLERANCE);
      expect(Math.abs(drug.peripheral(days) - peripheral)).toBeLessThan(ORACLE_TOLERANCE);
      drug.end(days);
      expect(Math.abs(drug.delivered - (central + peripheral + eliminated))).toBeLessThan(ORACLE_TOLERANCE);
    });
  });

  test.each(Object.entries(published))(
    '%s: what is there plus what left is what was given, after every stretch',
    (_name, rates) => {
      const drug = new TwoCompartmentDrug(rates);
      let given = 0;
      for (const [input, days] of stretches) {
        drug.begin(input);
        drug.end(days);
        given += input * days;
        expect(Math.abs(drug.delivered - given)).toBeLessThan(ROUNDING);
      }
    },
  );

  test('without exchange (k12 = 0) the central amount is a single exponential and the peripheral one stays empty', () => {
    const [k10, input, days] = [0.7, 100, 0.25];
    const drug = new TwoCompartmentDrug({ k12: 0, k21: 0.3, k10 });
    drug.begin(input);
    for (const t of [0, 0.1, days]) expect(drug.central(t)).toBeCloseTo((input / k10) * -Math.expm1(-k10 * t), 11);
    drug.end(days);
    drug.begin(0);
    const peak = (input / k10) * -Math.expm1(-k10 * days);
    for (const t of [0, 1, 5]) {
      expect(drug.central(t)).toBeCloseTo(peak * Math.exp(-k10 * t), 11);
      expect(drug.peripheral(t)).toBeCloseTo(0, 12);
    }
  });

  test('equal rates without exchange (a double root) give the same single exponential', () => {
    const drug = new TwoCompartmentDrug({ k12: 0, k21: 0.5, k10: 0.5 });
    drug.begin(10);
    drug.end(1);
    drug.begin(0);
    expect(drug.central(2)).toBeCloseTo(20 * -Math.expm1(-0.5) * Math.exp(-1), 12);
    expect(drug.peripheral(2)).toBe(0);
  });

  test.each(Object.entries(published))(
    '%s: under lasting input both amounts reach the steady state of eqs. (19), (20)',
    (_name, rates) => {
      const drug = new TwoCompartmentDrug(rates);
      drug.begin(3);
      const long = 1e4;
      expect(drug.central(long)).toBeCloseTo(3 / rates.k10, 12);
      expect(drug.peripheral(long)).toBeCloseTo((3 * rates.k12) / (rates.k10 * rates.k21), 12);
    },
  );

  test('the two decay rates are the roots of s^2 - (k12 + k21 + k10) s + k21 k10', () => {
    for (const rates of Object.values(published)) {
      const { k12, k21, k10 } = rates;
      const alpha = new TwoCompartmentDrug(rates).fastestRate;
      const beta = k12 + k21 + k10 - alpha;
      expect(new TwoCompartmentDrug(rates).slowestRate).toBeCloseTo(beta, 12);
      expect(alpha).toBeGreaterThan(beta);
      expect(alpha * beta).toBeCloseTo(k21 * k10, 12);
    }
  });

  test('the central amount is what its coefficients and the two rates say', () => {
    for (const rates of Object.values(published)) {
      const drug = new TwoCompartmentDrug(rates);
      for (const [input, days] of stretches) {
        drug.begin(input);
        const { steady, fast, slow } = drug.coefficients;
        for (const t of [0, days / 3, days, 40]) {
          const said = steady + fast * exp(-drug.fastestRate * t) + slow * exp(-drug.slowestRate * t);
          expect(drug.central(t)).toBe(said);
        }
        expect(steady).toBe(input / rates.k10);
        drug.end(days);
      }
    }
  });

  test('cutting a stretch in two changes nothing', () => {
    const [whole, cut] = [new TwoCompartmentDrug(published['TAS-102']), new TwoCompartmentDrug(published['TAS-102'])];
    whole.begin(950);
    whole.end(0.1);
    for (const part of [0.03, 0.07]) {
      cut.begin(950);
      cut.end(part);
    }
    whole.begin(0);
    cut.begin(0);
    for (const t of [0, 0.5, 3]) {
      expect(cut.central(t)).toBeCloseTo(whole.central(t), 11);
      expect(cut.peripheral(t)).toBeCloseTo(whole.peripheral(t), 11);
    }
  });

  test('a stretch starts where the one before ended', () => {
    const drug = new TwoCompartmentDrug(published.bevacizumab);
    drug.begin(2800);
    const [central, peripheral] = [drug.central(0.1), drug.peripheral(0.1)];
    drug.end(0.1);
    drug.begin(0);
    expect(drug.central(0)).toBeCloseTo(central, 11);
    expect(drug.peripheral(0)).toBeCloseTo(peripheral, 11);
  });

  test('without input nothing is ever there', () => {
    const drug = new TwoCompartmentDrug(published['TAS-102']);
    drug.begin(0);
    drug.end(100);
    expect([drug.central(1), drug.peripheral(1), drug.delivered]).toEqual([0, 0, 0]);
  });

  test.each([
    [{ k12: -1, k21: 1, k10: 1 }],
    [{ k12: 1, k21: 0, k10: 1 }],
    [{ k12: 1, k21: 1, k10: 0 }],
    [{ k12: Number.NaN, k21: 1, k10: 1 }],
  ])('refuses the rates %j', (rates) => {
    expect(() => new TwoCompartmentDrug(rates)).toThrow(InternalError);
  });
});
