// Evidence: laws; the grammar of faults is that of every other input of the workbench.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  anyNumber,
  arrayOf,
  count,
  finite,
  parsePacked,
  shortText,
} from '../../../../calibration/tasks/wire/parse-packed.js';
import { DataError } from '../../../../src/index.js';
import { bitDifferences } from './same-bits.js';
import { at } from './schema-words.js';

const schema = z.strictObject({
  name: shortText,
  rows: z.array(z.strictObject({ x: finite, n: count })).max(3),
  values: arrayOf(Float64Array, 2),
  kind: z.enum(['one', 'two']).optional(),
});
const data = { name: 'a', rows: [{ x: -0.5, n: 1 }], values: Float64Array.of(-0, 1) };

/** The message that data are refused with. */
function refusalOf(given: unknown, parse = (value: unknown): unknown => parsePacked(schema, value, 'piece')): string {
  try {
    parse(given);
  } catch (cause) {
    expect(cause).toBeInstanceOf(DataError);
    return (cause as DataError).message;
  }
  return 'accepted';
}

describe('parsePacked', () => {
  it('gives the very data that came, keys in the order that they came in', () => {
    const reordered = { values: data.values, name: 'b', rows: [{ n: 2, x: 0 }] };
    const parsed = parsePacked(schema, reordered, 'piece');
    expect(parsed).toBe(reordered);
    expect(bitDifferences(parsed, { values: Float64Array.of(-0, 1), name: 'b', rows: [{ n: 2, x: 0 }] })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a missing field', { name: undefined }, 'piece.name: '],
    [
      'a field deep within',
      {
        rows: [
          { x: 0, n: 1 },
          { x: 0, n: 0.5 },
        ],
      },
      `${at('piece', ['rows', 1, 'n'])}: `,
    ],
    ['a list that is none', { rows: {} }, 'piece.rows: '],
    ['a list that is too long', { rows: new Array(4).fill({ x: 0, n: 1 }) }, 'piece.rows: '],
    ['an array of another kind', { values: Float32Array.of(0, 1) }, 'piece.values: '],
    ['an unknown field', { more: 1 }, 'piece: '],
    ['an unknown field deep within', { rows: [{ x: 0, n: 1, more: 1 }] }, `${at('piece', ['rows', 0])}: `],
    ['an unknown value', { kind: 'three' }, 'piece.kind: '],
  ])('names the field of %s', (_words, changes, where) => {
    expect(refusalOf({ ...data, ...changes })).toContain(where);
    expect(refusalOf({ ...data, ...changes }).split('; got ')).toHaveLength(2);
  });

  it('names three faults at most, whatever a message holds', () => {
    const invalid = { ...data, name: 1, rows: Array.from({ length: 3 }, () => ({ x: 'x', n: 'n' })) };
    expect(refusalOf(invalid).match(/piece\.[\w.[\]]+: /g)).toEqual([
      'piece.name: ',
      `${at('piece', ['rows', 0, 'x'])}: `,
      `${at('piece', ['rows', 0, 'n'])}: `,
    ]);
  });

  it('repeats no data of any length', () => {
    for (const hostile of ['x'.repeat(1e6), { ...data, name: 'x'.repeat(1e6) }, { ...data, kind: 'x'.repeat(1e6) }]) {
      expect(refusalOf(hostile).length).toBeLessThan(1000);
    }
  });

  it('repeats no name of a field of any length', () => {
    expect(refusalOf({ ...data, ['x'.repeat(1e6)]: 1 }).length).toBeLessThan(1000);
  });

  it.each<[string, object]>([
    ['a missing field', { name: undefined }],
    ['a value of another kind', { name: 7 }],
    ['a number that is none', { rows: [{ x: Number.NaN, n: 1 }] }],
    ['a count below 0', { rows: [{ x: 0, n: -1 }] }],
    ['an unknown value', { kind: 'three' }],
    ['an unknown field', { more: 1 }],
    ['an array of another kind', { values: Float32Array.of(0) }],
    ['an array of another length', { values: Float64Array.of(0) }],
  ])('says what was required and what came, as every message of the workbench does: %s', (_words, changes) => {
    expect(refusalOf({ ...data, ...changes })).toMatch(/^piece[^:]*: must .+; got .+$/);
  });
});

describe('arrayOf', () => {
  const accepts = (rule: z.ZodType, value: unknown) => rule.safeParse(value).success;

  it.each<[string, z.ZodType, unknown, readonly unknown[]]>([
    [
      'Float64Array',
      arrayOf(Float64Array),
      Float64Array.of(1, 2),
      [Float32Array.of(1, 2), Uint8Array.of(1, 2), [1, 2], 'ab', null, { length: 2 }],
    ],
    [
      'Float32Array',
      arrayOf(Float32Array),
      Float32Array.of(1, 2),
      [Float64Array.of(1, 2), new ArrayBuffer(8), undefined],
    ],
    [
      'Uint8Array',
      arrayOf(Uint8Array),
      Uint8Array.of(1, 2),
      [Int8Array.of(1, 2), Uint8ClampedArray.of(1, 2), new DataView(new ArrayBuffer(2))],
    ],
  ])('takes a %s and nothing else', (_name, rule, value, others) => {
    expect(accepts(rule, value)).toBe(true);
    for (const other of others) expect(accepts(rule, other)).toBe(false);
  });

  it.each([0, 1, 2, 3])('takes of %i numbers where it asks for two: two alone', (length) => {
    expect(accepts(arrayOf(Float64Array, 2), new Float64Array(length))).toBe(length === 2);
  });

  it('takes no numbers where it asks for none', () => {
    expect(accepts(arrayOf(Float64Array, 0), new Float64Array())).toBe(true);
    expect(accepts(arrayOf(Float64Array, 0), new Float64Array(1))).toBe(false);
  });
});

describe('numbers and texts', () => {
  const numbers = [0, -0, 1, -1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

  it.each([
    ['count', count, [0, -0, 1]],
    ['finite', finite, [0, -0, 1, -1, 0.5, 2 ** 53]],
    ['anyNumber', anyNumber, numbers],
  ] as const)('%s takes the numbers of its kind and nothing else', (_name, rule, accepted) => {
    expect(numbers.filter((value) => rule.safeParse(value).success)).toEqual(accepted);
    for (const other of ['1', null, undefined, true, [1], {}, 1n]) expect(rule.safeParse(other).success).toBe(false);
  });

  it('shortText takes a thousand letters, and no more', () => {
    expect(shortText.safeParse('').success).toBe(true);
    expect(shortText.safeParse('x'.repeat(1000)).success).toBe(true);
    expect(shortText.safeParse('x'.repeat(1001)).success).toBe(false);
  });
});
