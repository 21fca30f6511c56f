import {
  exponentialSeries,
  LEAST_EXPONENT,
  LN2_HIGH,
  LN2_LOW,
  logarithmSeries,
  MOST_EXPONENT,
  SMALLEST_NORMAL,
} from '../numerics/elementary-series.js';
import type { Expression, Statement } from './code/code.js';
import type { CodeBuilder, Local } from './code/code-builder.js';
import { i32, vector } from './code/expressions.js';

/** An emitted function: what to do first, and its result. */
export type Emitted = readonly [prepare: readonly Statement[], result: Expression<'vector'>];

const EXPONENT_BIAS = 1023;
const MANTISSA_BITS = 52;
/** Added to a number and subtracted again, rounds it to the nearest whole number, halves to even: |x| < 2^51. */
const ROUNDING = 1.5 * 2 ** MANTISSA_BITS;
/** Added to a whole number, leaves it (plus the bias of an exponent) in the lowest bits. */
const TO_LOWEST_BITS = ROUNDING + EXPONENT_BIAS;

/**
 * Code of exp of a vector, within two units in the last place.
 *
 * x = n ln 2 + r with whole n; exp(r) by its Taylor polynomial, times 2^n put together from its bits.
 *
 * @param argument - used once
 * @see src/numerics/elementary.ts (`clampedExp`), the same operations on one number
 */
export function exponential(code: CodeBuilder, argument: Expression<'vector'>): Emitted {
  const [x, n, r, sum] = [code.local('vector'), code.local('vector'), code.local('vector'), code.local('vector')];
  const limited = vector.pmin(vector.pmax(argument, vector.number(LEAST_EXPONENT)), vector.number(MOST_EXPONENT));
  const shifted = vector.add(vector.mul(x.get(), vector.number(Math.LOG2E)), vector.number(ROUNDING));
  const high = vector.sub(x.get(), vector.mul(n.get(), vector.number(LN2_HIGH)));
  const prepare = [
    x.set(limited),
    n.set(vector.sub(shifted, vector.number(ROUNDING))),
    r.set(vector.sub(high, vector.mul(n.get(), vector.number(LN2_LOW)))),
    ...polynomial(code, sum, r, exponentialSeries),
  ];
  const power = vector.shiftLeft(vector.add(n.get(), vector.number(TO_LOWEST_BITS)), i32.number(MANTISSA_BITS));
  return [prepare, vector.mul(sum.get(), power)];
}

/**
 * Code of log of a vector of positive finite numbers, within 1e-15 relative to max(1, |log x|); zero counts as the smallest
 * normal number.
 *
 * x = 2^e m with m in [sqrt(1/2), sqrt(2)]; log m = 2 artanh(s) with s = (m - 1) / (m + 1).
 *
 * @see src/numerics/elementary.ts (`clampedLog`), the same operations on one number
 */
export function logarithm(code: CodeBuilder, argument: Expression<'vector'>): Emitted {
  const [x, m, e] = [code.local('vector'), code.local('vector'), code.local('vector')];
  const [s, square, sum, large] = [
    code.local('vector'),
    code.local('vector'),
    code.local('vector'),
    code.local('vector'),
  ];
  const one = vector.number(1);
  const mantissa = vector.and(x.get(), vector.bits(0x000f_ffff_ffff_ffffn));
  const exponent = vector.shiftRight(x.get(), i32.number(MANTISSA_BITS));
  const prepare = [
    x.set(vector.pmax(argument, vector.number(SMALLEST_NORMAL))),
    m.set(vector.or(mantissa, vector.bits(0x3ff0_0000_0000_0000n))),
    // 2^52 + exponent as a number, minus what was added
    e.set(
      vector.sub(
        vector.or(exponent, vector.bits(0x4330_0000_0000_0000n)),
        vector.number(2 ** MANTISSA_BITS + EXPONENT_BIAS),
      ),
    ),
    large.set(vector.gt(m.get(), vector.number(Math.SQRT2))),
    m.set(vector.select(vector.mul(m.get(), vector.number(0.5)), m.get(), large.get())),
    e.set(vector.add(e.get(), vector.and(large.get(), one))),
    s.set(vector.div(vector.sub(m.get(), one), vector.add(m.get(), one))),
    square.set(vector.mul(s.get(), s.get())),
    ...polynomial(code, sum, square, logarithmSeries),
  ];
  const result = vector.add(vector.mul(e.get(), vector.number(Math.LN2)), vector.mul(s.get(), sum.get()));
  return [prepare, result];
}

/**
 * sum = c_0 + c_1 x + c_2 x^2 + ... by halves: neighbours are joined with x, the results with x^2, x^4 and so on, so that
 * few operations wait for one another (Estrin 1960).
 */
function polynomial(
  code: CodeBuilder,
  sum: Local<'vector'>,
  x: Local<'vector'>,
  coefficients: readonly number[],
): readonly Statement[] {
  const prepare: Statement[] = [];
  let parts = coefficients.map(vector.number);
  let power = x;
  while (parts.length > 1) {
    const by = power;
    const joined: Expression<'vector'>[] = [];
    for (let index = 0; index < parts.length; index += 2) {
      const [low, high] = [parts[index]!, parts[index + 1]];
      if (high === undefined) {
        joined.push(low);
        continue;
      }
      const local = code.local('vector');
      prepare.push(local.set(vector.add(low, vector.mul(high, by.get()))));
      joined.push(local.get());
    }
    parts = joined;
    if (parts.length > 1) {
      power = code.local('vector');
      prepare.push(power.set(vector.mul(by.get(), by.get())));
    }
  }
  return [...prepare, sum.set(parts[0]!)];
}
