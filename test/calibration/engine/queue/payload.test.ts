import { describe, expect, it } from 'vitest';
import {
  contentHash,
  fromBytes,
  identityHash,
  subtaskIdOf,
  toBytes,
} from '../../../../calibration/engine/queue/payload.js';
import { DataError } from '../../../../src/index.js';
import { bitDifferences } from '../../tasks/wire/same-bits.js';
import { madeIdentity } from './made-identity.js';

// Evidence: laws.

const { MAX_SAFE_INTEGER, MAX_VALUE, MIN_VALUE, NaN: NOT_A_NUMBER, NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
const LARGEST_SUBNORMAL = 2 ** -1022 - MIN_VALUE;
const numbers = [
  0,
  -0,
  1,
  -1,
  0.1,
  1 / 3,
  2 ** 30,
  -(2 ** 31),
  2 ** 53,
  MAX_SAFE_INTEGER,
  MAX_VALUE,
  MIN_VALUE,
  -MIN_VALUE,
  LARGEST_SUBNORMAL,
  NOT_A_NUMBER,
  POSITIVE_INFINITY,
  NEGATIVE_INFINITY,
];

/** A NaN that tells itself apart from the usual one, as bytes. */
const ODD_NAN = [0x21, 0x43, 0x65, 0x87, 0, 0, 0xf8, 0xff];

const sent = (value: unknown) => fromBytes(toBytes(value), 'test');

describe('toBytes and fromBytes', () => {
  it.each(numbers.map((value) => [value]))('keep the bits of %d, alone, in a list and in an object', (value) => {
    for (const data of [value, [value], [value, 'x', value], { value }, { deep: [{ value }] }]) {
      expect(bitDifferences(sent(data), data)).toEqual([]);
    }
  });

  it.each([
    Float64Array.from(numbers),
    Float32Array.from(numbers),
    Uint8Array.of(0, 1, 255),
    Int8Array.of(-128, 127),
    Uint16Array.of(0, 65_535),
    Int16Array.of(-32_768, 32_767),
    Uint32Array.of(0, 2 ** 32 - 1),
    Int32Array.of(-(2 ** 31), 2 ** 31 - 1),
    BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n),
    Uint8ClampedArray.of(0, 255),
    new Float64Array(),
    new Float32Array(),
    new Uint8Array(),
  ])('keep kind and bits of a typed array: %o', (array) => {
    expect(bitDifferences(sent({ array }), { array })).toEqual([]);
  });

  it('keep the bits of every NaN of a typed array', () => {
    const array = new Float64Array(Uint8Array.from(ODD_NAN).buffer);
    const arrived = sent(array) as Float64Array;
    expect([...new Uint8Array(arrived.buffer, arrived.byteOffset, arrived.byteLength)]).toEqual(ODD_NAN);
  });

  it.each([ArrayBuffer, SharedArrayBuffer])('send of a view on %o its own elements, as a copy', (Memory) => {
    const whole = new Float64Array(new Memory(80)).map((_, index) => index / 7);
    const view = new Float64Array(new Memory(80), 16, 3);
    view.set(whole.subarray(2, 5));
    const arrived = sent({ before: 'x', view }) as { view: Float64Array };
    expect(bitDifferences(arrived.view, Float64Array.from(view))).toEqual([]);
    expect(arrived.view.buffer).not.toBeInstanceOf(SharedArrayBuffer);
    arrived.view.fill(9);
    expect(view[0]).toBe(whole[2]);
    // What lies beside the view stays at home
    expect(toBytes(view).length).toBeLessThan(3 * 8 + 16);
  });

  it('put arrays where their elements lie at multiples of their size, wherever they come in the bytes', () => {
    for (let letters = 0; letters < 16; letters++) {
      const data = ['x'.repeat(letters), Float64Array.of(1 / 3), Uint8Array.of(7), Float32Array.of(0.5)];
      const bytes = toBytes(data);
      for (let shift = 0; shift < 8; shift++) {
        const shifted = new Uint8Array(bytes.length + shift).subarray(shift);
        shifted.set(bytes);
        expect(bitDifferences(fromBytes(shifted, 'test'), data)).toEqual([]);
      }
    }
  });

  it('keep the order of keys, undefined, null, text and nesting', () => {
    const data = { z: 1, a: undefined, 10: null, m: ['é', '𝛼', '', true, []], o: { y: {}, x: false } };
    expect(bitDifferences(sent(data), data)).toEqual([]);
  });
});

