// Evidence: closed form.
import { describe, expect, test } from 'vitest';
import { compareRows, errorAtSize } from '../../../../calibration/studies/replicate/compare-rows.js';
import type { PublishedFigure } from '../../../../calibration/studies/replicate/published-results.js';
import type { Estimate } from '../../../../calibration/studies/replicate/result.js';

const figure: PublishedFigure = {
  id: 'response.placebo.sd',
  figure: 'Fig. 2',
  arm: 'placebo',
  quantity: 'SD',
  relation: '=',
  value: 15,
  decimals: 0,
  patients: 100,
  unit: '%',
  recomputed: 14,
  source: 'doi:1',
};
const estimate: Estimate = {
  id: figure.id,
  setting: 'posted',
  value: 20,
  standard_error: 0.6,
  patients: 3600,
  basis: 'computed',
  because: 'of a cause',
};

test('the error of a published cohort is that of ours at its size', () => {
  expect(errorAtSize(0.6, 3600, 100)).toBeCloseTo(3.6, 12);
  expect(errorAtSize(0.6, 3600, null)).toBe(0);
});

describe('compareRows', () => {
  test('states interval, both errors and both distances', () => {
    const [row] = compareRows([figure], [estimate]);
    expect(row).toMatchObject({ published: 15, difference: 5, verdict: 'differs within noise' });
    expect(row!.published_error).toBeCloseTo(3.6, 12);
    expect(row!.standard_errors_apart).toBeCloseTo(4.5 / Math.hypot(0.6, 3.6), 12);
    expect(row!.standard_errors_from_recomputed).toBeCloseTo(6 / Math.hypot(0.6, 3.6), 6);
    expect(row!.high - row!.low).toBeCloseTo(2 * 1.959964 * 0.6, 12);
  });

  test('what falls is told with its cause', () => {
    const [row] = compareRows([figure], [{ ...estimate, value: 40 }]);
    expect(row).toMatchObject({ verdict: 'does not survive' });
    expect(row!.reason).toMatch(/standard errors off: of a cause\.$/);
  });

  test('a fitted figure is never called reproduced', () => {
    expect(compareRows([figure], [{ ...estimate, value: 15, basis: 'fitted' }])[0]!.verdict).toBe('fitted');
  });

  test('recomputed figures are compared under the posted setting alone', () => {
    const [row] = compareRows([figure], [{ ...estimate, setting: 'corrected' }]);
    expect(row!.standard_errors_from_recomputed).toBeNull();
  });

  test('a distance without any error is null, not infinite', () => {
    const [row] = compareRows([figure], [{ ...estimate, standard_error: 0, published_error: 0 }]);
    expect(row).toMatchObject({ standard_errors_apart: null, verdict: 'does not survive' });
  });

  test('a statement goes by the share of cohorts', () => {
    const claim = { ...figure, relation: '<' as const, value: 0.01, decimals: 2 };
    const [row] = compareRows([claim], [{ ...estimate, value: 0.2, standard_error: 0, share: 0.5 }]);
    expect(row).toMatchObject({ verdict: 'differs within noise', standard_errors_apart: null });
    expect(row!.reason).toBe('50 % of cohorts of 100 patients bear it out.');
  });

  test('rows follow the paper, and a value without a published figure is our bug', () => {
    const other = { ...figure, id: 'b' };
    const rows = compareRows([figure, other], [{ ...estimate, id: 'b' }, estimate]);
    expect(rows.map(({ id }) => id)).toEqual([figure.id, 'b']);
    expect(() => compareRows([figure], [{ ...estimate, id: 'c' }])).toThrow('must know a published figure c');
  });
});
