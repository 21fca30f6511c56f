// Evidence: laws.
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkedBy, type PackedIssue, requireNoIssues } from '../../../../calibration/tasks/wire/packed-issue.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { DataError } from '../../../../src/index.js';

const issue: PackedIssue = { path: ['rows', 1], required: 'must fit', got: 7 };

/** Any number of faults, and how many of them were asked for. */
function endless() {
  const asked = { issues: 0 };
  function* issues(): Generator<PackedIssue> {
    for (;;) {
      asked.issues++;
      yield issue;
    }
  }
  return { asked, issues };
}

describe('requireFaultless', () => {
  it('names field, requirement and what came', () => {
    expect(() => requireNoIssues([issue], 'piece')).toThrow(new DataError('piece.rows[1]: must fit; got 7'));
  });

  it('accepts what has no fault', () => {
    expect(() => requireNoIssues([], 'piece')).not.toThrow();
  });

  it('asks for three faults at most', () => {
    const { asked, issues } = endless();
    expect(() => requireNoIssues(issues(), 'piece')).toThrow(
      new DataError(new Array(3).fill('piece.rows[1]: must fit; got 7').join('; ')),
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
    expect(parsePacked(schema, data, 'piece')).toBe(data);
  });

  it('names what does not fit, at its place in the whole', () => {
    const invalid = { ranges: [{ low: 3, high: 2 }] };
    expect(() => parsePacked(z.strictObject({ ranges: z.array(schema) }), invalid, 'piece')).toThrow(
      new DataError('piece.ranges[0].low: must be at most 2; got 3'),
    );
  });

  it('looks at fields only where each is as it must be', () => {
    expect(() => parsePacked(schema, { low: -1, high: -2 }, 'piece')).toThrow(
      new DataError('piece.low: must be >= 0; got -1'),
    );
    const { asked, issues } = endless();
    expect(() => parsePacked(checkedBy(fields, issues), { low: 1 }, 'piece')).toThrow(DataError);
    expect(asked.issues).toBe(0);
  });

  it('asks for three faults at most', () => {
    const { asked, issues } = endless();
    expect(() => parsePacked(checkedBy(fields, issues), { low: 1, high: 2 }, 'piece')).toThrow(DataError);
    expect(asked.issues).toBe(3);
  });
});
