import { formatError, formatSigned } from '../../../page/format-number.js';
import { listed } from '../../../page/listed.js';
import type { OptimiseResult } from '../result.js';
import type { ComparedSchedule } from './compare-with-reference.js';
import { findingOf } from './headline.js';
import { describedValues, differenceUnit, nameOf, quantityOf } from './schedule-names.js';

/**
 * Which schedule is best, and by how much.
 *
 * Of the schedules that are better than the reference in an objective and worse in none, else of those that trade one for another:
 * the one that gains most in the first objective in which any of them is better beyond the error.
 *
 * @param result - of `qcic optimise`
 * @param compared - its schedules beside the reference
 * @returns one sentence
 */
export function optimiseAnswer(result: OptimiseResult, compared: readonly ComparedSchedule[]): string {
  const { isBetter, shown } = findingOf(compared.filter(({ candidate }) => !result.asked.includes(candidate)));
  const gained = result.objectives.find(({ name }) => shown.some(({ verdicts }) => verdicts[name] === 'better'));
  const [best] = shown
    .filter(({ verdicts }) => gained !== undefined && verdicts[gained.name] === 'better')
    .sort((a, b) => gainOf(gained, b) - gainOf(gained, a));
  if (gained === undefined || best === undefined) {
    return 'No schedule of the search is better than the reference beyond the Monte-Carlo error.';
  }
  const described = describedValues(result, best.candidate);
  const name = `${nameOf(best.candidate)}${described === '' ? '' : ` (${described})`}`;
  const objectives = [gained, ...result.objectives.filter((objective) => objective !== gained)];
  const changes = listed(objectives.map((objective) => changeText(result, best, objective.name)));
  return isBetter
    ? `${name} is better than the reference and worse in nothing that was asked for: ${changes}.`
    : `No schedule is better than the reference in everything; ${name} gains most in ${quantityOf(result, gained.name).label}, at a price: ${changes}.`;
}

/** Gain in an objective; the larger the better. */
function gainOf(objective: OptimiseResult['objectives'][number] | undefined, { candidate }: ComparedSchedule): number {
  const difference = objective === undefined ? null : (candidate.confirmed[objective.name]?.difference ?? null);
  if (difference === null) return Number.NEGATIVE_INFINITY;
  return objective?.goal === 'max' ? difference : -difference;
}

/** `median overall survival +0.50 ± 0.02 months`. */
function changeText(result: OptimiseResult, { candidate, verdicts }: ComparedSchedule, name: string): string {
  const quantity = quantityOf(result, name);
  const { difference, difference_error: error } = candidate.confirmed[name] ?? {};
  const beside =
    error === null || error === undefined || error === 0 ? '' : ` ± ${formatError(error, quantity.decimals)}`;
  return `${quantity.label} ${formatSigned(difference, quantity.decimals)}${beside}${differenceUnit(quantity)}${verdicts[name] === 'alike' ? ' (within the error)' : ''}`;
}
