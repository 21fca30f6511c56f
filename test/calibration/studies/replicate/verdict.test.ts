// Evidence: closed form.
import { describe, expect, test } from 'vitest';
import {
  compareStatement,
  compareStatistic,
  NOISE_LIMIT,
  Z95,
} from '../../../../calibration/studies/replicate/verdict.js';

const base = { value: 50, standardError: 1, published: 50, decimals: 0, publishedError: 4 };

/** Rounding of a few operations on doubles near 100. */
const ROUNDING = 1e-12;

describe('judgeFigure', () => {
  test('a value within the rounding of print is reproduced and no distance away, whatever its error', () => {
    expect(compareStatistic({ ...base, value: 50.5, standardError: 0, publishedError: 0 })).toEqual({
      verdict: 'reproduced',
      difference: 0.5,
      apart: 0,
    });
  });

  test('decimal figures on the edge of rounding are not refused for their binary form', () => {
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
    expect(beyond.verdict).toBe('does not survive');
    expect(beyond.apart).toBeCloseTo(NOISE_LIMIT + 1e-6 / both, 9);
  });

  test('without any error a difference beyond the rounding has no end', () => {
    const assessed = compareStatistic({ ...base, value: 51, standardError: 0, publishedError: 0 });
    expect(assessed).toEqual({ verdict: 'does not survive', difference: 1, apart: Number.POSITIVE_INFINITY });
  });

  test('both sides of the printed figure are judged alike', () => {
    for (const off of [0.2, 1, 3, 20]) {
      const [above, below] = [50 + off, 50 - off].map((value) => compareStatistic({ ...base, value }));
      expect(above!.verdict).toBe(below!.verdict);
      expect(Math.abs(above!.apart - below!.apart)).toBeLessThan(ROUNDING);
    }
  });
});

test('a statement is reproduced where every cohort bears it out and falls where none does', () => {
  expect([1, 0.5, 0].map(compareStatement)).toEqual(['reproduced', 'differs within noise', 'does not survive']);
});
