// Evidence: the result of a made-up search, read by hand.
import { describe, expect, test } from 'vitest';
import type { OptimiseReply } from '../../../../../calibration/server/api/optimise.js';
import {
  allCandidates,
  candidateName,
  confirmedPoint,
  type FrontView,
  frontModel,
  searchedValue,
} from '../../../../../calibration/web/pages/optimise/front-plot.js';
import { curveModel, storedDoses } from '../../../../../calibration/web/pages/optimise/schedule-curves.js';
import { sampleOptimiseResult as result } from '../../../studies/optimise/sample-optimise.js';

/** Normal quantile at 97.5 %. */
const Z95 = 1.959964;
const CLOSE = 5;
const x = 'median_os';
const y = result.objectives.find(({ name }) => name !== x)!.name;
const first = result.front[0]!;

const reply: OptimiseReply = {
  run: 'sample',
  result,
  compared: [],
  candidates: [
    ['evaluation', 'generation', x, y, 'feasible'],
    ['1', '0', '9', '3000', 'true'],
    ['2', '0', '', '3100', 'true'],
  ],
  curves: [
    ['label', 'day', 'os', 'pfs'],
    ['reference', '0', '100', '100'],
    ['reference', '365.25', '20', '5'],
    [first.label, '0', '100', '100'],
    [first.label, '365.25', '25', '6'],
  ],
  calendar: [
    ['label', 'drug', 'day', 'amount'],
    [first.label, 'a', '1', '95'],
    ['reference', 'a', '2', '90'],
  ],
  command: 'qcic optimise a.json',
};
const view = (changes: Partial<FrontView> = {}): FrontView => ({
  x,
  y,
  scale: 'values',
  chosen: first.label,
  ...changes,
});

describe('confirmedPoint', () => {
  test('is the value with 95 % of its error, or the difference', () => {
    const { value, error, difference, difference_error: own } = first.confirmed[x]!;
    const point = confirmedPoint(first, x, 'values')!;
    expect(point.value).toBe(value);
    expect(point.high - value!).toBeCloseTo(Z95 * error!, CLOSE);
    const other = confirmedPoint(first, x, 'differences')!;
    expect(other.value).toBe(difference);
    expect(other.value - other.low).toBeCloseTo(Z95 * own!, CLOSE);
  });

  test('of the reference is no difference', () => {
    expect(confirmedPoint(result.reference, x, 'differences')).toEqual({ value: 0, low: 0, high: 0 });
    expect(confirmedPoint(first, 'absent', 'values')).toBeNull();
  });
});

describe('searchedValue', () => {
  test('is what the search promised, as a value or against the reference', () => {
    expect(searchedValue(first, result, x, 'values')).toBe(first.search![x]!.value);
    expect(searchedValue(first, result, x, 'differences')).toBe(
      first.search![x]!.value! - result.reference.search![x]!.value!,
    );
    expect(searchedValue({ search: null }, result, x, 'values')).toBeNull();
  });
});

describe('frontModel', () => {
  test('has every schedule once, the chosen one again, and what the search evaluated', () => {
    const { series } = frontModel(reply, view());
    const of = (id: string) => series.find((each) => each.id === id);
    expect(of('searched')!.x).toEqual([9]);
    const shown = ['front', 'outside', 'reference'].flatMap((id) => of(id)?.names ?? []);
    expect([...shown].sort()).toEqual(allCandidates(result).map(candidateName).sort());
    expect(of('chosen')!.names).toEqual([candidateName(first)]);
  });

  test('has lines through the reference where differences are shown', () => {
    const { marks, series } = frontModel(reply, view({ scale: 'differences' }));
    expect(marks?.map(({ axis, value }) => [axis, value])).toEqual([
      ['x', 0],
      ['y', 0],
    ]);
    const searched = series.find(({ id }) => id === 'searched')!;
    expect(searched.x).toEqual([9 - result.reference.search![x]!.value!]);
  });
});

describe('curves and doses of a schedule', () => {
  test('are those of the files, beside the reference', () => {
    const { series } = curveModel(reply, 'pfs', first.label);
    expect(series.map(({ y: values }) => values)).toEqual([
      [100, 5],
      [100, 6],
    ]);
    expect(series[1]!.x[1]).toBeCloseTo(365.25 / result.month_days, CLOSE);
    expect(curveModel(reply, 'os', 'reference').series).toHaveLength(1);
    expect(storedDoses(reply, first.label)).toEqual([{ drug: 'a', day: 1, amount: 95 }]);
    expect(storedDoses(reply, 'absent')).toEqual([]);
  });
});
