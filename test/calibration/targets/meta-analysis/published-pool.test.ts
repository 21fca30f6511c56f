// Evidence: the paper's Table 1 · the contract, case by case.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parsePublishedPool } from '../../../../calibration/targets/meta-analysis/published-pool.js';
import { DataError } from '../../../../src/errors.js';

const text = readFileSync(new URL('../../../../data/published/pooled-trials.csv', import.meta.url), 'utf8');

describe('parsePublishedPool', () => {
  test('reads Table 1 of Li, Wei & Lei 2025', () => {
    const rows = parsePublishedPool(text, 'f.csv');
    expect(rows.map(({ arm, n, pd, dcr, medianMonths }) => [arm, n, pd, dcr, medianMonths.os])).toEqual([
      ['placebo', 573, 84.5, 15.5, 6.01],
      ['tas102', 1486, 54.3, 45.7, 7.52],
      ['tas102_bev', 507, 37.2, 62.8, 10.01],
    ]);
    for (const { cr, pr, sd, orr, dcr } of rows) {
      expect(cr + pr).toBeCloseTo(orr!, 9);
      expect(orr! + sd).toBeCloseTo(dcr!, 9);
    }
  });

  test('a sum of classes that the paper does not print is absent', () => {
    const withoutOrr = text.replace(/^((?:[^,\n]+,){6})[^,\n]+,/gm, '$1');
    const [row] = parsePublishedPool(withoutOrr, 'f.csv');
    expect(row).toMatchObject({ arm: 'placebo', pd: 84.5, dcr: 15.5 });
    expect(row).not.toHaveProperty('orr');
  });

  test('names what is missing or no number', () => {
    expect(() => parsePublishedPool(text.replace('pd_percent', 'pd'), 'f.csv')).toThrow(DataError);
    expect(() => parsePublishedPool(text.replace('84.5', 'many'), 'f.csv')).toThrow(
      "f.csv:2: column pd_percent: must be a number >= 0; got 'many'",
    );
  });
});
