import { formatError, formatFixed, formatSigned } from '../page/format-number.js';
import type { OptimiseCandidate, OptimiseResult } from '../studies/optimise/result.js';
import { textTable } from '../text-table.js';

/** What `qcic optimise` prints: the search, the front beside the reference, and what the search promised too much. */
export function optimiseLines(result: OptimiseResult): readonly string[] {
  const { reference, front, asked, objectives, limits, quantities, variables, remarks } = result;
  const shown = [...new Set([...objectives, ...limits].map(({ name }) => name))].map(
    (name) => quantities.find((quantity) => quantity.name === name)!,
  );
  const cells = (one: OptimiseCandidate) => [
    one.label,
    ...variables.map(({ name }) => String(one.values[name] ?? '-')),
    ...shown.flatMap(({ name, decimals }) => {
      const { value, error, difference, difference_error: differenceError } = one.confirmed[name]!;
      const own = `${formatFixed(value, decimals)} ± ${formatError(error, decimals)}`;
      if (one === reference) return [own, ''];
      return [own, `${formatSigned(difference, decimals)} ± ${formatError(differenceError, decimals)}`];
    }),
    one.limits_met ? '' : 'beyond a limit',
  ];
  const unitOf = (unit: string) => (unit === '' ? '' : `, ${unit}`);
  const heads = [
    'schedule',
    ...variables.map(({ name }) => name),
    ...shown.flatMap(({ short_label: label, unit }) => [`${label}${unitOf(unit)}`, 'difference']),
    '',
  ];
  return [
    `${result.evaluations} schedules in ${result.generations} generations of ${result.patients.search} patients; ${result.feasible} meet all limits.`,
    `The front on ${result.patients.confirmation} other patients, with Monte-Carlo standard errors; differences from the reference on the same patients.`,
    '',
    ...textTable(heads, [reference, ...front, ...asked].map(cells)).split('\n'),
    '',
    ...[reference, ...front.filter(({ chosen }) => chosen), ...asked].map(
      ({ label, schedule }) => `${label}: ${schedule.join('; ')}`,
    ),
    '',
    ...result.optimism.flatMap(({ name, mean, expected_error: error }) => {
      const { label, decimals, unit } = quantities.find((quantity) => quantity.name === name)!;
      if (mean === null) return [];
      return [
        `${label}: the search was optimistic by ${formatFixed(mean, decimals)} ${unit === '%' ? 'points' : unit} on average (standard error of one difference ${formatFixed(error, decimals)}).`,
      ];
    }),
    ...remarks,
  ];
}
