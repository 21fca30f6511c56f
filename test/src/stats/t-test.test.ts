// Evidence: independent tool (mpmath 1.3.0 at 40 digits, given to 15: sums in mpf, p = betainc(df/2, 1/2, 0, df/(df + t^2), regularized)) ·
// closed form (p on one and two degrees of freedom).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { studentTest, type TTestResult, welchTest } from '../../../src/stats/t-test.js';

/** Relative; a variance of 20 values loses two or three digits of 16. */
const ROUNDING = 1e-12;
/** Relative; p of 1e-288 is a power near 5,000, which multiplies the rounding of its base by that. */
const FAR_TAIL = 1e-10;

function expectClose(actual: number, expected: number, relative: number) {
  expect(Math.abs(actual / expected - 1)).toBeLessThan(relative);
}

function expectTest(actual: TTestResult, expected: TTestResult, relative = ROUNDING) {
  expectClose(actual.t, expected.t, relative);
  expectClose(actual.degreesOfFreedom, expected.degreesOfFreedom, relative);
  expectClose(actual.p, expected.p, relative);
}

const TEN = [19.8, 20.4, 19.6, 17.8, 18.5, 18.9, 18.3, 18.9, 19.5, 22.0];
const TWENTY = [
  28.2, 26.6, 20.1, 23.3, 25.2, 22.1, 17.7, 27.6, 20.6, 13.7, 23.2, 17.5, 20.6, 18.0, 23.9, 21.6, 24.3, 20.4, 24.0,
  13.2,
];

describe('studentTest and welchTest', () => {
  it('agree with mpmath on 10 against 20 values of unequal spread', () => {
    expectTest(studentTest(TEN, TWENTY), {
      t: -1.64920453277582,
      degreesOfFreedom: 28,
      p: 0.110281973218292,
    });
    expectTest(welchTest(TEN, TWENTY), {
      t: -2.21924091582362,
      degreesOfFreedom: 24.4962231242012,
      p: 0.0359722710297967,
    });
  });

  it('agree with mpmath on 3 against 4 values', () => {
    expectTest(studentTest([1, 2, 3], [4, 6, 8, 10]), {
      t: -3.1209389196618,
      degreesOfFreedom: 5,
      p: 0.0262243938328026,
    });
    expectTest(welchTest([1, 2, 3], [4, 6, 8, 10]), {
      t: -3.53553390593274,
      degreesOfFreedom: 4.07547169811321,
      p: 0.0233767676003037,
    });
  });

  it.each([
    { shift: 0.5, t: -24.9974998749875, p: 7.90934117198573e-134 },
    { shift: 0.75, t: -37.4962498124812, p: 4.99938669107059e-288 },
  ])('keep the digits of a p of $p, 5,000 against 5,000 values', ({ shift, t, p }) => {
    const first = Float64Array.from({ length: 5000 }, (_, i) => (i % 2) * 2 - 1);
    const second = first.map((value) => value + shift);
    expectTest(studentTest(first, second), { t, degreesOfFreedom: 9998, p }, FAR_TAIL);
    expectTest(welchTest(first, second), { t, degreesOfFreedom: 9998, p }, FAR_TAIL);
  });

  it('give p = 1 - |t| / sqrt(t^2 + 2) on two degrees of freedom', () => {
    const { t, degreesOfFreedom, p } = studentTest([1, 2], [4, 7]);
    expect(degreesOfFreedom).toBe(2);
    expectClose(p, 1 - Math.abs(t) / Math.sqrt(t * t + 2), ROUNDING);
  });

  it('give p = (2 / pi) atan(1 / |t|) on one degree of freedom', () => {
    const { t, degreesOfFreedom, p } = welchTest([5, 5, 5], [1, 2]);
    expect(degreesOfFreedom).toBe(1);
    expectClose(p, (2 / Math.PI) * Math.atan(1 / Math.abs(t)), ROUNDING);
  });

  it('agree with each other on samples of one size and spread', () => {
    const welch = welchTest([1, 2, 4], [3, 4, 6]);
    expectTest(welch, studentTest([1, 2, 4], [3, 4, 6]));
  });

  it('give t = 0 and p = 1 for equal means', () => {
    expect(studentTest([1, 3], [0, 4])).toEqual({ t: 0, degreesOfFreedom: 2, p: 1 });
    expect(welchTest([1, 3], [0, 4]).p).toBe(1);
  });

  it('change the sign of t, and nothing else, when the samples change places', () => {
    const forward = welchTest(TEN, TWENTY);
    const backward = welchTest(TWENTY, TEN);
    expect(backward).toEqual({ ...forward, t: -forward.t });
  });

  it('do not depend on the unit', () => {
    for (const unit of [1e-120, 1e120]) {
      const scaled = [TEN, TWENTY].map((sample) => sample.map((value) => value * unit));
      expectTest(welchTest(scaled[0]!, scaled[1]!), welchTest(TEN, TWENTY));
      expectTest(studentTest(scaled[0]!, scaled[1]!), studentTest(TEN, TWENTY));
    }
  });

  it.each([
    ['a sample is empty', [], [1, 2], 'first: must hold at least two values; got 0'],
    ['a sample has one value', [1, 2], [3], 'second: must hold at least two values; got 1'],
    ['a value is NaN', [1, Number.NaN], [1, 2], 'first[1]: must be finite; got NaN'],
    ['a value is infinite', [1, 2], [Infinity, 2], 'second[0]: must be finite; got Infinity'],
  ])('refuse input where %s', (_, first, second, message) => {
    expect(() => studentTest(first, second)).toThrow(new InputError(`studentTest.${message}`));
    expect(() => welchTest(first, second)).toThrow(new InputError(`welchTest.${message}`));
  });

  it('refuse two constant samples, also where their computed variance is not exactly 0', () => {
    // The mean of six times 0.1, and so their variance, is off by rounding.
    const constant = new Array<number>(6).fill(0.1);
    expect(() => studentTest(constant, [0.2, 0.2, 0.2])).toThrow('at least one sample must vary');
    expect(() => welchTest(constant, [0.2, 0.2, 0.2])).toThrow('at least one sample must vary');
  });
});
