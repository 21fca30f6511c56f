import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  anyNumber,
  arrayOf,
  checkedBy,
  count,
  finite,
  type PackedIssue,
  packedText,
  parsePacked,
  requireNoIssues,
  shortText,
  shownBriefly,
} from '../../../../calibration/tasks/wire/parse-packed.js';
import { DataError } from '../../../../src/index.js';
import { bitDifferences } from './same-bits.js';
import { at, issue, oneOf, textOfAtMost } from './schema-words.js';

// Evidence: laws; the grammar of issues is that of every other input of the workbench.

const schema = z.strictObject({
  name: shortText,
  rows: z.array(z.strictObject({ x: finite, n: count })).max(3),
  values: arrayOf(Float64Array, 2),
  kind: z.enum(['one', 'two']).optional(),
});
const data = { name: 'a', rows: [{ x: -0.5, n: 1 }], values: Float64Array.of(-0, 1) };

/** The message of a rejection. */
function refusalOf(given: unknown, parse = (value: unknown): unknown => parsePacked(schema, value, 'subtask')): string {
  try {
    parse(given);
  } catch (cause) {
    expect(cause).toBeInstanceOf(DataError);
    return (cause as DataError).message;
  }
  return 'accepted';
}

describe('parsePacked', () => {
  it('returns the data unchanged, with keys in their original order', () => {
    const reordered = { values: data.values, name: 'b', rows: [{ n: 2, x: 0 }] };
    const parsed = parsePacked(schema, reordered, 'subtask');
    expect(parsed).toBe(reordered);
    expect(bitDifferences(parsed, { values: Float64Array.of(-0, 1), name: 'b', rows: [{ n: 2, x: 0 }] })).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['a missing field', { name: undefined }, 'subtask.name: '],
    [
      'a field deep within',
      {
        rows: [
          { x: 0, n: 1 },
          { x: 0, n: 0.5 },
        ],
      },
      `${at('subtask', ['rows', 1, 'n'])}: `,
    ],
    ['a list that is none', { rows: {} }, 'subtask.rows: '],
    ['a list that is too long', { rows: new Array(4).fill({ x: 0, n: 1 }) }, 'subtask.rows: '],
    ['an array of another kind', { values: Float32Array.of(0, 1) }, 'subtask.values: '],
    ['an unknown field', { more: 1 }, 'subtask: '],
    ['an unknown field deep within', { rows: [{ x: 0, n: 1, more: 1 }] }, `${at('subtask', ['rows', 0])}: `],
    ['an unknown value', { kind: 'three' }, 'subtask.kind: '],
  ])('names the field of %s', (_words, changes, where) => {
    expect(refusalOf({ ...data, ...changes })).toContain(where);
    expect(refusalOf({ ...data, ...changes }).split('; got ')).toHaveLength(2);
  });

  it('names three issues at most, whatever a message holds', () => {
    const invalid = { ...data, name: 1, rows: Array.from({ length: 3 }, () => ({ x: 'x', n: 'n' })) };
    expect(refusalOf(invalid).match(/subtask\.[\w.[\]]+: /g)).toEqual([
      'subtask.name: ',
      `${at('subtask', ['rows', 0, 'x'])}: `,
      `${at('subtask', ['rows', 0, 'n'])}: `,
    ]);
  });

  it('does not repeat long data', () => {
    for (const hostile of ['x'.repeat(1e6), { ...data, name: 'x'.repeat(1e6) }, { ...data, kind: 'x'.repeat(1e6) }]) {
      expect(refusalOf(hostile).length).toBeLessThan(1000);
    }
  });

  it('does not repeat long names of fields', () => {
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
  ])('reports the requirement and the value, like every message of the workbench: %s', (_words, changes) => {
    expect(refusalOf({ ...data, ...changes })).toMatch(/^subtask[^:]*: must .+; got .+$/);
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

  it.each([0, 1, 2, 3])('accepts two of %i numbers only if there are two', (length) => {
    expect(accepts(arrayOf(Float64Array, 2), new Float64Array(length))).toBe(length === 2);
  });

  it('accepts an empty array of length zero', () => {
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

// Evidence: laws.

const unfit: PackedIssue = { path: ['rows', 1], required: 'must fit', got: 7 };

/** Any number of issues, and how many of them were asked for. */
function endless() {
  const asked = { issues: 0 };
  function* issues(): Generator<PackedIssue> {
    for (;;) {
      asked.issues++;
      yield unfit;
    }
  }
  return { asked, issues };
}

describe('requireNoIssues', () => {
  it('names field, requirement and value', () => {
    expect(() => requireNoIssues([unfit], 'subtask')).toThrow(new DataError('subtask.rows[1]: must fit; got 7'));
  });

  it('accepts what has no issue', () => {
    expect(() => requireNoIssues([], 'piece')).not.toThrow();
  });

  it('asks for three issues at most', () => {
    const { asked, issues } = endless();
    expect(() => requireNoIssues(issues(), 'subtask')).toThrow(
      new DataError(new Array(3).fill('subtask.rows[1]: must fit; got 7').join('; ')),
    );
    expect(asked.issues).toBe(3);
  });
});

describe('checkedBy', () => {
  const fields = z.strictObject({ low: z.number().min(0), high: z.number() });
  const schema = checkedBy(fields, function* ({ low, high }): Generator<PackedIssue> {
    if (low > high) yield { path: ['low'], required: `must be at most ${high}`, got: low };
  });

  it('gives the data that came, where they fit', () => {
    const data = { low: 1, high: 2 };
    expect(parsePacked(schema, data, 'subtask')).toBe(data);
  });

  it('names inconsistencies at their path', () => {
    const invalid = { ranges: [{ low: 3, high: 2 }] };
    expect(() => parsePacked(z.strictObject({ ranges: z.array(schema) }), invalid, 'subtask')).toThrow(
      new DataError('subtask.ranges[0].low: must be at most 2; got 3'),
    );
  });

  it('checks consistency only where each field is valid', () => {
    expect(() => parsePacked(schema, { low: -1, high: -2 }, 'subtask')).toThrow(
      new DataError('subtask.low: must be >= 0; got -1'),
    );
    const { asked, issues } = endless();
    expect(() => parsePacked(checkedBy(fields, issues), { low: 1 }, 'subtask')).toThrow(DataError);
    expect(asked.issues).toBe(0);
  });

  it('asks for three issues at most', () => {
    const { asked, issues } = endless();
    expect(() => parsePacked(checkedBy(fields, issues), { low: 1, high: 2 }, 'subtask')).toThrow(DataError);
    expect(asked.issues).toBe(3);
  });
});

// Evidence: laws; the texts are those of the translator of configurations.

const long = 'x'.repeat(1e6);
const circular: unknown[] = [];
circular.push(circular);

/** The text of any issue of a schema. */
function textOf(schema: z.ZodType, data: unknown): readonly string[] {
  const issues = schema.safeParse(data, { reportInput: true }).error?.issues ?? [];
  return issues.map((issue) => packedText(issue, 'subtask'));
}

describe('packedText', () => {
  it('names the discriminator of an object', () => {
    const schema = z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('one') }),
      z.strictObject({ kind: z.literal('two') }),
    ]);
    for (const data of [{ kind: 'three' }, { kind: 1 }, { kind: long }]) {
      expect(textOf(schema, data)).toEqual([issue('subtask', ['kind'], oneOf('one', 'two'), data.kind)]);
    }
    expect(textOf(schema, {})).toEqual([issue('subtask', ['kind'], oneOf('one', 'two'), undefined)]);
  });

  it('shortens the name of a field like a text', () => {
    const schema = z.record(z.string().max(1000), z.number());
    const shown = `${long.slice(0, 60)}...`;
    expect(textOf(schema, { [long]: 1 })).toEqual([issue('subtask', [shown], textOfAtMost(1000), long)]);
  });

  it('names three unknown fields of an object at most', () => {
    const data = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field ${index}`, 1]));
    expect(textOf(z.strictObject({}), data)).toEqual([
      'subtask: must have known keys alone; got "field 0", "field 1", "field 2"',
    ]);
  });

  it.each<[string, unknown]>([
    ['a list that holds itself', circular],
    ['numbers that JSON has not', 1n],
    ['a map', new Map([[1, 2]])],
    ['a date', new Date(0)],
    ['an array of a million numbers', new Float64Array(1e6)],
    ['words that a replacement would read', '$& $1 nothing'],
  ])('has a text for %s', (_name, value) => {
    expect(textOf(z.strictObject({ x: z.number() }), { x: value })).toEqual([
      `subtask.x: must be a number; got ${shownBriefly(value)}`,
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
