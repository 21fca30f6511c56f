// Evidence: patients by hand, and the analysis of the command line on the same table.
import { describe, expect, test } from 'vitest';
import { parseSurvivalTable } from '../../../../../calibration/studies/survival/survival-table.js';
import {
  analyseCut,
  bestCutOf,
  cutValues,
  groupAlone,
} from '../../../../../calibration/web/pages/survival/marker-cut.js';
import { usualColumns } from '../../../../../calibration/web/pages/survival/patient-tables.js';
import { cutStatistics, markerCurves } from '../../../../../calibration/web/pages/survival/survival-plots.js';

// The higher the marker, the longer the life; arm b is the same patients twice as late
const rows = Array.from({ length: 20 }, (_, place) => {
  const marker = place % 10;
  const isLate = place >= 10;
  return `${place},${isLate ? 'b' : 'a'},${(isLate ? 2 : 1) * (marker + 1)},1,${marker}`;
});
const table = {
  name: 'patients.csv',
  path: 'runs/inputs/patients.csv',
  text: `id,arm,months,died,x\n${rows.join('\n')}\n`,
};
const options = {
  source: table.name,
  columns: { time: 'months', event: 'died', group: 'arm', marker: 'x', covariates: [] },
  weightsAre: 'patients' as const,
};
const own = groupAlone(parseSurvivalTable(table.text, options), 'a');

describe('a marker that is cut', () => {
  test('can be cut where a tenth of the patients lie on either side', () => {
    expect(cutValues(own)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('divides the patients of one group at the value', () => {
    const { comparison, cut, cuts } = analyseCut(own, 4).prognosis[0]!.result;
    expect([cut, cuts]).toEqual(['given', [4]]);
    expect(comparison.group_names.map((name) => comparison.groups[name]!.n)).toEqual([5, 5]);
    // Deaths at 1 to 5 and at 6 to 10
    expect(comparison.group_names.map((name) => comparison.groups[name]!.median)).toEqual([3, 8]);
  });

  test('has curves whose last points are 0 where everybody died, and the statistic of every cut', () => {
    const { series } = markerCurves(analyseCut(own, 4).prognosis[0]!, 'months');
    const steps = series.filter(({ style }) => style === 'steps');
    expect(steps.map(({ y }) => Array.from(y).at(-1))).toEqual([0, 0]);
    const best = bestCutOf(table.text, options, 'a');
    const { series: cuts } = cutStatistics(best, 4, 'x');
    expect(Array.from(cuts[0]!.x)).toEqual(cutValues(own));
    expect(Math.max(...Array.from(cuts[0]!.y))).toBe(best.statistic);
  });
});

test('usualColumns finds time, event and group by their names, and the first marker', () => {
  expect(usualColumns(table)).toEqual({ time: 'months', event: 'died', group: 'arm', marker: 'x' });
});
