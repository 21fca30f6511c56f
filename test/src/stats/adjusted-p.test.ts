// Evidence: scipy 1.17.1 (stats.false_discovery_control) for Benjamini-Hochberg; Holm by hand from its definition.
import { describe, expect, it } from 'vitest';
import { benjaminiHochbergAdjusted, holmAdjusted } from '../../../src/stats/adjusted-p.js';

const p = [0.01, 0.04, 0.03, 0.005, 0.5, 0.03];
const close = (actual: readonly number[], expected: readonly number[]) => {
  expect(actual).toHaveLength(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12);
  });
};

describe('adjusted p values', () => {
  it('holmAdjusted multiplies the i-th smallest by m - i + 1 and never falls', () => {
    // 6 x 0.005, 5 x 0.01, 4 x 0.03, 3 x 0.03 (held at 0.12), 2 x 0.04 (held), 1 x 0.5
    close(holmAdjusted(p), [0.05, 0.12, 0.12, 0.03, 0.5, 0.12]);
  });

  it('benjaminiHochbergAdjusted agrees with scipy', () => {
    close(benjaminiHochbergAdjusted(p), [0.03, 0.048, 0.045, 0.03, 0.5, 0.045]);
  });

  it('leave one p as it is, keep 0 and 1, and take none', () => {
    for (const adjust of [holmAdjusted, benjaminiHochbergAdjusted]) {
      expect(adjust([0.2])).toEqual([0.2]);
      expect(adjust([1, 0, 1])).toEqual([1, 0, 1]);
      expect(adjust([])).toEqual([]);
    }
  });

  it.each([Number.NaN, -0.1, 1.1])('refuse %s', (value) => {
    expect(() => holmAdjusted([0.1, value])).toThrow(`holmAdjusted[1]: must lie in [0, 1]; got ${value}`);
    expect(() => benjaminiHochbergAdjusted([value])).toThrow('must lie in [0, 1]');
  });
});
