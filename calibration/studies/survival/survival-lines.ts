import { formatCompact, formatFixed, formatPValue, formatSignificant } from '../../page/format-number.js';
import type { SurvivalResults } from './result.js';

/**
 * The main figures of an analysis as lines for the terminal.
 *
 * @param results - the analysis
 * @returns groups, tests, hazard ratios, remarks
 */
export function survivalLines(results: SurvivalResults): readonly string[] {
  const { group_names: names, groups, logrank, cox, prognosis, level } = results;
  const coverage = `${formatCompact(100 * level)} %`;
  const time = (value: number | null | undefined) => formatSignificant(value, 4);
  return [
    ...names.flatMap((name) => {
      const group = groups[name];
      if (group === undefined) return [];
      const { n, events, median, median_low: low, median_high: high, rmst } = group;
      const mean = rmst === null ? '' : `; mean to ${time(rmst.tau)}: ${time(rmst.mean)}`;
      return [
        `${name}: ${n} patient${n === 1 ? '' : 's'}, ${events} event${events === 1 ? '' : 's'}; median ${time(median)} (${time(low)} to ${time(high)})${mean}`,
      ];
    }),
    ...(logrank === null
      ? []
      : [
          `log-rank chi-square ${formatSignificant(logrank.statistic, 4)} on ${logrank.df} df, p ${formatPValue(logrank.p)}`,
        ]),
    ...(cox?.terms ?? []).map(
      ({ name, hazard_ratio: ratio, low, high, p }) =>
        `hazard ratio ${name} against ${cox?.reference}: ${formatSignificant(ratio, 3)} (${coverage} ${formatSignificant(low, 3)} to ${formatSignificant(high, 3)}), p ${formatPValue(p)}`,
    ),
    ...prognosis.map(({ within, marker, cut, cuts, comparison, optimal }) => {
      const p = optimal === null ? comparison.logrank?.p : optimal.p_permutation;
      const kind = optimal === null ? 'log-rank' : 'adjusted for the choice,';
      return `${marker} within ${within}, ${cut} cut ${cuts.map((value) => formatCompact(value, 4)).join(', ')}: ${kind} p ${formatPValue(p)}`;
    }),
    '',
    `${results.remarks.length} remark(s):`,
    ...results.remarks.map((remark) => `  ${remark}`),
    ...(results.tau === null ? [] : [`  Restricted means up to ${formatFixed(results.tau, 2)}.`]),
  ];
}
