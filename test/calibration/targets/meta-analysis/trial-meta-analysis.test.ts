// Evidence: law (the parts are what their own functions give).
import { describe, expect, test } from 'vitest';
import { poolBothWays } from '../../../../calibration/targets/meta-analysis/pool-both-ways.js';
import { trialMetaAnalysis } from '../../../../calibration/targets/meta-analysis/trial-meta-analysis.js';
import { arms, publishedTables } from '../published-tables.js';
import { metaAnalysisTables } from './meta-analysis-fixture.js';

describe('trialMetaAnalysis', () => {
  test('has every arm with what was before and after', () => {
    const analysis = trialMetaAnalysis(metaAnalysisTables.added, { before: publishedTables, published: null });
    expect(analysis.arms.map(({ arm }) => arm)).toEqual(arms);
    for (const { arm, allRows, distinct, before, without } of analysis.arms) {
      expect({ arm, allRows, distinct }).toEqual(poolBothWays(metaAnalysisTables.added, arm));
      expect(before).toEqual(poolBothWays(publishedTables, arm));
      expect(without.length).toBeGreaterThan(2);
    }
  });

  test('has no before where nothing was added', () => {
    const analysis = trialMetaAnalysis(publishedTables, { before: null, published: null });
    expect(analysis.arms.every(({ before }) => before === null)).toBe(true);
    expect(analysis.discrepancies.map(({ kind }) => kind)).not.toContain('printed-figures');
  });
});
