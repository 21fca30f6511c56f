// Evidence: by hand · independent tool (exact fractions, test/fixtures/targets/pooled.py).
import { describe, expect, test } from 'vitest';
import { clinicalTargets } from '../../../calibration/targets/clinical-targets.js';
import { type MedianSettings, medianRemarks } from '../../../calibration/targets/median-remarks.js';
import { emptyTables, type TrialTables } from '../../../calibration/targets/trial-tables.js';
import { arms, POOLING_TOLERANCE, pooledFixture, publishedTables } from './published-tables.js';

const settings: MedianSettings = { median: 'mean', weights: { medianOs: 1, survival: 1, medianPfs: 0, pfs: 0 } };
/** A large trial that states a median and no curve. */
const alone = { ...publishedTables.medianOs[5]!, trial: 'Alone', n: 1000, medianMonths: 12, where: 'new.csv:2' };
const contradicted: TrialTables = { ...publishedTables, medianOs: [...publishedTables.medianOs, alone] };
// By hand
const mean = (1486 * pooledFixture.tas102.months + 1000 * 12) / 2486;

describe('medianRemarks', () => {
  test('the published tables need none', () => {
    expect(medianRemarks(publishedTables, arms, settings)).toEqual([]);
  });

  test('states both values and the trials that state a median and no curve', () => {
    expect(medianRemarks(contradicted, arms, settings)).toEqual([
      `median OS of tas102: the mean of the trials' medians (eq. 18) is ${mean.toFixed(2)} months, the median of the pooled curve 7.55, and no fit can meet both; a median and no curve: Alone (n 1000); targets.median chooses the target`,
    ]);
  });

  test('a straight line between distant landmarks is no contradiction', () => {
    // 60 % at month 6 and 40 % at month 9: the line is at 50 % at month 7.5, a convex curve earlier
    const own = { ...publishedTables.survival[5]!, months: [0, 6, 9], percent: [100, 60, 40] };
    const tables = (median: number): TrialTables => ({
      ...emptyTables,
      medianOs: [{ ...publishedTables.medianOs[5]!, medianMonths: median }],
      survival: [own],
    });
    expect(medianRemarks(tables(6.7), ['tas102'], settings)).toEqual([]);
    expect(medianRemarks(tables(6.5), ['tas102'], settings)).toHaveLength(1);
  });

  test('needs none where only one of the two is a target', () => {
    expect(medianRemarks(contradicted, arms, { ...settings, median: 'curve' })).toEqual([]);
    expect(
      medianRemarks(contradicted, arms, { ...settings, weights: { medianOs: 0, survival: 1, medianPfs: 0, pfs: 0 } }),
    ).toEqual([]);
    expect(
      medianRemarks(contradicted, arms, { ...settings, weights: { medianOs: 1, survival: 0, medianPfs: 0, pfs: 0 } }),
    ).toEqual([]);
  });

  test('states an arm whose curve has no median to take', () => {
    const survival = publishedTables.survival.map((row) => ({
      ...row,
      percent: row.percent.map((each) => 50 + each / 2),
    }));
    expect(medianRemarks({ ...publishedTables, survival }, ['tas102'], { ...settings, median: 'curve' })).toEqual([
      "median OS of tas102: the pooled curve ends above 50 %, so the target is the mean of the trials' medians (eq. 18)",
    ]);
  });
});

describe('the target of a median', () => {
  const [ofMean, ofCurve] = (['mean', 'curve'] as const).map(
    (rule) => clinicalTargets(contradicted, ['tas102'], rule)[0]!,
  );

  test('is the mean of medians, or the median of the pooled curve', () => {
    expect(ofMean!.curves.os.median.months).toBeCloseTo(mean, 10);
    const { median } = ofCurve!.curves.os;
    expect(median.months).toBeCloseTo(pooledFixture.tas102.curveMedian, 10);
    expect(median).toMatchObject({ n: 1244, distinctPatients: 1244, standardErrorBasis: 'pooled curve' });
    // Independent tool: the error of 1244 patients with the density of the pooled curve
    expect(Math.abs(median.standardError - pooledFixture.tas102.medianError)).toBeLessThan(POOLING_TOLERANCE);
    expect(median.source).toMatch(/^median of the mean of survival curves weighted by patients: Yoshino/);
  });

  test('changes nothing else', () => {
    expect(ofCurve!.response).toEqual(ofMean!.response);
    expect(ofCurve!.curves.os.landmarks).toEqual(ofMean!.curves.os.landmarks);
  });

  test('needs no median of a trial where it is that of the curve', () => {
    const medianOs = publishedTables.medianOs.filter(({ arm }) => arm !== 'tas102');
    const tables = { ...publishedTables, medianOs };
    expect(clinicalTargets(tables, ['tas102'], 'curve')[0]!.curves.os.median.months).toBeCloseTo(7.55, 2);
    expect(() => clinicalTargets(tables, ['tas102'])).toThrow(
      'median overall survival: must have a row for arm tas102',
    );
  });
});
