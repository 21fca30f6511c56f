import { riskTable } from './risk-table.js';
import { knownTime } from './tied-times.js';

/** What a group has come to just before a time: sums of weights where there are weights. */
export interface AtRiskRow {
  readonly time: number;
  /** Under observation: follow-up of at least this time. */
  readonly atRisk: number;
  /** Died, and censored, before this time. */
  readonly deaths: number;
  readonly censored: number;
}

/**
 * Numbers at risk at given times, as printed below a survival plot.
 *
 * @param times - follow-up times; any unit; length n >= 1; finite, >= 0
 * @param observed - 1 for death, 0 for censored; length n
 * @param options - the times asked for, same unit; weights of the patients, default 1 each
 * @returns one row per time asked for; at risk + deaths + censored is the same in all of them
 * @throws InputError - as `kaplanMeier`
 */
export function atRiskTable(
  times: ArrayLike<number>,
  observed: ArrayLike<number>,
  { at, weights }: { readonly at: readonly number[]; readonly weights?: ArrayLike<number> | undefined },
): readonly AtRiskRow[] {
  const table = riskTable(times, observed, weights, 'atRiskTable');
  return at.map((time) => {
    let [atRisk, deaths, censored] = [0, 0, 0];
    const asked = knownTime(time, table.times);
    table.times.forEach((known, index) => {
      if (known >= asked) atRisk += table.deaths[index]! + table.censored[index]!;
      else {
        deaths += table.deaths[index]!;
        censored += table.censored[index]!;
      }
    });
    return { time, atRisk, deaths, censored };
  });
}
