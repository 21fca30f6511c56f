// Evidence: independent tool (pROC 1.18.0, test/fixtures/stats/roc.R) · closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { partialAuc } from '../../../src/stats/partial-auc.js';
import { rocCurve } from '../../../src/stats/roc.js';
import { rocCases } from './roc-cases.js';

/** Both sides carry 15 digits. */
const AGREEMENT = 1e-12;

describe('partialAuc', () => {
  it.each(rocCases)('gives the areas of pROC up to a false positive rate of 0.1 on $name', ({ labels, markers }) => {
    for (const { values, partial, partialStandardised } of Object.values(markers)) {
      const found = partialAuc(rocCurve(values, labels), { from: 0, to: 0.1 });
      expect(Math.abs(found.area - partial)).toBeLessThan(AGREEMENT);
      if (partialStandardised !== null) {
        expect(Math.abs(found.standardised - partialStandardised)).toBeLessThan(AGREEMENT);
      }
    }
  });

  it.each(rocCases)('is the whole area over the whole range on $name', ({ labels, markers }) => {
    for (const { values, auc } of Object.values(markers)) {
      const found = partialAuc(rocCurve(values, labels), { from: 0, to: 1 });
      expect(Math.abs(found.area - auc)).toBeLessThan(AGREEMENT);
      expect(Math.abs(found.standardised - auc)).toBeLessThan(AGREEMENT);
    }
  });

  it('adds up over neighbouring ranges', () => {
    const { labels, markers } = rocCases[2]!;
    const curve = rocCurve(markers.first!.values, labels);
    const parts = [
      { from: 0, to: 0.13 },
      { from: 0.13, to: 0.7 },
      { from: 0.7, to: 1 },
    ].map((range) => partialAuc(curve, range).area);
    const whole = partialAuc(curve, { from: 0, to: 1 }).area;
    expect(Math.abs(parts.reduce((sum, area) => sum + area, 0) - whole)).toBeLessThan(AGREEMENT);
  });

  it('is 1/2 standardised for a score that says nothing and 1 for a perfect one', () => {
    const range = { from: 0.1, to: 0.4 };
    expect(partialAuc(rocCurve([1, 1, 1, 1], [0, 1, 0, 1]), range).standardised).toBeCloseTo(0.5, 14);
    expect(partialAuc(rocCurve([1, 2, 1, 2], [0, 1, 0, 1]), range).standardised).toBeCloseTo(1, 14);
  });

  it.each([
    [0.2, 0.2],
    [-0.1, 0.5],
    [0.5, 1.1],
    [0, Number.NaN],
  ])('refuses the range %s to %s', (from, to) => {
    expect(() => partialAuc(rocCurve([1, 2], [0, 1]), { from, to })).toThrow(InputError);
  });
});
