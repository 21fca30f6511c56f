// Evidence: laws.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkedBy, type PackedFault, requireFaultless } from '../../../../calibration/tasks/wire/packed-issue.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { DataError } from '../../../../src/index.js';

const fault: PackedFault = { path: ['rows', 1], required: 'must fit', got: 7 };

/** Any number of faults, and how many of them were asked for. */
function endless() {
  const asked = { faults: 0 };
  function* faults(): Generator<PackedFault> {
    for (;;) {
      asked.faults++;
      yield fault;
    }
  }
  return { asked, faults };
}

describe('requireFaultless', () => {
  it('names field, requirement and what came', () => {
    expect(() => requireFaultless([fault], 'piece')).toThrow(new DataError('piece.rows[1]: must fit; got 7'));
  });

  it('accepts what has no fault', () => {
    expect(() => requireFaultless([], 'piece')).not.toThrow();
  });

  it('asks for three faults at most', () => {
    const { asked, faults } = endless();
    expect(() => requireFaultless(faults(), 'piece')).toThrow(
      new DataError(new Array(3).fill('piece.rows[1]: must fit; got 7').join('; ')),
    );
    expect(asked.faults).toBe(3);
  });
});

describe('checkedBy', () => {
  const fields = z.strictObject({ low: z.number().min(0), high: z.number() });
  const schema = checkedBy(fields, function* ({ low, high }): Generator<PackedFault> {
    if (low > high) yield { path: ['low'], required: `must be at most ${high}`, got: low };
  });

  it('gives the data that came, where they fit', () => {
    const data = { low: 1, high: 2 };
    expect(parsePacked(schema, data, 'piece')).toBe(data);
  });

  it('names what does not fit, at its place in the whole', () => {
    const faulty = { ranges: [{ low: 3, high: 2 }] };
    expect(() => parsePacked(z.strictObject({ ranges: z.array(schema) }), faulty, 'piece')).toThrow(
      new DataError('piece.ranges[0].low: must be at most 2; got 3'),
    );
  });

  it('looks at fields only where each is as it must be', () => {
    expect(() => parsePacked(schema, { low: -1, high: -2 }, 'piece')).toThrow(
      new DataError('piece.low: must be >= 0; got -1'),
    );
    const { asked, faults } = endless();
    expect(() => parsePacked(checkedBy(fields, faults), { low: 1 }, 'piece')).toThrow(DataError);
    expect(asked.faults).toBe(0);
  });

  it('asks for three faults at most', () => {
    const { asked, faults } = endless();
    expect(() => parsePacked(checkedBy(fields, faults), { low: 1, high: 2 }, 'piece')).toThrow(DataError);
    expect(asked.faults).toBe(3);
  });
});
