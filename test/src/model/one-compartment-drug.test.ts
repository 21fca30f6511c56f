// Evidence: closed form · slow oracle (a two-compartment drug that never leaves the central one) · laws.
import { describe, expect, test } from 'vitest';
import { InternalError } from '../../../src/errors.js';
import { OneCompartmentDrug } from '../../../src/model/one-compartment-drug.js';
import { TwoCompartmentDrug } from '../../../src/model/pharmacokinetics.js';
import { exp } from '../../../src/numerics/elementary.js';

/** A handful of rounded operations, relative to the dose. */
const ROUNDING = 1e-14;

const stretches = [
  { input: 0, days: 1 },
  { input: 950, days: 0.1 },
  { input: 0, days: 3.7 },
  { input: 12, days: 20 },
] as const;

describe('OneCompartmentDrug', () => {
  test('after an infusion into an empty body: J/k (1 - exp(-k t)), then exponential decay', () => {
    const drug = new OneCompartmentDrug(0.7);
    drug.begin(950);
    expect(Math.abs(drug.central(0.1) - (950 / 0.7) * (1 - Math.exp(-0.07)))).toBeLessThan(ROUNDING * 950);
    drug.end(0.1);
    drug.begin(0);
    expect(Math.abs(drug.central(3) - (950 / 0.7) * (1 - Math.exp(-0.07)) * Math.exp(-2.1))).toBeLessThan(
      ROUNDING * 950,
    );
    expect(drug.peripheral()).toBe(0);
  });

  test('is a two-compartment drug without exchange, and its coefficients give the same amounts', () => {
    const [one, two] = [new OneCompartmentDrug(0.7), new TwoCompartmentDrug({ k12: 0, k21: 5, k10: 0.7 })];
    for (const { input, days } of stretches) {
      one.begin(input);
      two.begin(input);
      for (const share of [0, 0.2, 1]) {
        const { steady, fast, slow } = one.coefficients;
        const t = share * days;
        const bySum = steady + fast * exp(-one.fastestRate * t) + slow * exp(-one.slowestRate * t);
        expect(bySum).toBe(one.central(t));
        expect(Math.abs(one.central(t) - two.central(t))).toBeLessThan(ROUNDING * 1e3);
      }
      one.end(days);
      two.end(days);
    }
    expect(Math.abs(one.delivered - (95 + 240))).toBeLessThan(ROUNDING * 1e3);
  });

  test('a copy goes its own way', () => {
    const drug = new OneCompartmentDrug(0.7);
    drug.begin(95);
    drug.end(1);
    const copy = drug.copy();
    copy.begin(1000);
    copy.end(1);
    drug.begin(0);
    expect(drug.delivered).toBeCloseTo(95, 12);
    expect(copy.delivered).toBeCloseTo(1095, 12);
  });

  test.each([0, -1, Number.NaN])('a rate of %d is our bug', (k10) => {
    expect(() => new OneCompartmentDrug(k10)).toThrow(InternalError);
  });
});
