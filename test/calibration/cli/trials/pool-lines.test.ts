// Evidence: the pooled endpoints, as printed.
import { describe, expect, test } from 'vitest';
import { poolLines } from '../../../../calibration/cli/trials/pool-lines.js';
import { trialMetaAnalysis } from '../../../../calibration/targets/meta-analysis/trial-meta-analysis.js';
import { metaAnalysisTables } from '../../targets/meta-analysis/meta-analysis-fixture.js';
import { publishedTables } from '../../targets/published-tables.js';

const textOf = (...from: Parameters<typeof trialMetaAnalysis>) => poolLines(trialMetaAnalysis(...from)).join('\n');
const added = textOf(metaAnalysisTables.added, { before: publishedTables, published: null });

describe('poolLines', () => {
  test('an arm that nothing was added to has no rows of before', () => {
    const placebo = added.slice(added.indexOf('\nplacebo\n'), added.indexOf('\ntas102\n'));
    expect(placebo).toContain('all rows');
    expect(placebo).not.toContain('before');
    expect(added.match(/^before: /gm)).toHaveLength(8);
  });

  test('progression-free survival and best response have a table of their own', () => {
    // Pooled by test/fixtures/targets/pooled.py
    const [, table = ''] = added.split('Progression-free survival and best response\n');
    expect(table).toMatch(/^all rows +450 +0\.2 +0\.0 +15\.3 +- +- +0\.2 +15\.6 +401 +1\.73 +-/m);
    expect(table).toMatch(/ +5\.06 +60 +- +46\.6 +- +- +-$/m);
    expect(table).toMatch(/^best response DCR +6 +13\.85 +5 +0\.0166 +64$/m);
  });

  test('without SUNLIGHT the DCR of the combination falls by 6.7 points', () => {
    expect(added).toMatch(/^Prager 2023 \(SUNLIGHT\) +261 +3\.9 +62\.8 +-6\.7 /m);
  });

  test('heterogeneity has Q, degrees of freedom, p and I2', () => {
    expect(added).toMatch(/^DCR +6 +13\.85 +5 +0\.0166 +64$/m);
    expect(added).toMatch(/^median OS +6 +7\.68 +5 +0\.1750 +35 +6 pooled curve$/m);
  });

  test('what is not there is a dash', () => {
    const { recist, medianOs, survival } = publishedTables;
    const isOne = ({ trial }: { trial: string }) => trial === 'Yoshida 2021 (TAS-CC3)';
    const one = {
      recist: recist.filter(isOne),
      medianOs: medianOs.filter(isOne),
      survival: survival.filter(isOne),
      medianPfs: [],
      pfs: [],
      bestResponse: [],
    };
    const text = textOf(one, { before: null, published: null });
    expect(text).toMatch(/^Yoshida 2021 \(TAS-CC3\)( +-){11}$/m);
    expect(text).toContain('fewer than two trials');
    expect(text).not.toMatch(/NaN|undefined|null/);
  });
});
