import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';

/** Independent tool: a port of Alea in Python, `test/fixtures/random/alea.py`. */
const fixture: { streams: { key: [string, string, number]; numbers: number[] }[] } = JSON.parse(
  readFileSync(new URL('../../fixtures/random/alea.json', import.meta.url), 'utf8'),
);

/** Standard normal score that a true generator exceeds once in 30,000 tests (two-sided); the seeds are fixed. */
const MAX_SCORE = 4;

function take(count: number, seed: string, streamName: string, index: number): number[] {
  const stream = randomStream({ seed, streamName, index });
  return Array.from({ length: count }, () => stream());
}

/** Chi-square of equal cells as a standard normal score. */
function chiSquareScore(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
  return (chiSquare - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1));
}

describe('randomStream', () => {
  test.each(fixture.streams)('gives the numbers of an independent Alea for key $key', ({ key, numbers }) => {
    expect(take(numbers.length, ...key)).toEqual(numbers);
  });

  test('the same key gives the same numbers, another seed, stream name or index gives others', () => {
    const base = take(4, '7', 'deaths', 3);
    expect(take(4, '7', 'deaths', 3)).toEqual(base);
    for (const other of [take(4, '8', 'deaths', 3), take(4, '7', 'death', 3), take(4, '7', 'deaths', 4)]) {
      for (const [position, number] of other.entries()) expect(number).not.toBe(base[position]);
    }
  });

  test('keys that would read the same when glued together give different streams', () => {
    const starts = [
      take(1, 'a', '1/2', 3),
      take(1, 'a/1', '2', 3),
      take(1, 'a', '1', 23),
      take(1, 'a', '12', 3),
      take(1, 'a1', '2', 3),
      take(1, 'a","1', '2', 3),
      take(1, 'a', '1","2', 3),
    ].flat();
    expect(new Set(starts).size).toBe(starts.length);
  });

  test('seed 0 is a seed like any other', () => {
    const zero = take(3, '0', 'deaths', 0);
    expect(zero).not.toEqual(take(3, '1', 'deaths', 0));
    expect(zero).not.toEqual(take(3, '', 'deaths', 0));
    expect(zero).toEqual(take(3, '0', 'deaths', 0));
  });

  test.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses index %s', (index) => {
    expect(() => randomStream({ seed: '1', streamName: 'deaths', index })).toThrow(InputError);
    expect(() => randomStream({ seed: '1', streamName: 'deaths', index })).toThrow(
      /index: must be an integer ≥ 0; got/,
    );
  });

  test('uses 53 bits: numbers differ below 2^-32 and lie in [0, 1)', () => {
    const numbers = take(1000, '1', 'bits', 0);
    expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
    expect(numbers.filter((number) => !Number.isInteger(number * 2 ** 32)).length).toBeGreaterThan(990);
    expect(numbers.every((number) => Number.isInteger(number * 2 ** 53))).toBe(true);
  });

  test('one stream fills 200 cells evenly, and pairs of successive numbers fill 20 x 20', () => {
    const numbers = take(40_000, '1', 'one stream', 0);
    const cells = new Array<number>(200).fill(0);
    const pairs = new Array<number>(400).fill(0);
    numbers.forEach((number, position) => {
      cells[Math.floor(number * 200)]! += 1;
      if (position % 2 === 1) pairs[Math.floor(number * 20) * 20 + Math.floor(numbers[position - 1]! * 20)]! += 1;
    });
    expect(Math.abs(chiSquareScore(cells))).toBeLessThan(MAX_SCORE);
    expect(Math.abs(chiSquareScore(pairs))).toBeLessThan(MAX_SCORE);
  });

  test.each([1, 10, 100])('first numbers of streams whose index differs by %i are unrelated', (step) => {
    const streams = 40_000;
    const first = Array.from({ length: streams }, (_, index) => randomStream({ seed: '1', streamName: 'p', index })());
    const pairs = new Array<number>(400).fill(0);
    let product = 0;
    for (let index = step; index < streams; index++) {
      pairs[Math.floor(first[index]! * 20) * 20 + Math.floor(first[index - step]! * 20)]! += 1;
      product += 12 * (first[index]! - 0.5) * (first[index - step]! - 0.5);
    }
    expect(Math.abs(chiSquareScore(pairs))).toBeLessThan(MAX_SCORE);
    expect(Math.abs(product / Math.sqrt(streams - step))).toBeLessThan(MAX_SCORE);
  });
});
