import { describe, expect, test } from 'vitest';
import { clinicalTargets } from '../../../calibration/targets/clinical-targets.js';
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
