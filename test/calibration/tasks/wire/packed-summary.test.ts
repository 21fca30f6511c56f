// Evidence: laws; the words themselves are those of the translator of configurations.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packedText, shownBriefly } from '../../../../calibration/tasks/wire/packed-summary.js';
import { issue, oneOf, textOfAtMost } from './schema-words.js';

const long = 'x'.repeat(1e6);
const circular: unknown[] = [];
circular.push(circular);

/** The words for whatever a schema finds amiss. */
function textOf(schema: z.ZodType, data: unknown): readonly string[] {
  const issues = schema.safeParse(data, { reportInput: true }).error?.issues ?? [];
  return issues.map((issue) => packedText(issue, 'piece'));
}

describe('packedWords', () => {
  it('names the value that chooses the form of an object', () => {
    const schema = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('one') }),
      z.strictObject({ kind: z.literal('two') }),
    ]);
    for (const data of [{ kind: 'three' }, { kind: 1 }, { kind: long }]) {
      expect(textOf(schema, data)).toEqual([issue('piece', ['kind'], oneOf('one', 'two'), data.kind)]);
    }
    expect(textOf(schema, {})).toEqual([issue('piece', ['kind'], oneOf('one', 'two'), undefined)]);
  });

  it('says of the name of a field what is said of a text', () => {
    const schema = z.record(z.string().max(1000), z.number());
    const shown = `${long.slice(0, 60)}...`;
    expect(textOf(schema, { [long]: 1 })).toEqual([issue('piece', [shown], textOfAtMost(1000), long)]);
  });

  it('names three unknown fields of an object at most', () => {
    const data = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field ${index}`, 1]));
    expect(textOf(z.strictObject({}), data)).toEqual([
      'piece: must have known keys alone; got "field 0", "field 1", "field 2"',
    ]);
  });

  it.each<[string, unknown]>([
    ['a list that holds itself', circular],
    ['numbers that JSON has not', 1n],
    ['a map', new Map([[1, 2]])],
    ['a date', new Date(0)],
    ['an array of a million numbers', new Float64Array(1e6)],
    ['words that a replacement would read', '$& $1 nothing'],
  ])('has words for %s', (_name, value) => {
    expect(textOf(z.strictObject({ x: z.number() }), { x: value })).toEqual([
      `piece.x: must be a number; got ${shownBriefly(value)}`,
    ]);
  });
});

describe('shownBriefly', () => {
  it.each<[message: string, value: unknown]>([
    ['NaN', Number.NaN],
    ['-0.5', -0.5],
    ['null', null],
    ['nothing', undefined],
    ['true', true],
    ['"a \\"b\\""', 'a "b"'],
    [`"${'x'.repeat(60)}"`, 'x'.repeat(60)],
    [`"${'x'.repeat(60)}..."`, long],
    ['a bigint', 10n ** 100n],
    ['a list of length 2', [1, 2]],
    ['a list of length 1', circular],
    ['an object', { length: 7 }],
    ['a Uint8Array of length 1', Uint8Array.of(1)],
    ['an Int8Array of length 0', new Int8Array()],
    ['a DataView', new DataView(new ArrayBuffer(8))],
    ['an ArrayBuffer', new ArrayBuffer(8)],
    ['a Map', new Map()],
  ])('%s', (message, value) => {
    expect(shownBriefly(value)).toBe(message);
  });
});
