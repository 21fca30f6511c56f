// Evidence: the contract, on made-up rows.
import { describe, expect, test } from 'vitest';
import { checkLines } from '../../../../calibration/cli/trials/check-lines.js';
import { addTrialsWithOutcome } from '../../../../calibration/targets/new-trials/add-trials.js';
import { curveSummaries } from '../../../../calibration/targets/new-trials/trial-summary.js';
import { csvOf, parseRows, sunlight, wholeRow } from '../../targets/new-trials/new-trial-texts.js';
import { publishedTables } from '../../targets/published-tables.js';

const nothing = { recist: [], medianOs: [], survival: [], medianPfs: [], pfs: [], bestResponse: [] };

describe('checkLines', () => {
  test('reports what each row contains', () => {
    const { additions } = addTrialsWithOutcome(publishedTables, sunlight);
    const text = checkLines({ files: ['s.csv'], trials: sunlight, additions, curves: [], remarks: [] }).join('\n');
    expect(text).toMatch(/^s\.csv: valid\n/);
    expect(text).toMatch(
      /tas102 +246 +47\.0 +7\.5 +13 +- +- +- +rates added, best response added, median already there, survival already there/,
    );
    expect(text).not.toContain('Remarks');
  });

  test('subgroups of one trial and arm are distinguished', () => {
    const trials = parseRows([
      wholeRow,
      { ...wholeRow, subgroup: 'Japan', subset_of: 'T', median_os_months: '', month_3: 80 },
    ]);
    const { additions } = addTrialsWithOutcome(nothing, trials);
    const text = checkLines({ files: [], trials, additions, curves: [], remarks: ['a remark'] }).join('\n');
    expect(text).toMatch(/^T +.* median added$/m);
    expect(text).toMatch(/^T, Japan +.* survival added$/m);
    expect(text).toMatch(/Remarks:\n {2}- a remark$/);
  });

  test('a curve shows its patients, its closeness and its warnings', () => {
    const row = { ...wholeRow, median_os_low_months: 6, median_os_high_months: 9, curve_file: 'c.csv' };
    const curve = csvOf([{ trial: 'T', arm: 'tas102', month: 7, survival_percent: 50 }]);
    const trials = parseRows([row], { curves: { 'c.csv': curve } });
    const { additions } = addTrialsWithOutcome(nothing, trials);
    const text = checkLines({ files: [], trials, additions, curves: curveSummaries(trials), remarks: [] }).join('\n');
    expect(text).toContain('7.0 (6-9)');
    expect(text).toContain(
      '100 patients, 50 deaths, median 7.00 (7.00 to open) months, stated 7; off the curve by 0.00 points',
    );
    expect(text).toContain('warning: no numbers at risk');
  });
});
