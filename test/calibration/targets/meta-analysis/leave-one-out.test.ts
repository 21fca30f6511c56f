// Evidence: independent tool (numpy, test/fixtures/targets/meta-analysis.py) · law (leaving out what was added gives what was before).
import { describe, expect, test } from 'vitest';
import { leaveOneOut, withoutTrial } from '../../../../calibration/targets/meta-analysis/leave-one-out.js';
import { poolBothWays } from '../../../../calibration/targets/meta-analysis/pool-both-ways.js';
import { emptyTables } from '../../../../calibration/targets/trial-tables.js';
import { arms, POOLING_TOLERANCE, publishedTables } from '../published-tables.js';
import { metaAnalysisFixture, metaAnalysisTables } from './meta-analysis-fixture.js';

const cases = (['shipped', 'added'] as const).flatMap((set) => arms.map((arm) => [set, arm] as const));

describe('leaveOneOut', () => {
  test.each(cases)('%s, %s: agrees with numpy', (set, arm) => {
    const results = leaveOneOut(metaAnalysisTables[set], arm);
    const expected = metaAnalysisFixture[set][arm].without;
    expect(results.map(({ trial }) => trial).sort()).toEqual(Object.keys(expected).sort());
    for (const { trial, allRows, distinct } of results) {
      const pooled = [distinct.response?.dcr, allRows.curves.os.median?.months, distinct.curves.os.median?.months];
      [expected[trial]?.dcr, expected[trial]?.all, expected[trial]?.once].forEach((value, index) => {
        expect(Math.abs((pooled[index] ?? Number.NaN) - (value ?? Number.NaN))).toBeLessThan(POOLING_TOLERANCE);
      });
    }
  });

  test('without RECOURSE its subgroups are gone too, and both ways of counting agree', () => {
    const rest = withoutTrial(publishedTables, 'Mayer 2015 (RECOURSE)');
    expect(rest.medianOs.filter(({ subsetOf }) => subsetOf !== null)).toEqual([]);
    for (const arm of arms) {
      const { allRows, distinct } = poolBothWays(rest, arm);
      expect(allRows).toEqual(distinct);
    }
  });

  test('without SUNLIGHT the response rates are those before it was added', () => {
    for (const arm of ['tas102', 'tas102_bev']) {
      const without = leaveOneOut(metaAnalysisTables.added, arm).find(
        ({ trial }) => trial === 'Prager 2023 (SUNLIGHT)',
      );
      expect(without?.distinct.response).toEqual(poolBothWays(publishedTables, arm).distinct.response);
    }
  });

  test('without the only trial nothing is left', () => {
    const { recist, medianOs, survival } = publishedTables;
    const one = [recist, medianOs, survival].map((rows) =>
      rows.filter(({ trial }) => trial === 'Yoshida 2021 (TAS-CC3)'),
    );
    const tables = {
      ...emptyTables,
      recist: recist.filter((row) => one[0]?.includes(row)),
      medianOs: medianOs.filter((row) => one[1]?.includes(row)),
      survival: survival.filter((row) => one[2]?.includes(row)),
    };
    expect(leaveOneOut(tables, 'tas102_bev')).toMatchObject([
      {
        trial: 'Yoshida 2021 (TAS-CC3)',
        distinct: { response: null, curves: { os: { median: null, landmarks: null } } },
      },
    ]);
  });
});
