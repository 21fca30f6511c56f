// Evidence: independent tool (numpy and scipy, test/fixtures/targets/meta-analysis.py) · closed form (an interval's standard error).
import { describe, expect, test } from 'vitest';
import { logMedian, trialHeterogeneity } from '../../../../calibration/targets/meta-analysis/trial-heterogeneity.js';
import { emptyTables } from '../../../../calibration/targets/trial-tables.js';
import { arms, publishedTables } from '../published-tables.js';
import { metaAnalysisFixture, metaAnalysisTables } from './meta-analysis-fixture.js';

/** Relative; logs and squares of a few dozen values. */
const ROUNDING = 1e-9;
const cases = (['shipped', 'added'] as const).flatMap((set) => arms.map((arm) => [set, arm] as const));
const medianRow = publishedTables.medianOs.find(({ trial }) => trial === 'Pfeiffer 2020')!;

describe('trialHeterogeneity', () => {
  test.each(cases)('%s, %s: agrees with scipy', (set, arm) => {
    const results = trialHeterogeneity(metaAnalysisTables[set], arm);
    const fixture = metaAnalysisFixture[set][arm];
    for (const [result, expected] of [
      [results.dcr, fixture.dcr],
      [results.medians.os, fixture.medianOs],
    ] as const) {
      expect(result?.studies).toBe(expected.trials);
      expect(Math.abs((result?.q ?? Number.NaN) / expected.q - 1)).toBeLessThan(ROUNDING);
      expect(Math.abs((result?.p ?? Number.NaN) / expected.p - 1)).toBeLessThan(ROUNDING);
      expect(Math.abs((result?.iSquared ?? Number.NaN) - expected.iSquared)).toBeLessThan(ROUNDING);
    }
    expect(results.medians.os?.errorsFrom).toEqual({
      interval: 0,
      'pooled curve': metaAnalysisFixture[set][arm].medianOs.trials,
      'exponential curve': 0,
    });
  });

  test('SUNLIGHT makes the trials of the combination disagree on disease control', () => {
    const before = trialHeterogeneity(metaAnalysisTables.shipped, 'tas102_bev').dcr;
    const after = trialHeterogeneity(metaAnalysisTables.added, 'tas102_bev').dcr;
    expect([before?.p.toFixed(2), after?.p.toFixed(3)]).toEqual(['0.66', '0.017']);
    expect([before?.iSquared.toFixed(2), after?.iSquared.toFixed(2)]).toEqual(['0.00', '0.64']);
  });

  test('best responses of n, with those who were not evaluable, disagree as the same counts of the evaluable', () => {
    const { dcr, bestDcr } = trialHeterogeneity(publishedTables, 'tas102_bev');
    expect(bestDcr).toEqual(dcr);
    const bestResponse = publishedTables.bestResponse.map((row) => {
      const share = (row.nEvaluable ?? row.n) / row.n;
      const percent = (value: number) => value * share;
      return {
        ...row,
        crPercent: percent(row.crPercent),
        prPercent: percent(row.prPercent),
        sdPercent: percent(row.sdPercent),
        pdPercent: percent(row.pdPercent),
        nePercent: 100 * (1 - share),
      };
    });
    const ofAll = trialHeterogeneity({ ...publishedTables, bestResponse }, 'tas102_bev').bestDcr;
    expect(ofAll?.q).toBeCloseTo(dcr!.q, 9);
  });

  test('medians of progression-free survival take their interval, else the error of a curve', () => {
    const { medians } = trialHeterogeneity(publishedTables, 'tas102_bev');
    expect(medians.pfs).toMatchObject({ studies: 4, errorsFrom: { interval: 1, 'pooled curve': 3 } });
  });

  test('fewer than two trials have no heterogeneity', () => {
    const one = {
      ...emptyTables,
      recist: publishedTables.recist.slice(0, 1),
      medianOs: publishedTables.medianOs.slice(0, 1),
    };
    expect(trialHeterogeneity(one, 'placebo')).toEqual({ dcr: null, bestDcr: null, medians: { os: null, pfs: null } });
    expect(trialHeterogeneity(one, 'unknown')).toEqual({ dcr: null, bestDcr: null, medians: { os: null, pfs: null } });
  });
});

describe('logMedian', () => {
  test('takes the error from an interval: its width in logs over twice the normal quantile', () => {
    const interval = { lowMonths: 5, highMonths: 8, levelPercent: 95 };
    const { standardError, basis } = logMedian({ ...medianRow, interval }, { months: 7, densityPerMonth: 0.1 });
    expect(basis).toBe('interval');
    expect(standardError).toBeCloseTo(Math.log(1.6) / (2 * 1.959963984540054), 13);
    const at90 = logMedian({ ...medianRow, interval: { ...interval, levelPercent: 90 } }, null);
    expect(at90.standardError).toBeCloseTo(Math.log(1.6) / (2 * 1.6448536269514722), 13);
  });

  test('without one from the pooled curve, 1 / (2 m f sqrt n), and without that from an exponential curve, 1 / (log 2 sqrt n)', () => {
    const curve = logMedian(medianRow, { months: 7, densityPerMonth: 0.1 });
    expect(curve.basis).toBe('pooled curve');
    expect(curve.estimate).toBeCloseTo(Math.log(6.7), 12);
    expect(curve.standardError).toBeCloseTo(1 / (2 * 0.7 * Math.sqrt(47)), 13);
    const { standardError, basis } = logMedian(medianRow, null);
    expect(basis).toBe('exponential curve');
    expect(standardError).toBeCloseTo(1 / (Math.LN2 * Math.sqrt(47)), 13);
  });
});
