// Evidence: independent tool (p.adjust of R 4.2.2, test/fixtures/stats/roc.R) · closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { holmAdjust } from '../../../src/stats/holm-adjust.js';
import { rocCases } from './roc-cases.js';

/** Decimal places; one product of doubles. */
const ROUNDING = 15;

describe('holmAdjust', () => {
  it.each(rocCases)('gives the adjusted values of R on $name', ({ tests, holm }) => {
    const adjusted = holmAdjust(tests.map(({ p }) => p));
    adjusted.forEach((value, index) => {
      expect(value).toBeCloseTo(holm[index]!, ROUNDING);
    });
  });

  it('multiplies the least by k, the next by k - 1, and never falls or exceeds 1', () => {
    expect(holmAdjust([0.5, 0.01, 0.02, 0.015])).toEqual([0.5, 0.04, 0.045, 0.045]);
    expect(holmAdjust([0.6, 0.7])).toEqual([1, 1]);
  });

  it('gives nothing for nothing and leaves a single value as it is', () => {
    expect(holmAdjust([])).toEqual([]);
    expect(holmAdjust([0.03])).toEqual([0.03]);
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses %s', (p) => {
    expect(() => holmAdjust([0.5, p])).toThrow(InputError);
  });
});
