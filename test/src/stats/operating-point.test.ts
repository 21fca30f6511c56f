// Evidence: independent tool (pROC 1.18.0, test/fixtures/stats/roc.R) · slow oracle (every threshold tried).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { pointAtSensitivity, pointAtSpecificity, youdenPoint } from '../../../src/stats/operating-point.js';
import { rocCurve } from '../../../src/stats/roc.js';
import { rocCases } from './roc-cases.js';

/** Both sides carry 15 digits. */
const AGREEMENT = 1e-12;

/** Sensitivity and specificity of a rule `value >= threshold`, by counting. */
function evaluate(values: readonly number[], labels: readonly number[], threshold: number) {
  const share = (label: number, called: boolean) => {
    const rows = values.filter((_, row) => labels[row] === label);
    return rows.filter((value) => value >= threshold === called).length / rows.length;
  };
  return { sensitivity: share(1, true), specificity: share(0, false) };
}

describe.each(rocCases)('operating points on $name', ({ labels, markers }) => {
  it.each(Object.entries(markers))('youdenPoint has the index of pROC for %s', (_, { values, youden }) => {
    const point = youdenPoint(rocCurve(values, labels));
    expect(Math.abs(point.sensitivity + point.specificity - 1 - youden)).toBeLessThan(AGREEMENT);
    const counted = evaluate(values, labels, point.threshold);
    expect(point.sensitivity).toBeCloseTo(counted.sensitivity, 12);
    expect(point.specificity).toBeCloseTo(counted.specificity, 12);
  });

  it.each(Object.entries(markers))(
    'points at fixed sensitivity and specificity are the best that reach it for %s',
    (_, { values }) => {
      const curve = rocCurve(values, labels);
      const rules = [Number.POSITIVE_INFINITY, ...values].map((threshold) => evaluate(values, labels, threshold));
      const sensitive = pointAtSensitivity(curve, 0.8);
      expect(sensitive.sensitivity).toBeGreaterThanOrEqual(0.8);
      const bestSpecificity = Math.max(
        ...rules.filter((rule) => rule.sensitivity >= 0.8).map((rule) => rule.specificity),
      );
      expect(sensitive.specificity).toBeCloseTo(bestSpecificity, 12);
      const specific = pointAtSpecificity(curve, 0.8);
      expect(specific.specificity).toBeGreaterThanOrEqual(0.8);
      const bestSensitivity = Math.max(
        ...rules.filter((rule) => rule.specificity >= 0.8).map((rule) => rule.sensitivity),
      );
      expect(specific.sensitivity).toBeCloseTo(bestSensitivity, 12);
    },
  );
});

describe('operating points', () => {
  it('call nobody positive where the score points the wrong way', () => {
    const point = youdenPoint(rocCurve([1, 2, 3, 4], [1, 1, 0, 0]));
    expect(point).toEqual({ threshold: Number.POSITIVE_INFINITY, sensitivity: 0, specificity: 1 });
  });

  it('take the highest threshold of equal Youden indices', () => {
    expect(youdenPoint(rocCurve([4, 3, 2, 1], [1, 0, 1, 0])).threshold).toBe(4);
  });

  it('take a share of the rows for what it is, whatever its rounding', () => {
    const values = Array.from({ length: 20 }, (_, row) => row);
    const labels = values.map((value) => Number(value >= 10));
    for (let right = 1; right <= 10; right++) {
      // 10 positives above 10 negatives, which the threshold then passes one by one
      const reversed = values.map((value) => (value < 10 ? value + 30 : value));
      expect(pointAtSpecificity(rocCurve(reversed, labels), right / 10).specificity).toBeCloseTo(right / 10, 14);
      expect(pointAtSensitivity(rocCurve(values, labels), right / 10).sensitivity).toBeCloseTo(right / 10, 14);
    }
  });

  it.each([-0.1, 1.1, Number.NaN])('refuse a share of %s', (share) => {
    const curve = rocCurve([1, 2], [0, 1]);
    expect(() => pointAtSensitivity(curve, share)).toThrow(InputError);
    expect(() => pointAtSpecificity(curve, share)).toThrow(InputError);
  });
});