describe('fromBytes', () => {
  const whole = toBytes({ values: Float64Array.of(1, 2, 3), name: 'abc', list: [1, 2.5, 'x'] });

  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('{"values":[1,2,3]}')],
    ['zeros', new Uint8Array(100)],
    ['a header alone', whole.subarray(0, 2)],
    ['another version', Uint8Array.from([0xff, 0x7f, ...whole.subarray(2)])],
  ])('refuses %s', (_name, bytes) => {
    expect(() => fromBytes(bytes, 'subtask')).toThrow(DataError);
    expect(() => fromBytes(bytes, 'subtask')).toThrow(
      `subtask: must be data as the workbench writes it; got ${bytes.length} other bytes`,
    );
  });

  it('refuses data that are cut short anywhere', () => {
    for (let length = 0; length < whole.length; length++) {
      expect(() => fromBytes(whole.subarray(0, length), 'subtask')).toThrow(DataError);
    }
  });

  it('gives data or a DataError for any byte that is altered, and nothing else', () => {
    for (let place = 0; place < whole.length; place++) {
      for (const byte of [0, 1, 0x41, 0x5c, 0x61, 0x6f, 0x7f, 0x80, 0xff]) {
        const altered = Uint8Array.from(whole);
        altered[place] = byte;
        try {
          fromBytes(altered, 'subtask');
        } catch (cause) {
          expect(cause).toBeInstanceOf(DataError);
        }
      }
    }
  });
});

describe('pieceIdOf', () => {
  const work = () => ({ kind: 'simulate', own: { values: Float64Array.of(1, -0), note: 'a', share: 1 }, shared: null });

  it('is a name of 32 hexadecimal digits, the same for the same work', () => {
    expect(subtaskIdOf(work())).toMatch(/^[0-9a-f]{32}$/);
    expect(subtaskIdOf(work())).toBe(subtaskIdOf(work()));
  });

  it('is the same for work before and after it was sent, wherever its arrays lie', () => {
    const values = new Float64Array(new SharedArrayBuffer(32)).subarray(1, 3);
    values.set([1, -0]);
    const { own, ...rest } = work();
    expect(subtaskIdOf(sent(work()))).toBe(subtaskIdOf(work()));
    expect(subtaskIdOf(sent({ kind: rest.kind, own: { ...own, values }, shared: rest.shared }))).toBe(
      subtaskIdOf(work()),
    );
  });

  it('is another one for any other work', () => {
    const { own } = work();
    const others = [
      { ...work(), kind: 'refit' },
      { ...work(), own: { ...own, values: Float64Array.of(1, 0) } },
      { ...work(), own: { ...own, note: 'b' } },
      { ...work(), shared: { hash: 'ab', stored: 'redis' } },
    ];
    expect(new Set([work(), ...others].map(subtaskIdOf)).size).toBe(others.length + 1);
  });
});

describe('identityHash', () => {
  it('is the same for the same parts in any order, and another one where any differs', () => {
    const reversed = Object.fromEntries(Object.entries(madeIdentity).reverse()) as typeof madeIdentity;
    expect(identityHash(reversed)).toBe(identityHash(madeIdentity));
    const others = Object.keys(madeIdentity).map((part) =>
      identityHash({ ...madeIdentity, [part]: part === 'protocol' ? 2 : 'other' }),
    );
    expect(new Set([identityHash(madeIdentity), ...others]).size).toBe(others.length + 1);
  });
});

// Evidence: laws.

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
  it.each(different)('is one of 64 hexadecimal digits, the same after the data were sent: %s', (_name, value) => {
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
  ])('refuses %s, alone and deep within', (_name, value) => {
    expect(() => contentHash(value)).toThrow(DataError);
    expect(() => contentHash({ a: [value] })).toThrow(DataError);
  });
});
