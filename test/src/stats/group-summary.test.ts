// Evidence: independent tool (numpy 2.4.6: mean, std(ddof=1), quantile) · closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { groupSummary } from '../../../src/stats/group-summary.js';

/** Decimal places; sums of seven values. */
const ROUNDING = 13;

const VALUES = [3.1, -1, 4, 1.5, 9, 2.6, 5.3];

describe('groupSummary', () => {
  it('agrees with numpy', () => {
    const expected = { n: 7, mean: 3.5, sd: 3.134751452135666, min: -1, q1: 2.05, median: 3.1, q3: 4.65, max: 9 };
    const summary = new Map(Object.entries(groupSummary(VALUES)));
    expect(summary.size).toBe(8);
    for (const [name, value] of Object.entries(expected)) expect(summary.get(name)).toBeCloseTo(value, ROUNDING);
  });

  it('does not depend, to the last bit, on the order of the values, nor changes them', () => {
    const reversed = [...VALUES].reverse();
    expect(groupSummary(reversed)).toEqual(groupSummary(VALUES));
    expect(reversed[0]).toBe(5.3);
  });

  it('of two values a <= b has sd (b - a) / sqrt(2) and quartiles at quarters of the way', () => {
    const summary = groupSummary([5, 1]);
    expect(summary).toMatchObject({ n: 2, mean: 3, min: 1, q1: 2, median: 3, q3: 4, max: 5 });
    expect(summary.sd).toBeCloseTo(4 / Math.SQRT2, ROUNDING);
  });

  it('of a constant group has sd 0', () => {
    expect(groupSummary([2, 2, 2])).toEqual({ n: 3, mean: 2, sd: 0, min: 2, q1: 2, median: 2, q3: 2, max: 2 });
  });

  it.each([
    [[], 'groupSummary.values: must hold at least two values; got 0'],
    [[1], 'groupSummary.values: must hold at least two values; got 1'],
    [[1, Number.NaN], 'groupSummary.values[1]: must be finite; got NaN'],
    [[Infinity, 1], 'groupSummary.values[0]: must be finite; got Infinity'],
  ])('refuses %o', (values, message) => {
    expect(() => groupSummary(values)).toThrow(new InputError(message));
  });
});
