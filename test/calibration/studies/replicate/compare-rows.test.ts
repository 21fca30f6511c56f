// Evidence: closed form.
import { describe, expect, test } from 'vitest';
import {
  compareRows,
  compareStatement,
  compareStatistic,
  errorAtSize,
  NOISE_LIMIT,
} from '../../../../calibration/studies/replicate/compare-rows.js';
import type { PublishedResult } from '../../../../calibration/studies/replicate/published-results.js';
import type { Estimate } from '../../../../calibration/studies/replicate/result.js';
import { Z95 } from '../../../../src/index.js';

const published: PublishedResult = {
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
  id: published.id,
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
    const [row] = compareRows([published], [estimate]);
    expect(row).toMatchObject({ published: 15, difference: 5, verdict: 'differs within noise' });
    expect(row!.published_error).toBeCloseTo(3.6, 12);
    expect(row!.standard_errors_apart).toBeCloseTo(4.5 / Math.hypot(0.6, 3.6), 12);
    expect(row!.standard_errors_from_recomputed).toBeCloseTo(6 / Math.hypot(0.6, 3.6), 6);
    expect(row!.high - row!.low).toBeCloseTo(2 * 1.959963984540054 * 0.6, 12);
  });

  test('what is not reproduced is reported with its cause', () => {
    const [row] = compareRows([published], [{ ...estimate, value: 40 }]);
    expect(row).toMatchObject({ verdict: 'not reproduced' });
    expect(row!.reason).toMatch(/standard errors off: of a cause\.$/);
  });

  test('a fitted value is never called reproduced', () => {
    expect(compareRows([published], [{ ...estimate, value: 15, basis: 'fitted' }])[0]!.verdict).toBe('fitted');
  });

  test('recomputed values are compared under the posted setting alone', () => {
    const [row] = compareRows([published], [{ ...estimate, setting: 'corrected' }]);
    expect(row!.standard_errors_from_recomputed).toBeNull();
  });

  test('a distance without any error is null, not infinite', () => {
    const [row] = compareRows([published], [{ ...estimate, standard_error: 0, published_error: 0 }]);
    expect(row).toMatchObject({ standard_errors_apart: null, verdict: 'not reproduced' });
  });

  test('a statement goes by the share of cohorts', () => {
    const claim = { ...published, relation: '<' as const, value: 0.01, decimals: 2 };
    const [row] = compareRows([claim], [{ ...estimate, value: 0.2, standard_error: 0, share: 0.5 }]);
    expect(row).toMatchObject({ verdict: 'differs within noise', standard_errors_apart: null });
    expect(row!.reason).toBe('50 % of cohorts of 100 patients satisfy it.');
  });

  test('rows follow the paper, and a value without a published result is our bug', () => {
    const other = { ...published, id: 'b' };
    const rows = compareRows([published, other], [{ ...estimate, id: 'b' }, estimate]);
    expect(rows.map(({ id }) => id)).toEqual([published.id, 'b']);
    expect(() => compareRows([published], [{ ...estimate, id: 'c' }])).toThrow('must know a published result c');
  });
});

const base = { value: 50, standardError: 1, published: 50, decimals: 0, publishedError: 4 };

/** Rounding of a few operations on doubles near 100. */
const ROUNDING = 1e-12;

describe('compareStatistic', () => {
  test('a value within the rounding of print is reproduced and no distance away, whatever its error', () => {
    expect(compareStatistic({ ...base, value: 50.5, standardError: 0, publishedError: 0 })).toEqual({
      verdict: 'reproduced',
      difference: 0.5,
      apart: 0,
    });
  });

  test('decimal numbers on the edge of rounding are not refused for their binary form', () => {
    const assessed = compareStatistic({ ...base, value: 0.35, published: 0.3, decimals: 1, standardError: 0 });
    expect(assessed).toMatchObject({ verdict: 'reproduced', apart: 0 });
  });

  test('reproduced ends at 1.96 standard errors beyond the rounding', () => {
    expect(compareStatistic({ ...base, value: 50.5 + Z95 - 1e-6 }).verdict).toBe('reproduced');
    expect(compareStatistic({ ...base, value: 50.5 + Z95 + 1e-6 }).verdict).toBe('differs within noise');
    expect(compareStatistic({ ...base, value: 49.5 - Z95 - 1e-6 }).verdict).toBe('differs within noise');
  });

  test('noise ends at three errors of both together', () => {
    const both = Math.hypot(1, 4);
    expect(compareStatistic({ ...base, value: 50.5 + NOISE_LIMIT * both - 1e-6 }).verdict).toBe('differs within noise');
    const beyond = compareStatistic({ ...base, value: 49.5 - NOISE_LIMIT * both - 1e-6 });
    expect(beyond.verdict).toBe('not reproduced');
    expect(beyond.apart).toBeCloseTo(NOISE_LIMIT + 1e-6 / both, 9);
  });

  test('without any error a difference beyond the rounding has no end', () => {
    const assessed = compareStatistic({ ...base, value: 51, standardError: 0, publishedError: 0 });
    expect(assessed).toEqual({ verdict: 'not reproduced', difference: 1, apart: Number.POSITIVE_INFINITY });
  });

  test('both sides of the printed value are treated alike', () => {
    for (const off of [0.2, 1, 3, 20]) {
      const [above, below] = [50 + off, 50 - off].map((value) => compareStatistic({ ...base, value }));
      expect(above!.verdict).toBe(below!.verdict);
      expect(Math.abs(above!.apart - below!.apart)).toBeLessThan(ROUNDING);
    }
  });
});

test('a statement is reproduced where it holds in every cohort, and not reproduced where it holds in none', () => {
  expect([1, 0.5, 0].map(compareStatement)).toEqual(['reproduced', 'differs within noise', 'not reproduced']);
});
