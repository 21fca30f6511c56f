// Evidence: the published tables, counted by hand.
import { describe, expect, test } from 'vitest';
import { listTrials } from '../../../../calibration/targets/meta-analysis/list-trials.js';
import { publishedTables } from '../published-tables.js';
import { metaAnalysisTables } from './meta-analysis-fixture.js';

const listed = listTrials(publishedTables);
const trial = (name: string, list = listed) => list.find((each) => each.trial.includes(name));

describe('listTrials', () => {
  test('ten trials, each with its source', () => {
    expect(listed).toHaveLength(10);
    for (const { source } of listed) expect(source).toMatch(/doi:10\./);
  });

  test('every row of the three tables is in the list once', () => {
    const arms = listed.flatMap((each) => each.arms);
    expect(arms.filter(({ response }) => response !== null)).toHaveLength(publishedTables.recist.length);
    expect(arms.filter(({ curves }) => curves.os.median !== null)).toHaveLength(publishedTables.medianOs.length);
    expect(arms.filter(({ curves }) => curves.os.landmarks !== null)).toHaveLength(publishedTables.survival.length);
  });

  test('shows what a table lacks: SUNLIGHT has no rates until they are added', () => {
    expect(trial('SUNLIGHT')?.arms.map(({ response }) => response)).toEqual([null, null]);
    const added = trial('SUNLIGHT', listTrials(metaAnalysisTables.added))?.arms;
    expect(added?.map(({ response }) => response?.dcrPercent.toFixed(1))).toEqual(['47.0', '76.6']);
  });

  test('shows subsets and the last month of a curve', () => {
    expect(trial('Van Cutsem')?.arms).toMatchObject([
      { subgroup: 'Japan', subsetOf: 'Mayer 2015 (RECOURSE)', curves: { os: { landmarks: { n: 88, months: 12 } } } },
      { subgroup: 'USA' },
      { subgroup: 'USA' },
      { subgroup: 'Japan' },
    ]);
  });
});
