import { InputError } from '../errors.js';
import { joeKuoNumbers } from './joe-kuo-numbers.js';
import { type RandomStream, randomStream } from './streams.js';

export interface SobolSequenceOptions {
  readonly points: number;
  readonly dimensions: number;
  /** `matrix`: random linear scrambling with a digital shift; `none`: the sequence itself, which begins at the origin. */
  readonly scrambling: 'matrix' | 'none';
  readonly seed: string;
  readonly streamName: string;
}

/** Dimensions for which there are direction numbers. */
export const MAX_SOBOL_DIMENSIONS = 1024;

/** Most points: beyond these the 32 digits of a coordinate would begin to repeat strata. */
const MAX_SOBOL_POINTS = 2 ** 24;

const DIGITS = 32;
const UNIT = 2 ** -DIGITS;

/**
 * Points of the Sobol sequence: a low-discrepancy design, whose first 2^m points put exactly one into each of 2^m equal
 * strata of every dimension.
 *
 * x_n = XOR over the set bits k of the Gray code of n of the direction number v_k. With `matrix`, every dimension's v_k are
 * multiplied over GF(2) by a random lower triangular matrix with a unit diagonal, and all points are shifted digit by digit: each
 * point is then uniform on (0, 1)^d, strata stay evenly filled, and the spread over seeds estimates the error.
 *
 * @param options - points, integer in [1, 2^24], best a power of 2; dimensions, integer in [1, 1024]; seed and stream name
 * @returns row-major: point i, dimension j at [i * dimensions + j]; inside (0, 1), the middle of cells of 2^-32 - but for
 *   `none`, which gives their lower ends
 * @throws InputError - when a size is out of range
 * @see Joe & Kuo 2008, doi:10.1137/070709359; Matousek 1998, doi:10.1006/jcom.1998.0489
 */
export function sobolSequence(options: SobolSequenceOptions): Float64Array {
  const { points, dimensions, scrambling, seed, streamName } = options;
  requireSize('points', points, MAX_SOBOL_POINTS);
  requireSize('dimensions', dimensions, MAX_SOBOL_DIMENSIONS);
  const uniforms = new Float64Array(points * dimensions);
  for (let dimension = 0; dimension < dimensions; dimension++) {
    const plain = directionNumbers(dimension);
    const stream = randomStream({ seed, streamName: `${streamName}: scrambling`, index: dimension });
    const directions = scrambling === 'matrix' ? scrambled(plain, stream) : plain;
    const offset = scrambling === 'matrix' ? 0.5 : 0;
    let digits = scrambling === 'matrix' ? randomDigits(stream) : 0;
    for (let point = 0; point < points; point++) {
      uniforms[point * dimensions + dimension] = ((digits >>> 0) + offset) * UNIT;
      digits ^= directions[lowestZero(point)]!;
    }
  }
  return uniforms;
}

function requireSize(name: string, value: number, most: number): void {
  if (!(Number.isSafeInteger(value) && value >= 1 && value <= most)) {
    throw new InputError(`sobolSequence.${name}: must be an integer in [1, ${most}]; got ${value}`);
  }
}

/** Place of the lowest zero bit of n: the digit of the Gray code that changes from n to n + 1. */
function lowestZero(n: number): number {
  return 31 - Math.clz32(~n & (n + 1));
}

const packed: readonly string[] = joeKuoNumbers.trim().split(/\s+/);

/** v_1 ... v_32 of a dimension, as 32-bit fractions. */
function directionNumbers(dimension: number): Int32Array {
  const directions = new Int32Array(DIGITS);
  if (dimension === 0) return directions.map((_, digit) => 1 << (DIGITS - 1 - digit));
  const [polynomial = 0, ...others] = packed[dimension - 1]!.split('.').map((word) => Number.parseInt(word, 36));
  const degree = DIGITS - 1 - Math.clz32(polynomial);
  [1, ...others].forEach((initial, digit) => {
    directions[digit] = initial << (DIGITS - 1 - digit);
  });
  for (let digit = degree; digit < DIGITS; digit++) {
    const before = directions[digit - degree]!;
    let next = before ^ (before >>> degree);
    for (let term = 1; term < degree; term++) {
      if ((polynomial >> (degree - term)) & 1) next ^= directions[digit - term]!;
    }
    directions[digit] = next;
  }
  return directions;
}

/** The direction numbers times a random lower triangular matrix: each digit becomes itself plus some of the higher ones. */
function scrambled(directions: Int32Array, stream: RandomStream): Int32Array {
  const rows = Int32Array.from({ length: DIGITS }, (_, digit) => {
    const own = 1 << (DIGITS - 1 - digit);
    const higher = digit === 0 ? 0 : randomDigits(stream) & (-1 << (DIGITS - digit));
    return own | higher;
  });
  return directions.map((direction) => {
    let product = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      if (isOdd(direction & rows[digit]!)) product |= 1 << (DIGITS - 1 - digit);
    }
    return product;
  });
}

function isOdd(digits: number): boolean {
  let folded = digits ^ (digits >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  folded ^= folded >>> 2;
  folded ^= folded >>> 1;
  return (folded & 1) === 1;
}

function randomDigits(stream: RandomStream): number {
  return Math.floor(stream() * 2 ** DIGITS) | 0;
}
