// Evidence: the contract, case by case; chains and cycles by hand.
import { describe, expect, test } from 'vitest';
import { checkNewTrials } from '../../../../calibration/targets/new-trials/check-new-trials.js';
import type { TrialRow } from '../../../../calibration/targets/trial-row.js';

let line = 1;
const row = (trial: string, subsetOf: string | null, more: Partial<TrialRow> = {}): TrialRow => {
  line++;
  return { trial, subgroup: '', arm: 'tas102', n: 10, subsetOf, source: 'Ref', where: `f:${line}`, ...more };
};
const issuesOf = (...rows: TrialRow[]) => checkNewTrials(rows).map((issue) => issue.replace(/^f:\d+: /, ''));

describe('checkNewTrials', () => {
  test('rows of other arms, subgroups and trials are not duplicates', () => {
    const rows = [
      row('A', null),
      row('A', null, { arm: 'placebo' }),
      row('A', 'A', { subgroup: 'Japan' }),
      row('B', null),
    ];
    expect(checkNewTrials(rows)).toEqual([]);
  });

  test('a second row for one trial, subgroup and arm is reported with the first', () => {
    const rows = [row('A', null, { where: 'a:2' }), row('B', null), row('A', null, { where: 'b:7' })];
    expect(checkNewTrials(rows)).toEqual([
      'b:7: must be the only row of its trial, subgroup and arm; got A, tas102, which a:2 has too',
    ]);
  });

  test('a subset of a trial that is not in the files is checked against the tables', () => {
    expect(issuesOf(row('A', 'Mayer 2015 (RECOURSE)'))).toEqual([]);
  });

  test('a row is no subset of itself', () => {
    expect(issuesOf(row('A', 'A'))).toEqual(["subset_of: must name another trial; got the row's own, 'A'"]);
    expect(issuesOf(row('A', 'A', { subgroup: 'Japan' }))).toEqual([
      "subset_of: must name another trial; got the row's own, 'A'",
    ]);
  });

  test('a cycle of two or three is reported for each of its rows', () => {
    expect(issuesOf(row('A', 'B'), row('B', 'A'))).toEqual([
      'subset_of: must not lead back to a trial; got the cycle A -> B -> A',
      'subset_of: must not lead back to a trial; got the cycle B -> A -> B',
    ]);
    expect(issuesOf(row('A', 'B'), row('B', 'C'), row('C', 'A'))[0]).toBe(
      'subset_of: must not lead back to a trial; got the cycle A -> B -> C -> A',
    );
    // The cycle does not include the row that leads into it
    expect(issuesOf(row('X', 'A'), row('A', 'B'), row('B', 'A'))[0]).toBe(
      'subset_of: must not lead back to a trial; got the cycle X -> A -> B -> A',
    );
  });

  test('a subset of a subset is reported with its chain', () => {
    expect(issuesOf(row('A', 'B'), row('B', 'C'), row('C', null))).toEqual([
      'subset_of: must name a trial that is not itself a subset; got A -> B -> C',
    ]);
  });

  test('arms are checked separately', () => {
    expect(issuesOf(row('A', 'B'), row('B', 'A', { arm: 'placebo' }))).toEqual([]);
  });
});
