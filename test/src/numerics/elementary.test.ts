// Evidence: independent tool (mpmath, fixture beside its program) · closed forms · laws.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  atanh,
  clampedExp,
  clampedLog,
  cubeRoot,
  exp,
  expm1,
  hypotenuse,
  log,
  log1p,
  log10,
  power,
  square,
  tanh,
} from '../../../src/numerics/elementary.js';

type Rows = readonly (readonly number[])[];
const fixture: Readonly<Record<string, Rows>> = JSON.parse(
  readFileSync(new URL('../../fixtures/numerics/elementary.json', import.meta.url), 'utf8'),
);
const functions = { exp, log, expm1, log1p, log10, tanh, atanh, cubeRoot } as const;

const { power: rowsOfPower } = fixture;

/** Relative; the documented accuracy of each function. */
const accuracies = {
  exp: 4.5e-16,
  log: 1e-15,
  expm1: 7e-16,
  log1p: 1e-15,
  log10: 1.2e-15,
  tanh: 1.2e-15,
  atanh: 1.6e-15,
  cubeRoot: 4.5e-16,
} as const;
/** Of a number below 2^-1022, which has fewer digits: one unit of all of them. */
const SUBNORMAL_UNIT = 5e-324;
const { NaN: none, POSITIVE_INFINITY: infinity } = Number;

describe.each(Object.keys(accuracies) as (keyof typeof accuracies)[])('%s', (name) => {
  test(`is within ${accuracies[name]} of its value to 60 digits`, () => {
    const rows = fixture[name]!;
    expect(rows.length).toBeGreaterThan(50);
    for (const [x, expected] of rows as readonly (readonly [number, number])[]) {
      // The sum with the exponent bounds the error of a logarithm that is not near zero
      const allowed = Math.max(accuracies[name] * Math.abs(expected), SUBNORMAL_UNIT);
      expect(Math.abs(functions[name](x) - expected), `at ${x}`).toBeLessThanOrEqual(allowed);
    }
  });

  test('of what is not a number is not a number', () => {
    expect(functions[name](none)).toBeNaN();
  });
});

test('power is exact to a few rounded operations for whole exponents, and to its logarithm for others', () => {
  for (const [x, y, expected] of rowsOfPower as readonly (readonly [number, number, number])[]) {
    const allowed = Number.isInteger(y) ? 1.2e-16 * (2 + Math.abs(y)) : 4e-16 * (1 + Math.abs(y * Math.log(x)));
    expect(Math.abs(power(x, y) / expected - 1), `${x}^${y}`).toBeLessThanOrEqual(allowed);
  }
  expect([power(5, 0), power(5, 1), power(-5, 3), power(10, 15), power(2, -53), power(0, 0.2)]).toEqual([
    1,
    5,
    -125,
    1e15,
    2 ** -53,
    0,
  ]);
});

test('at the ends of their domains they have the values of the host', () => {
  const ends = [0, 1, -1, -2, infinity, -infinity, 1e5, -1e5];
  for (const x of ends) {
    expect([exp(x), log(x), expm1(x), log1p(x), tanh(x)].map((value) => Math.fround(value))).toEqual(
      [Math.exp(x), Math.log(x), Math.expm1(x), Math.log1p(x), Math.tanh(x)].map((value) => Math.fround(value)),
    );
  }
  expect([atanh(1), atanh(-1), atanh(2)]).toEqual([infinity, -infinity, none]);
  expect([cubeRoot(0), cubeRoot(infinity), cubeRoot(-8)]).toEqual([0, infinity, -2]);
  expect([exp(0), log(1), expm1(0), log1p(0), exp(710), exp(-746)]).toEqual([1, 0, 0, 0, infinity, 0]);
});

test('exp and log never fall as their argument grows, across the borders of their forms', () => {
  let [before, beforeLog] = [0, -infinity];
  for (let x = -750; x <= 712; x += 0.13) {
    expect(exp(x)).toBeGreaterThanOrEqual(before);
    before = exp(x);
    expect(log(2 ** (x * 1.4))).toBeGreaterThanOrEqual(beforeLog);
    beforeLog = log(2 ** (x * 1.4));
  }
});

test('the clamped functions are the others inside their bounds, and stop there', () => {
  for (const x of [-708, -3.3, -1e-9, 0, 0.7, 709]) expect(clampedExp(x)).toBe(exp(x));
  expect([clampedExp(-800), clampedExp(-infinity)]).toEqual([exp(-708), exp(-708)]);
  expect([clampedExp(710), clampedExp(infinity)]).toEqual([exp(709), exp(709)]);
  for (const x of [2 ** -1022, 1e-4, 0.5, 1, 3, Number.MAX_VALUE]) expect(clampedLog(x)).toBe(log(x));
  for (const x of [0, -1, 1e-310]) expect(clampedLog(x)).toBe(log(2 ** -1022));
});

test('log10 is exact for powers of ten', () => {
  for (let decade = -22; decade <= 22; decade++) expect(log10(Number(`1e${decade}`))).toBe(decade);
});

test('hypotenuse neither overflows nor underflows', () => {
  expect(hypotenuse(3, 4)).toBe(5);
  expect(hypotenuse(3e300, -4e300)).toBe(5e300);
  expect(hypotenuse(3e-300, 4e-300) / 5e-300).toBeCloseTo(1, 14);
  expect([hypotenuse(), hypotenuse(0, 0), hypotenuse(-7), hypotenuse(1, infinity)]).toEqual([0, 0, 7, infinity]);
  expect(hypotenuse(1, none)).toBeNaN();
});

test('square rounds once', () => {
  for (const x of [0.1, -1 / 3, 1e200, 3]) expect(square(x)).toBe(x * x);
});
