import type { Code, Local, SimdCode } from './simd-code.js';

/** Powers in the series of exp(r), |r| <= ln 2 / 2: the first one omitted is below 5e-18. */
const EXPONENTIAL_DEGREE = 13;
/** Smallest and largest argument of a result that is a normal number: below, the result is 3e-308. */
const LEAST_ARGUMENT = -708;
const MOST_ARGUMENT = 709;
/** ln 2 in two parts; the first ends in 21 zero bits, so that its multiples by an exponent are exact. */
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** Added to a whole number, leaves it (plus the bias of an exponent) in the lowest bits. */
const EXPONENT_BIAS = 1023;
const TO_LOWEST_BITS = 1.5 * 2 ** 52 + EXPONENT_BIAS;
const MANTISSA_BITS = 52;

/**
 * Code of exp of a pair, within two units in the last place.
 *
 * x = n ln 2 + r with whole n; exp(r) by its Taylor polynomial, times 2^n put together from its bits.
 *
 * @param argument - used once
 */
export function exponential(code: SimdCode, argument: Code): readonly [prepare: readonly Code[], result: Code] {
  const { f64x2, i64x2, i32 } = code.module;
  const [x, n, r, sum] = [code.local('v128'), code.local('v128'), code.local('v128'), code.local('v128')];
  const coefficients = reciprocalFactorials(EXPONENTIAL_DEGREE);
  const prepare = [
    x.set(f64x2.min(f64x2.max(argument, code.both(LEAST_ARGUMENT)), code.both(MOST_ARGUMENT))),
    n.set(f64x2.nearest(f64x2.mul(x.get(), code.both(Math.LOG2E)))),
    r.set(
      f64x2.sub(f64x2.sub(x.get(), f64x2.mul(n.get(), code.both(LN2_HIGH))), f64x2.mul(n.get(), code.both(LN2_LOW))),
    ),
    ...polynomial(code, sum, r, coefficients),
  ];
  const power = i64x2.shl(f64x2.add(n.get(), code.both(TO_LOWEST_BITS)), i32.const(MANTISSA_BITS));
  return [prepare, f64x2.mul(sum.get(), power)];
}

/** Powers of s^2 in the series of log((1 + s) / (1 - s)), |s| <= 0.172: the first one omitted is below 2e-18. */
const LOGARITHM_TERMS = 10;
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * Code of log of a pair of positive finite numbers, within 1e-15 relative to max(1, |log x|); zero counts as the smallest
 * normal number.
 *
 * x = 2^e m with m in [sqrt(1/2), sqrt(2)]; log m = 2 artanh(s) with s = (m - 1) / (m + 1).
 */
export function logarithm(code: SimdCode, argument: Code): readonly [prepare: readonly Code[], result: Code] {
  const { f64x2, i64x2, i32, v128 } = code.module;
  const [x, m, e, s, square, sum, large] = Array.from({ length: 7 }, () => code.local('v128')) as [
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
    Local,
  ];
  const bits = (pattern: bigint) => wholePair(code, pattern);
  const prepare = [
    x.set(f64x2.max(argument, code.both(SMALLEST_NORMAL))),
    m.set(v128.or(v128.and(x.get(), bits(0x000f_ffff_ffff_ffffn)), bits(0x3ff0_0000_0000_0000n))),
    // 2^52 + exponent as a number, minus what was added
    e.set(
      f64x2.sub(
        v128.or(i64x2.shr_u(x.get(), i32.const(MANTISSA_BITS)), bits(0x4330_0000_0000_0000n)),
        code.both(2 ** MANTISSA_BITS + EXPONENT_BIAS),
      ),
    ),
    large.set(f64x2.gt(m.get(), code.both(Math.SQRT2))),
    m.set(v128.bitselect(f64x2.mul(m.get(), code.both(0.5)), m.get(), large.get())),
    e.set(f64x2.add(e.get(), v128.and(large.get(), code.both(1)))),
    s.set(f64x2.div(f64x2.sub(m.get(), code.both(1)), f64x2.add(m.get(), code.both(1)))),
    square.set(f64x2.mul(s.get(), s.get())),
    ...polynomial(
      code,
      sum,
      square,
      Array.from({ length: LOGARITHM_TERMS + 1 }, (_, k) => 2 / (2 * k + 1)),
    ),
  ];
  const result = f64x2.add(f64x2.mul(e.get(), code.both(Math.LN2)), f64x2.mul(s.get(), sum.get()));
  return [prepare, result];
}

/**
 * sum = c_0 + c_1 x + c_2 x^2 + ... by halves: neighbours are joined with x, the results with x^2, x^4 and so on, so that
 * few operations wait for one another (Estrin 1960).
 */
function polynomial(code: SimdCode, sum: Local, x: Local, coefficients: readonly number[]): readonly Code[] {
  const { f64x2 } = code.module;
  const prepare: Code[] = [];
  let parts = coefficients.map((coefficient) => () => code.both(coefficient));
  let power = x;
  while (parts.length > 1) {
    const by = power;
    const joined: (() => Code)[] = [];
    for (let index = 0; index < parts.length; index += 2) {
      const [low, high] = [parts[index]!, parts[index + 1]];
      if (high === undefined) {
        joined.push(low);
        continue;
      }
      const local = code.local('v128');
      prepare.push(local.set(f64x2.add(low(), f64x2.mul(high(), by.get()))));
      joined.push(() => local.get());
    }
    parts = joined;
    if (parts.length > 1) {
      power = code.local('v128');
      prepare.push(power.set(f64x2.mul(by.get(), by.get())));
    }
  }
  return [...prepare, sum.set(parts[0]!())];
}

function reciprocalFactorials(degree: number): readonly number[] {
  const values = [1];
  let factorial = 1;
  for (let k = 1; k <= degree; k++) {
    factorial *= k;
    values.push(1 / factorial);
  }
  return values;
}

function wholePair(code: SimdCode, pattern: bigint): Code {
  const one = new DataView(new ArrayBuffer(8));
  one.setBigUint64(0, pattern, true);
  const bytes = Array.from({ length: 8 }, (_, index) => one.getUint8(index));
  return code.module.v128.const([...bytes, ...bytes]);
}
