import {
  exponentialSeries,
  LEAST_EXPONENT,
  LN2_HIGH,
  LN2_LOW,
  logarithmSeries,
  MOST_EXPONENT,
  SMALLEST_NORMAL,
} from './elementary-series.js';

// ECMAScript leaves the last digits of Math.exp and its like to the engine. The functions here consist of operations that
// IEEE 754 fixes, so they give the same bits everywhere.

const [C0, C1, C2, C3, C4, C5, C6, C7, C8, C9, C10, C11, C12, C13] = exponentialSeries as Coefficients<14>;
const [L0, L1, L2, L3, L4, L5, L6, L7, L8, L9, L10] = logarithmSeries as Coefficients<11>;

type Coefficients<N extends number, T extends number[] = []> = T['length'] extends N
  ? Readonly<T>
  : Coefficients<N, [...T, number]>;

/** Added to a number below 2^51 and taken away again, it rounds to the nearest whole number, ties to even. */
const TO_WHOLE = 1.5 * 2 ** 52;

/** Exponents of the powers of two in the table: from the smallest positive number to the largest power. */
const LEAST_POWER = -1074;
const MOST_POWER = 1023;
/** 2^n at n - LEAST_POWER. */
const powersOfTwo = new Float64Array(MOST_POWER - LEAST_POWER + 1);
for (let n = 0; n <= MOST_POWER; n++)
  powersOfTwo[n - LEAST_POWER] = n === 0 ? 1 : 2 * powersOfTwo[n - 1 - LEAST_POWER]!;
for (let n = -1; n >= LEAST_POWER; n--) powersOfTwo[n - LEAST_POWER] = powersOfTwo[n + 1 - LEAST_POWER]! / 2;

const number = new Float64Array(1);
const halves = new Int32Array(number.buffer);
/** Place of the half with sign and exponent, which depends on the order of bytes of the processor. */
const UPPER = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 1 : 0;
const EXPONENT_SHIFT = 20;
const EXPONENT_BIAS = 1023;

/** exp(r) by its series, |r| <= ln 2 / 2; joined by halves, so that few operations wait for one another (Estrin 1960). */
function expSeries(r: number): number {
  const r2 = r * r;
  const r4 = r2 * r2;
  const r8 = r4 * r4;
  const low = C0 + C1 * r + (C2 + C3 * r) * r2 + (C4 + C5 * r + (C6 + C7 * r) * r2) * r4;
  const high = C8 + C9 * r + (C10 + C11 * r) * r2 + (C12 + C13 * r) * r4;
  return low + high * r8;
}

/**
 * exp(x), within two units in the last place, of x moved into [-708, 709]: what the compiled solver computes, bit for bit.
 *
 * x = n ln 2 + r with whole n; exp(x) = 2^n exp(r).
 *
 * @see src/compiled/emit-exponential.ts, the same operations on several numbers at once
 */
export function clampedExp(x: number): number {
  const within = Math.min(Math.max(x, LEAST_EXPONENT), MOST_EXPONENT);
  const n = within * Math.LOG2E + TO_WHOLE - TO_WHOLE;
  return expSeries(within - n * LN2_HIGH - n * LN2_LOW) * powersOfTwo[n - LEAST_POWER]!;
}

/** exp(x), within two units in the last place; infinite above 709.78, 0 below -745.13. */
export function exp(x: number): number {
  if (x >= LEAST_EXPONENT && x <= MOST_EXPONENT) return clampedExp(x);
  if (!(x > -746 && x < 710)) return x > 0 ? Number.POSITIVE_INFINITY : Number.isNaN(x) ? x : 0;
  const n = x * Math.LOG2E + TO_WHOLE - TO_WHOLE;
  const sum = expSeries(x - n * LN2_HIGH - n * LN2_LOW);
  // 2^n is no normal number: two factors, of which the last one rounds
  return x > 0 ? sum * powersOfTwo[n - 1 - LEAST_POWER]! * 2 : sum * powersOfTwo[n + 128 - LEAST_POWER]! * 2 ** -128;
}

/**
 * log x of a positive finite number, within 1e-15 relative to max(1, |log x|): what the compiled solver computes, bit for
 * bit; a number below the smallest normal one counts as that.
 *
 * x = 2^e m with m in [sqrt(1/2), sqrt(2)]; log m = 2 artanh(s) with s = (m - 1) / (m + 1).
 *
 * @see src/compiled/emit-exponential.ts, the same operations on several numbers at once
 */
