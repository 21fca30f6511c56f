// Evidence: law (the parts are what their own functions give).
import { describe, expect, test } from 'vitest';
import { poolBothWays } from '../../../../calibration/targets/meta-analysis/pool-both-ways.js';
import { trialMetaAnalysis } from '../../../../calibration/targets/meta-analysis/trial-meta-analysis.js';
import { arms, publishedTables } from '../published-tables.js';
import { metaAnalysisTables } from './evidence-fixture.js';

describe('trialEvidence', () => {
  test('has every arm with what was before and after', () => {
    const evidence = trialMetaAnalysis(metaAnalysisTables.added, { before: publishedTables, published: null });
    expect(evidence.arms.map(({ arm }) => arm)).toEqual(arms);
    for (const { arm, allRows, distinct, before, without } of evidence.arms) {
      expect({ arm, allRows, distinct }).toEqual(poolBothWays(metaAnalysisTables.added, arm));
      expect(before).toEqual(poolBothWays(publishedTables, arm));
      expect(without.length).toBeGreaterThan(2);
    }
  });

  test('has no before where nothing was added', () => {
    const evidence = trialMetaAnalysis(publishedTables, { before: null, published: null });
    expect(evidence.arms.every(({ before }) => before === null)).toBe(true);
    expect(evidence.discrepancies.map(({ kind }) => kind)).not.toContain('printed-figures');
  });
});
