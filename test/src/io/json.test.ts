import { describe, expect, test } from 'vitest';
import { InternalError } from '../../../src/errors.js';
import { toCanonicalJson, toPrettyJson } from '../../../src/io/json.js';

const value = {
  name: 'run "1"\n',
  arms: ['placebo', 'tas102'],
  rates: { sd: 0.1 + 0.2, pd: -1e-9, none: null, flag: true },
  rows: [{ x: 1, y: [] }, {}, [[1, 2], [3]]],
  long: Array.from({ length: 60 }, (_, index) => index / 7),
};

describe.each([
  ['toPrettyJson', toPrettyJson],
  ['toCanonicalJson', toCanonicalJson],
])('%s', (_name, write) => {
  test('JSON.parse gives the value back, bit for bit', () => {
    expect(JSON.parse(write(value))).toEqual(value);
  });

  test.each([
    ['$.a[1].b', { a: [0, { b: Number.NaN }] }],
    ['$.deep.x', { deep: { x: Number.NEGATIVE_INFINITY } }],
    ['$', Number.POSITIVE_INFINITY],
  ])('a number that is not finite is our bug, at %s', (path, bad) => {
    expect(() => write(bad)).toThrow(InternalError);
    expect(() => write(bad)).toThrow(`${path}: must be a finite number; got`);
  });

  test.each([
    ['undefined', { a: undefined }, '$.a: must be null, text, a number'],
    ['a function', [() => 1], '$[0]: must be null, text, a number'],
    ['a big integer', { n: 1n }, 'got bigint'],
    ['a typed array', { t: Float64Array.of(1) }, '$.t: must be an array or a plain object; got Float64Array'],
    ['a map', new Map([['a', 1]]), '$: must be an array or a plain object; got Map'],
  ])('refuses %s, which JSON would drop or bend', (_title, bad, message) => {
    expect(() => write(bad)).toThrow(InternalError);
    expect(() => write(bad)).toThrow(message);
  });

  test('refuses a cycle, accepts the same object twice', () => {
    const shared = { x: 1 };
    expect(JSON.parse(write({ one: shared, two: shared }))).toEqual({ one: { x: 1 }, two: { x: 1 } });
    const cycle: { self?: unknown } = {};
    cycle.self = { cycle };
    expect(() => write(cycle)).toThrow('$.self.cycle: must not contain itself; got a cycle');
  });
});

test('toPrettyJson keeps the order of keys, indents by two and keeps short vectors on one line', () => {
  expect(toPrettyJson({ b: [1, 2], a: { c: [], d: {} }, e: [{ f: 1 }] })).toBe(
    '{\n  "b": [1, 2],\n  "a": {\n    "c": [],\n    "d": {}\n  },\n  "e": [\n    {\n      "f": 1\n    }\n  ]\n}\n',
  );
});

test.each([toPrettyJson, toCanonicalJson])('%o writes names that every object has like others', (write) => {
  const value = Object.fromEntries(['__proto__', 'constructor', 'toString'].map((name, index) => [name, index]));
  expect(Object.entries(JSON.parse(write({ value })).value)).toEqual(
    expect.arrayContaining([
      ['__proto__', 0],
      ['constructor', 1],
      ['toString', 2],
    ]),
  );
});

test('toCanonicalJson does not depend on the order in which keys were set', () => {
  expect(toCanonicalJson({ b: 1, a: { d: [1, 2], c: 'x' } })).toBe('{"a":{"c":"x","d":[1,2]},"b":1}');
  expect(toCanonicalJson({ a: { c: 'x', d: [1, 2] }, b: 1 })).toBe('{"a":{"c":"x","d":[1,2]},"b":1}');
});