export function clampedLog(x: number): number {
  const normal = Math.max(x, SMALLEST_NORMAL);
  number[0] = normal;
  let e = (halves[UPPER]! >> EXPONENT_SHIFT) - EXPONENT_BIAS;
  let m = normal * powersOfTwo[-e - LEAST_POWER]!;
  if (m > Math.SQRT2) {
    m *= 0.5;
    e += 1;
  }
  const s = (m - 1) / (m + 1);
  const s2 = s * s;
  const s4 = s2 * s2;
  const low = L0 + L1 * s2 + (L2 + L3 * s2) * s4;
  const middle = L4 + L5 * s2 + (L6 + L7 * s2) * s4;
  const high = L8 + L9 * s2 + L10 * s4;
  const s8 = s4 * s4;
  return e * Math.LN2 + s * (low + middle * s8 + high * (s8 * s8));
}

/** log x, within 1e-15 relative to max(1, |log x|), and near 1 relative to |log x|; NaN below 0. */
export function log(x: number): number {
  if (x >= SMALLEST_NORMAL && x <= Number.MAX_VALUE) return clampedLog(x);
  if (x === 0) return Number.NEGATIVE_INFINITY;
  if (x > 0) return x === Number.POSITIVE_INFINITY ? x : clampedLog(x * 2 ** 54) - 54 * Math.LN2;
  return Number.NaN;
}

/** exp(x) - 1, within three units in the last place. */
export function expm1(x: number): number {
  if (!(x > -40 && x < MOST_EXPONENT)) return exp(x) - 1;
  const n = x * Math.LOG2E + TO_WHOLE - TO_WHOLE;
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  const r2 = r * r;
  const r4 = r2 * r2;
  // The series of exp without its first two terms, then r added last
  const low = C2 + C3 * r + (C4 + C5 * r) * r2 + (C6 + C7 * r + (C8 + C9 * r) * r2) * r4;
  const rest = r2 * (low + (C10 + C11 * r + (C12 + C13 * r) * r2) * (r4 * r4));
  if (n === 0) return r + rest;
  const power = powersOfTwo[n - LEAST_POWER]!;
  return power - 1 + power * (r + rest);
}

/** log(1 + x), within three units in the last place; NaN below -1. */
export function log1p(x: number): number {
  const sum = 1 + x;
  // What rounding took from the sum is added as a first-order term
  return sum > 0 && sum < 2 ** 60 ? log(sum) + (x - (sum - 1)) / sum : log(sum);
}

/** Largest whole exponent of which the power of ten is exact. */
const MOST_EXACT_DECADE = 22;

/** Logarithm to base 10; within three units in the last place, and exact for powers of ten from 1e-22 to 1e22. */
export function log10(x: number): number {
  const value = log(x) * Math.LOG10E;
  const decade = Math.round(value);
  return Math.abs(decade) <= MOST_EXACT_DECADE && power(10, decade) === x ? decade : value;
}

/** Largest whole exponent that is taken by multiplications. */
const MOST_MULTIPLIED = 64;

/**
 * x^y: by repeated squaring for whole y up to 64 in size, exp(y log x) otherwise.
 *
 * @param x - any number for such y, >= 0 otherwise
 * @returns with a relative error of about 1e-16 |y|, or 4e-16 (1 + |y log x|)
 */
export function power(x: number, y: number): number {
  if (!(Number.isInteger(y) && Math.abs(y) <= MOST_MULTIPLIED)) return exp(y * log(x));
  let result = 1;
  let square = x;
  for (let rest = Math.abs(y); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return y < 0 ? 1 / result : result;
}

/** Hyperbolic tangent; within five units in the last place. */
export function tanh(x: number): number {
  if (Math.abs(x) > 20) return Math.sign(x);
  const e = expm1(2 * x);
  return e / (e + 2);
}

/** Inverse of the hyperbolic tangent; within five units in the last place; infinite at -1 and 1, NaN beyond. */
export function atanh(x: number): number {
  const size = Math.abs(x);
  return Math.sign(x) * 0.5 * log1p((2 * size) / (1 - size));
}

/** Cube root, within two units in the last place. */
export function cubeRoot(x: number): number {
  if (x < 0) return -cubeRoot(-x);
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return x;
  const root = exp(log(x) / 3);
  // One step of Newton removes the error of the exponent
  return root - (root - x / (root * root)) / 3;
}

/** Length of a vector, sqrt(sum of squares), without overflow; within some units in the last place per component. */
export function hypotenuse(...components: readonly number[]): number {
  let largest = 0;
  for (const component of components) largest = Math.max(largest, Math.abs(component));
  if (!(largest > 0 && largest < Number.POSITIVE_INFINITY)) return largest;
  let sum = 0;
  for (const component of components) sum += (component / largest) * (component / largest);
  return largest * Math.sqrt(sum);
}

/** x^2, rounded once; `**` rounds as the engine likes. */
export function square(x: number): number {
  return x * x;
}
