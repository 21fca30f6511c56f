// Evidence: a written value reads back the same; the address is a text that a user may change, so that nothing else is a value.
import { describe, expect, test } from 'vitest';
import {
  type Codec,
  choiceCodec,
  flagCodec,
  jsonCodec,
  listCodec,
  numberCodec,
  textCodec,
} from '../../../calibration/web/app/codecs.js';

/** Through a query string, as the address holds it. */
function roundTrip<T>(codec: Codec<T>, value: T): T | null {
  const query = new URLSearchParams({ key: codec.write(value) }).toString();
  return codec.read(new URLSearchParams(query).get('key') ?? '');
}

describe('codecs of the address', () => {
  test.each([0, -0.1, 0.1 + 0.2, 1e-300, 5e-324, 1.7976931348623157e308, 123456789012345])('number %d', (value) => {
    expect(roundTrip(numberCodec, value)).toBe(value);
  });

  test.each(['', ' ', 'NaN', 'Infinity', '-Infinity', '1e999', 'x', '1,5', '1 2'])('"%s" is no number', (text) => {
    expect(numberCodec.read(text)).toBeNull();
  });

  test.each(['', 'a', 'a&b=c#d', '100 % + ü', 'a\nb'])('text "%s"', (value) => {
    expect(roundTrip(textCodec, value)).toBe(value);
  });

  test.each([[[]], [['a']], [['a', 'b']], [['a,b', 'c\\d', '\\,', ',']], [['deep/run', 'x&y']]])('list %j', (value) => {
    expect(roundTrip(listCodec, value)).toEqual(value);
  });

  test('flags and choices have their texts alone', () => {
    expect([true, false].map((value) => roundTrip(flagCodec, value))).toEqual([true, false]);
    expect(flagCodec.read('yes')).toBeNull();
    const codec = choiceCodec(['report', 'log'] as const);
    expect(roundTrip(codec, 'log')).toBe('log');
    expect(codec.read('constructor')).toBeNull();
  });

  test('JSON is read where it has the form that is needed', () => {
    const codec = jsonCodec(
      (value): value is readonly number[] => Array.isArray(value) && value.every(Number.isFinite),
    );
    expect(roundTrip(codec, [0.1, 2])).toEqual([0.1, 2]);
    for (const text of ['[', '{}', '["a"]', 'null', '']) expect(codec.read(text), text).toBeNull();
  });
});
