// Evidence: laws.
import { describe, expect, it } from 'vitest';
import { contentHash } from '../../../../calibration/engine/queue/content-hash.js';
import { DataError } from '../../../../src/index.js';
import { sent } from '../../tasks/wire/over-the-wire.js';

const shared = new Float64Array(new SharedArrayBuffer(32)).subarray(1, 3);
shared.set([1, -0]);

/** Data of which no two are the same. */
const different: readonly (readonly [message: string, value: unknown])[] = [
  ['null', null],
  ['undefined', undefined],
  ['true', true],
  ['false', false],
  ['nought', 0],
  ['minus nought', -0],
  ['one', 1],
  ['no number', Number.NaN],
  ['no end', Number.POSITIVE_INFINITY],
  ['the least number', Number.MIN_VALUE],
  ['no text', ''],
  ['a text that reads as a number', '1'],
  ['a text that reads as null', 'null'],
  ['a text that reads as a mark of this hash', 'n'],
  ['a text with a quotation mark', '"'],
  ['a text with a line feed', 'n\nn'],
  ['a letter', 'é'],
  ['the same letter in two parts', 'e\u0301'],
  ['an empty list', []],
  ['an empty object', {}],
  ['a list of a number', [1]],
  ['a list of two', [1, 2]],
  ['a list of two the other way', [2, 1]],
  ['a list in a list', [[1, 2]]],
  ['a list cut in the middle', [[1], [2]]],
  ['a list cut before its end', [[1], 2]],
  ['a list cut behind its beginning', [1, [2]]],
  ['an object', { a: 1 }],
  ['an object with another name', { b: 1 }],
  ['an object with another value', { a: 2 }],
  ['an object with a member without a value', { a: 1, b: undefined }],
  ['two members', { a: 1, b: 2 }],
  ['the members in the other order', { b: 2, a: 1 }],
  ['the members nested', { a: { b: 1 } }],
  ['doubles', Float64Array.of(1, -0)],
  ['doubles with a sign less', Float64Array.of(1, 0)],
  ['doubles as a list', [1, -0]],
  ['floats', Float32Array.of(1, -0)],
  ['bytes', Uint8Array.of(1, 0)],
  ['no doubles', new Float64Array()],
  ['no floats', new Float32Array()],
  ['no bytes', new Uint8Array()],
  ['arrays of one and three', [Uint8Array.of(1), Uint8Array.of(2, 3, 4)]],
  ['arrays of two and two', [Uint8Array.of(1, 2), Uint8Array.of(3, 4)]],
];

describe('contentHash', () => {
  it.each(different)('is one of 64 hexadecimal digits, the same after the data were sent: %s', (_words, value) => {
    expect(contentHash(value)).toMatch(/^[0-9a-f]{64}$/);
    expect(contentHash(sent(value))).toBe(contentHash(value));
    expect(contentHash({ deep: [value] })).toBe(contentHash(sent({ deep: [value] })));
  });

  it('differs wherever the data differ, at the top and deep within', () => {
    for (const wrap of [(value: unknown) => value, (value: unknown) => ({ a: [0, value], b: 'x' })]) {
      const byHash = new Map<string, string[]>();
      for (const [message, value] of different) {
        const hash = contentHash(wrap(value));
        byHash.set(hash, [...(byHash.get(hash) ?? []), message]);
      }
      expect([...byHash.values()].filter(({ length }) => length > 1)).toEqual([]);
    }
  });

  it('depends on content alone, not on what other data the process has held before', () => {
    const rowOf = (emphasis: number) => ({ trial: 'A', emphasis });
    const before = contentHash(rowOf(1));
    // From here on the engine may keep the field of all such objects as a double
    rowOf(0.5);
    expect(contentHash(rowOf(1))).toBe(before);
  });

  it('depends on content alone, not on how a list was filled', () => {
    const filled: unknown[] = ['', 2.5];
    filled[0] = 1;
    expect(contentHash(filled)).toBe(contentHash([1, 2.5]));
  });

  it('depends on content alone, not on whether parts are one object or equal ones', () => {
    const course = () => ({ dose: 95, days: [1, 2] });
    const one = course();
    expect(contentHash([one, one])).toBe(contentHash([course(), course()]));
  });

  it('depends on content alone, not on the memory of an array', () => {
    expect(contentHash({ shared })).toBe(contentHash({ shared: Float64Array.of(1, -0) }));
    expect(contentHash(Float64Array.of(7, 1, -0).subarray(1))).toBe(contentHash(Float64Array.of(1, -0)));
  });

  it('tells holes of a list apart by their places', () => {
    const [first, second] = [new Array<number>(2), new Array<number>(2)];
    first[0] = 1;
    second[1] = 1;
    expect(contentHash(first)).not.toBe(contentHash(second));
  });

  const cycle: unknown[] = [];
  cycle.push(cycle);

  it.each<[string, unknown]>([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a whole number without end', 1n],
    ['a date', new Date(0)],
    ['a map', new Map([[1, 2]])],
    ['a set', new Set([1])],
    ['a pattern', /x/],
    ['an array of another kind', Int32Array.of(1)],
    ['bare memory', new ArrayBuffer(8)],
    ['an error', new Error('x')],
    ['a list that holds itself', cycle],
  ])('refuses %s, alone and deep within', (_words, value) => {
    expect(() => contentHash(value)).toThrow(DataError);
    expect(() => contentHash({ a: [value] })).toThrow(DataError);
  });
});
