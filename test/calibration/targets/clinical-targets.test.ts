import { describe, expect, test } from 'vitest';
import { endpointOf } from '../../../calibration/endpoints/endpoints.js';
import { clinicalTargets, clinicalValue } from '../../../calibration/targets/clinical-targets.js';
import { DataError } from '../../../src/errors.js';
import { arms, POOLING_TOLERANCE, pooledFixture, publishedTables } from './published-tables.js';

const targets = clinicalTargets(publishedTables, arms);

describe('clinicalTargets', () => {
  test('gives one set of targets per arm, in the requested order', () => {
    expect(targets.map(({ arm }) => arm)).toEqual([...arms]);
    expect(clinicalTargets(publishedTables, ['tas102_bev', 'placebo']).map(({ arm }) => arm)).toEqual([
      'tas102_bev',
      'placebo',
    ]);
    expect(clinicalTargets(publishedTables, [])).toEqual([]);
  });

  test.each(arms)('%s: every sampling error agrees with exact fractions', (arm) => {
    const target = targets.find((each) => each.arm === arm)!;
    const expected = pooledFixture[arm];
    for (const rate of ['cr', 'pr', 'sd', 'pd', 'orr', 'dcr'] as const) {
      expect(Math.abs(target.response![rate] - expected.rates[rate])).toBeLessThan(POOLING_TOLERANCE);
      expect(Math.abs(target.response!.standardErrors[rate] - expected.rateErrors[rate])).toBeLessThan(
        POOLING_TOLERANCE,
      );
    }
    target.curves.os.landmarks.standardErrors.forEach((error, month) => {
      expect(Math.abs(error - expected.survivalErrors[month]!)).toBeLessThan(POOLING_TOLERANCE);
    });
    expect(Math.abs(target.curves.os.median.standardError - expected.medianError)).toBeLessThan(POOLING_TOLERANCE);
    expect(target.curves.os.median.standardErrorBasis).toBe('pooled curve');
    expect(Math.abs(target.curves.os.landmarks.medianMonths! - expected.curveMedian)).toBeLessThan(POOLING_TOLERANCE);
  });

  test.each(arms)('%s: progression-free survival and best response agree with exact fractions', (arm) => {
    const target = targets.find((each) => each.arm === arm)!;
    const { pfs, best } = pooledFixture[arm];
    const { median, landmarks } = target.curves.pfs;
    const near = (value: number | undefined, expected: number) =>
      expect(Math.abs(value! - expected)).toBeLessThan(POOLING_TOLERANCE);
    expect(median?.distinctPatients).toBe(pfs.n);
    near(median?.months, pfs.months);
    near(median?.standardError, pfs.medianError);
    expect(median?.standardErrorBasis).toBe(pfs.landmark === null ? 'exponential curve' : 'pooled curve');
    expect(landmarks === null).toBe(pfs.landmark === null);
    if (pfs.landmark !== null) {
      expect(landmarks?.months).toEqual([0, 3.68]);
      near(landmarks?.percent[1], pfs.landmark);
      near(landmarks?.standardErrors[1], pfs.landmarkError!);
    }
    expect(target.bestResponse?.n).toBe(best.n);
    for (const rate of ['cr', 'pr', 'sd', 'orr', 'dcr'] as const) {
      near(target.bestResponse?.[rate], best.rates[rate]);
      near(target.bestResponse?.standardErrors[rate] ?? Number.NaN, best.rateErrors[rate]);
    }
    // The publications do not tell progressive disease from patients who were not evaluable
    expect([target.bestResponse?.pd, target.bestResponse?.ne]).toEqual([null, null]);
  });

  test('PD and NE are pooled where every row of the arm tells them apart', () => {
    const [row] = publishedTables.bestResponse;
    const rows = [
      { ...row!, n: 100, crPercent: 0, prPercent: 10, sdPercent: 50, pdPercent: 30, nePercent: 10 },
      { ...row!, trial: 'U', n: 300, crPercent: 0, prPercent: 10, sdPercent: 50, pdPercent: 34, nePercent: 6 },
    ];
    const bestOf = (bestResponse: typeof rows) =>
      clinicalTargets({ ...publishedTables, bestResponse }, ['placebo'])[0]!.bestResponse;
    expect(bestOf(rows)).toMatchObject({ n: 400, pr: 10, pd: 33, ne: 7, dcr: 60 });
    expect(bestOf([rows[0]!, { ...rows[1]!, nePercent: null as never }])).toMatchObject({ pr: 10, pd: null, ne: null });
  });

  test('an arm without progression-free survival and best responses has none of these targets', () => {
    const tables = { ...publishedTables, medianPfs: [], pfs: [], bestResponse: [] };
    const [target] = clinicalTargets(tables, ['placebo']);
    expect(target).toMatchObject({ bestResponse: null, curves: { pfs: { median: null, landmarks: null } } });
    for (const name of ['median_pfs', 'pfs_3.68', 'bor_dcr'] as const) {
      expect(clinicalValue(target!, endpointOf(name))).toBeNull();
    }
    expect(clinicalValue(targets[1]!, endpointOf('pfs_3.68'))).toMatchObject({ value: 33.9, patients: 66 });
    expect(clinicalValue(targets[1]!, endpointOf('pfs_6'))).toBeNull();
  });

  test('best responses alone are enough, and one of the two responses is required', () => {
    const [best] = clinicalTargets({ ...publishedTables, recist: [] }, ['placebo']);
    expect(best?.response).toBeNull();
    expect(clinicalValue(best!, endpointOf('dcr'))).toBeNull();
    expect(clinicalValue(best!, endpointOf('bor_dcr'))?.value).toBeCloseTo(15.556, 9);
    expect(() => clinicalTargets({ ...publishedTables, recist: [], bestResponse: [] }, ['placebo'])).toThrow(
      'response rates: must have a row for arm placebo; got none',
    );
  });

  test('each target names its trials', () => {
    const [placebo] = targets;
    expect(placebo!.response!.source).toBe(
      'mean of trials weighted by patients (eq. 18): Yoshino 2012 (J003); Mayer 2015 (RECOURSE); Xu 2018 (TERRA)',
    );
    expect(placebo!.curves.os.median.source).toContain('Van Cutsem 2018 (RECOURSE subgroups)');
    expect(placebo!.curves.os.landmarks.source).not.toContain('Van Cutsem');
  });

  test('where the landmarks end above 50 %, the median error is that of an exponential curve', () => {
    const survival = publishedTables.survival.map((row) => ({
      ...row,
      percent: row.percent.map((each) => 50 + each / 2),
    }));
    const [target] = clinicalTargets({ ...publishedTables, survival }, ['tas102_bev']);
    expect(target!.curves.os.landmarks.medianMonths).toBeNull();
    expect(target!.curves.os.median.standardErrorBasis).toBe('exponential curve');
    // Closed form: m / (log 2 sqrt(n)).
    const { distinctMonths, distinctPatients, standardError } = target!.curves.os.median;
    expect(standardError).toBeCloseTo(distinctMonths / (Math.LN2 * Math.sqrt(distinctPatients)), 12);
  });

  test('an arm without data is refused', () => {
    expect(() => clinicalTargets(publishedTables, ['folfiri'])).toThrow(DataError);
  });
});
