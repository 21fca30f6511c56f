// Evidence: independent tool (mpmath, fixture beside its program) · slow oracle (the functions of one number, bit for bit) · laws.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exponential, logarithm } from '../../../src/compiled/emit-exponential.js';
import { clampedExp, clampedLog } from '../../../src/numerics/elementary.js';
import { pairFunction } from './pair-function.js';

const fixture: {
  /** x, the double nearest to e^x, and how far e^x is from it; units in the last place. */
  readonly exp: readonly (readonly [x: number, value: number, rest: number])[];
  readonly log: readonly (readonly [x: number, value: number])[];
} = JSON.parse(readFileSync(new URL('../../fixtures/compiled/exp-log.json', import.meta.url), 'utf8'));

const exp = await pairFunction(exponential);
const log = await pairFunction(logarithm);
const expOf = (x: number) => exp(x, x)[0];
const logOf = (x: number) => log(x, x)[0];

/** Units in the last place. */
const EXP_ACCURACY = 2;
/** Relative to max(1, |log x|), as documented. */
const LOG_ACCURACY = 1e-15;
/** Arguments at which exp stops: beyond, it gives what it gives there. */
const [LEAST, MOST] = [-708, 709];

/** Distance between a positive normal number and the next larger one. */
const unit = (value: number) => 2 ** (Math.floor(Math.log2(value)) - 52);

const { NaN: none, POSITIVE_INFINITY: infinity } = Number;
/** Arguments of all sizes, most of them unfit for one of the functions. */
const extremes = [none, infinity, -infinity, 1e308, -1e308, 710, -746, 1e-320, -1e-320, 0, -0, -1, 5e-324];

describe('exponential', () => {
  test('is within two units in the last place of e^x to 60 digits (measured: 1.79)', () => {
    let worst = 0;
    for (const [x, value, rest] of fixture.exp) {
      worst = Math.max(worst, Math.abs((expOf(x) - value) / unit(value) - rest));
    }
    expect(worst, `largest error in units: ${worst}`).toBeLessThan(EXP_ACCURACY);
  });

  test('is clampedExp of each lane to the bit, on 28,002 arguments from -700 to 700 and on extreme ones', () => {
    for (let index = 0; index <= 28_000; index += 2) {
      const pair = [-700 + index * 0.05, -700 + (index + 1) * 0.05] as const;
      expect(exp(...pair)).toEqual(pair.map(clampedExp));
    }
    for (const x of extremes) expect(expOf(x)).toBe(clampedExp(x));
  });

  test('of zero is one, of either sign and to the bit', () => {
    expect(exp(0, -0)).toEqual([1, 1]);
  });

  test('never falls as its argument grows', () => {
    let previous = 0;
    for (let x = -750; x <= 750; x += 0.37) {
      const value = expOf(x);
      expect(value).toBeGreaterThanOrEqual(previous);
      previous = value;
    }
  });

  test('stays a tiny normal number where e^x is smaller than any, and a finite one where it is too large', () => {
    for (const x of [-708.5, -745, -746, -1e5, -infinity]) expect(expOf(x)).toBe(expOf(LEAST));
    for (const x of [709.5, 710, 1e5, infinity]) expect(expOf(x)).toBe(expOf(MOST));
    expect(expOf(LEAST)).toBeGreaterThan(2 ** -1022);
    expect(expOf(LEAST)).toBeLessThan(4e-308);
    expect(expOf(MOST)).toBeGreaterThan(8e307);
    expect(expOf(MOST)).toBeLessThan(infinity);
  });

  test('of what is not a number is not a number', () => {
    expect(exp(none, none)).toEqual([none, none]);
  });
});

describe('logarithm', () => {
  test('is within 1e-15 relative to max(1, |log x|) of log x to 60 digits (measured: 2.2e-16)', () => {
    let worst = 0;
    for (const [x, value] of fixture.log) {
      worst = Math.max(worst, Math.abs(logOf(x) - value) / Math.max(1, Math.abs(value)));
    }
    expect(worst, `largest error ${worst}`).toBeLessThan(LOG_ACCURACY);
  });

  test('is clampedLog of each lane to the bit from the smallest normal number to the largest', () => {
    for (let exponent = -1022; exponent <= 1023; exponent++) {
      for (const mantissa of [
        1,
        1.1,
        Math.SQRT2 * (1 - 1e-9),
        Math.SQRT2,
        Math.SQRT2 * (1 + 1e-9),
        1.7,
        2 - 2 ** -52,
      ]) {
        const x = mantissa * 2 ** exponent;
        expect(logOf(x)).toBe(clampedLog(x));
      }
    }
  });

  test('of one is zero to the bit', () => {
    expect(log(1, 1)).toEqual([0, 0]);
  });

  test('of zero and of a subnormal number is that of the smallest normal number', () => {
    const least = logOf(2 ** -1022);
    expect(Math.abs(least + 1022 * Math.LN2)).toBeLessThan(LOG_ACCURACY * 1022);
    for (const x of [0, -0, 5e-324, 1e-310]) expect(logOf(x)).toBe(least);
  });
});

describe('the lanes', () => {
  test.each([
    ['exponential', exp, [-700, -17.3, -0.1, 0, 0.6, 1, 300]],
    ['logarithm', log, [1e-300, 1e-4, 0.7, 1, 3, 1e300]],
  ] as const)('%s: neither changes a bit of the other, whatever it holds', (_name, apply, ordinary) => {
    for (const x of ordinary) {
      const [alone] = apply(x, x);
      for (const other of [...extremes, ...ordinary]) {
        expect(apply(x, other)[0]).toBe(alone);
        expect(apply(other, x)[1]).toBe(alone);
      }
    }
  });

  test('a pair gives what its two numbers give alone', () => {
    const [first, second] = exp(-3, 5);
    expect([first, second]).toEqual([expOf(-3), expOf(5)]);
    expect(first).not.toBe(second);
  });
});
