import { formatCompact, formatFixed, formatPValue, formatSignificant } from '../../../page/format-number.js';
import { capitalised, listed } from '../../../page/listed.js';
import type { CoxTerm, GroupResult, PrognosisResult, SurvivalResults } from '../result.js';

/** What a long time means, by endpoint. */
const LONGEST = {
  os: 'Overall survival is longest',
  pfs: 'Progression-free survival is longest',
  ttp: 'The time to progression is longest',
  table: 'The time to the event is longest',
} as const;
const MEDIAN = {
  os: 'median overall survival',
  pfs: 'median progression-free survival',
  ttp: 'median time to progression',
  table: 'median time to the event',
} as const;

/** Below this p groups are called different. */
const SIGNIFICANT = 0.05;
/** Smaller ones are not printed. */
const LEAST_P = 0.001;
const SIGNIFICANT_DIGITS = 3;

interface Shown {
  /** With a space before it; empty where the table states none. */
  readonly unit: string;
  readonly level: number;
}

interface Named {
  readonly name: string;
  readonly label: string;
  readonly group: GroupResult;
}

/**
 * Which group does best and by how much.
 *
 * The best group has the largest restricted mean, or the longest median where there is none. A difference is stated where the log-rank
 * test of all groups is significant.
 *
 * @param results - of `qcic survival`
 * @param labelOf - name of a group for readers
 * @returns one sentence; a second one on the first marker, where patients are divided by one
 */
export function survivalAnswer(results: SurvivalResults, labelOf: (group: string) => string): string {
  const form = results.kind === 'table' ? 'table' : (results.endpoint ?? 'os');
  const unit = results.time_unit === null ? '' : ` ${results.time_unit.split(' ')[0]}`;
  const groups = results.group_names.flatMap((name): Named[] => {
    const group = results.groups[name];
    return group === undefined ? [] : [{ name, label: labelOf(name), group }];
  });
  const ranked = [...groups].sort((a, b) => standing(b.group) - standing(a.group));
  const [best, ...others] = ranked;
  if (best === undefined) return 'No patient could be analysed.';
  const [prognosis] = results.prognosis;
  const second = prognosis === undefined ? '' : ` ${prognosisText(prognosis, labelOf)}`;
  if (others.length === 0) {
    return `${capitalised(MEDIAN[form])}: ${medianText(best.group, { unit, level: results.level })}; ${best.group.events} events in ${best.group.n} patients.${second}`;
  }
  const p = results.logrank?.p ?? null;
  if (p === null || !(p < SIGNIFICANT)) {
    const medians = groups.map(({ label, group }) => `${formatMedian(group.median)}${unit} with ${label}`);
    const test = p === null ? 'cannot be tested' : `do not differ beyond chance, log-rank ${pText(p)}`;
    return `The groups ${test}: ${MEDIAN[form]} ${listed(medians)}.${second}`;
  }
  const against = listed(others.map(({ label, group }) => `${formatMedian(group.median)} with ${label}`));
  return `${LONGEST[form]} with ${best.label}: median ${medianText(best.group, { unit, level: results.level })}, against ${against}; ${ratioText(results, best.name, labelOf)}log-rank ${pText(p)}.${second}`;
}

/** `p = 0.040`, `p < 0.001`. */
const pText = (p: number): string => `p ${p < LEAST_P ? '' : '= '}${formatPValue(p)}`;

function standing({ rmst, median }: GroupResult): number {
  return rmst?.mean ?? median ?? Number.POSITIVE_INFINITY;
}

const formatMedian = (median: number | null): string =>
  median === null ? 'not reached' : formatSignificant(median, SIGNIFICANT_DIGITS);

function medianText({ median, median_low: low, median_high: high }: GroupResult, { unit, level }: Shown): string {
  if (median === null) return 'not reached';
  const interval =
    low === null ? '' : ` (${formatCompact(100 * level)} % interval ${formatMedian(low)} to ${formatMedian(high)})`;
  return `${formatMedian(median)}${unit}${interval}`;
}

/** `hazard ratio 0.48 (0.41 to 0.56) against Placebo, `; nothing where the regression has no finite one. */
function ratioText({ cox }: SurvivalResults, best: string, labelOf: (group: string) => string): string {
  if (cox === null || cox.reference === null) return '';
  const term = cox.terms.find(({ name }) => name === best);
  if (term !== undefined) return hazardText(term, `against ${labelOf(cox.reference)}`);
  const [only, ...more] = cox.terms;
  return only === undefined || more.length > 0 ? '' : hazardText(only, `of ${labelOf(only.name)} against it`);
}

function hazardText({ hazard_ratio: ratio, low, high }: CoxTerm, against: string): string {
  if (ratio === null) return '';
  return `hazard ratio ${formatFixed(ratio, 2)} (${formatFixed(low, 2)} to ${formatFixed(high, 2)}) ${against}, `;
}

function prognosisText(
  { marker, within, optimal, comparison }: PrognosisResult,
  labelOf: (group: string) => string,
): string {
  const p = optimal?.p_permutation ?? comparison.logrank?.p ?? null;
  if (p === null) return `Within ${labelOf(within)} the groups by ${marker} cannot be tested.`;
  const test = optimal === null ? 'log-rank' : 'adjusted for the choice of the cut,';
  return `Within ${labelOf(within)}, ${marker} ${p < SIGNIFICANT ? 'separates' : 'does not separate'} patients (${test} ${pText(p)}).`;
}
