// Evidence: closed form (an exact curve gives its patients back) · the published tables.
import { describe, expect, test } from 'vitest';
import { addTrials } from '../../../../calibration/targets/new-trials/add-trials.js';
import { trialPseudoPatients } from '../../../../calibration/targets/new-trials/trial-pseudo-patients.js';
import { additionRemarks, curveSummaries } from '../../../../calibration/targets/new-trials/trial-summary.js';
import { InternalError } from '../../../../src/errors.js';
import { publishedTables } from '../published-tables.js';
import { type Cells, csvOf, parseRows, sunlight, wholeRow } from './new-trial-texts.js';

const point = { trial: 'T', arm: 'tas102' };
const withCurve = (row: Cells, ...points: Cells[]) =>
  parseRows([{ ...wholeRow, curve_file: 'c.csv', ...row }], {
    curves: { 'c.csv': csvOf(points.map((each) => ({ ...point, ...each }))) },
  });

describe('curveSummaries', () => {
  test('ten patients, one death a month, give their curve and median back', () => {
    const points = Array.from({ length: 10 }, (_, index) => ({
      month: index + 1,
      survival_percent: 90 - 10 * index,
      at_risk: 10 - index,
    }));
    const [summary] = curveSummaries(withCurve({ n: 10, median_os_months: 5.5, deaths: 10 }, ...points));
    expect(summary).toMatchObject({ patients: 10, deaths: 10, statedMedianMonths: 5.5, warnings: [] });
    expect(summary?.largestDifferencePoints).toBeLessThan(1e-9);
    expect(summary?.median.median).toBe(5.5);
  });

  test('warnings of the reconstruction come through', () => {
    const [summary] = curveSummaries(withCurve({}, { month: 3, survival_percent: 60 }));
    expect(summary?.warnings).toEqual([expect.stringContaining('no numbers at risk')]);
  });

  test('rows without a curve have none', () => {
    expect(curveSummaries(sunlight)).toEqual([]);
    expect(() => trialPseudoPatients(sunlight[0]!)).toThrow(InternalError);
  });
});

describe('additionRemarks', () => {
  const remarks = (rows: readonly Cells[]) => {
    const trials = parseRows(rows);
    return additionRemarks(trials, addTrials(publishedTables, trials));
  };

  test('SUNLIGHT needs none', () => {
    expect(additionRemarks(sunlight, addTrials(publishedTables, sunlight))).toEqual([]);
  });

  test('landmarks that not all curves of an arm state, with the patients behind them', () => {
    const row = { ...wholeRow, doi: '10.1000/x', month_6: 60, month_12: 30 };
    expect(remarks([row])).toEqual([
      'pooled survival of tas102: month 3 (n 1244), 9 (n 1244) without the curves that do not state it, of n 1344',
    ]);
    // The form of the README: these four are the landmarks that are fitted
    expect(remarks([{ ...row, month_3: 80, month_9: 40 }])).toEqual([]);
  });

  test('landmarks at which pooled survival rises', () => {
    const row = { ...wholeRow, doi: '10.1000/x', n: 5000, median_os_months: 13, month_6: 96, month_12: 60 };
    expect(remarks([row])).toContain(
      'pooled survival of tas102 rises from month 3 to 6, 9 to 12: other patients are behind the later one',
    );
  });

  test('an arm that is not built in, and a row without a DOI', () => {
    expect(remarks([{ ...wholeRow, arm: 'tas103' }])).toEqual([
      'arm tas103 is not built in (did you mean tas102?): a configuration must name its regimen',
      'T, tas103: no DOI',
    ]);
  });
});
