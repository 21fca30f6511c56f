import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCompact, formatCount, formatError, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { OptimiseCandidate, OptimiseResult } from '../result.js';
import { COMPARISON_LEVEL, type ComparedSchedule } from './compare-with-reference.js';
import { describedValues, differenceUnit, nameOf, quantityOf, unitBehind } from './schedule-names.js';

/** Schedules that the summary names one by one. */
const MOST_NAMED = 4;

/** `0.50 ± 0.02 months`, with a sign. */
function differenceText(result: OptimiseResult, { confirmed }: OptimiseCandidate, name: string): string {
  const quantity = quantityOf(result, name);
  const { difference, difference_error: error } = confirmed[name] ?? {};
  const decimals = quantity.decimals;
  return `${formatSigned(difference, decimals)}${errorText(error, decimals)}${differenceUnit(quantity)}`;
}

/** ` ± 0.02`; nothing for a number without error. */
function errorText(error: number | null | undefined, decimals: number): string {
  return error === 0 || error === null || error === undefined ? '' : ` ± ${formatError(error, decimals)}`;
}

/** `Schedule 1 (dose of a drug 110 dose units): Median OS +0.50 ± 0.02 months (better); Total dose +700 dose units (worse)`. */
function scheduleLine(result: OptimiseResult, { candidate, verdicts }: ComparedSchedule): Html {
  const parts = result.objectives.map(({ name }) => {
    const verdict = verdicts[name] === 'alike' ? 'no difference beyond the error' : (verdicts[name] ?? 'unknown');
    return `${quantityOf(result, name).label} ${differenceText(result, candidate, name)} (${verdict})`;
  });
  const described = describedValues(result, candidate);
  const name = `${nameOf(candidate)}${described === '' ? '' : ` (${described})`}`;
  return html`<li>${name}: ${parts.join('; ')}.</li>`;
}

/** What a search found. */
export interface Finding {
  /** Whether a schedule is better than the reference in an objective and worse in none. */
  readonly isBetter: boolean;
  readonly title: string;
  readonly shown: readonly ComparedSchedule[];
}

/** What the front says of the reference; schedules that break a limit do not count. */
export function findingOf(compared: readonly ComparedSchedule[]): Finding {
  const allowed = compared.filter(({ candidate }) => candidate.limits_met);
  const of = (outcome: ComparedSchedule['outcome']) => allowed.filter((each) => each.outcome === outcome);
  const better = of('better');
  if (better.length > 0) {
    const title = `${counted(better.length)} better than the reference in an objective and worse in none, beyond the error`;
    return { isBetter: true, title, shown: better };
  }
  const tradeOff = of('trade-off');
  if (tradeOff.length > 0) {
    const title = `No schedule is better than the reference without being worse in another objective; ${counted(tradeOff.length)} better in one and worse in another`;
    return { isBetter: false, title, shown: tradeOff };
  }
  return { isBetter: false, title: 'No schedule is better than the reference beyond the error', shown: allowed };
}

const counted = (count: number): string => (count === 1 ? '1 schedule is' : `${formatCount(count)} schedules are`);

/**
 * What the search found, in words: schedules one by one, what was searched, the reference.
 *
 * @param result - of `qcic optimise`
 * @param compared - its front beside the reference
 * @returns the top of the page
 */
export function headline(result: OptimiseResult, compared: readonly ComparedSchedule[]): Html {
  const isAsked = ({ candidate }: ComparedSchedule) => result.asked.includes(candidate);
  const { title, shown } = findingOf(compared.filter((each) => !isAsked(each)));
  const asked = compared.filter(isAsked);
  const further = shown.length - MOST_NAMED;
  const rest = further > 0 ? html`<li>${formatCount(further)} more: see <a href="#values">the values</a>.</li>` : '';
  return html`${
    result.description === ''
      ? ''
      : html`<p>${result.description}</p>
`
  }${
    shown.length === 0
      ? html`<p>${title}.</p>
`
      : foldedDetail({
          id: 'finding',
          title,
          body: html`<ul>${shown.slice(0, MOST_NAMED).map((each) => scheduleLine(result, each))}${rest}</ul>
`,
        })
  }${
    asked.length === 0
      ? ''
      : html`<p>Asked about, whatever the search found:</p>
<ul>${asked.map((each) => scheduleLine(result, each))}</ul>
`
  }<p>${searchedText(result)}</p>
<p>${referenceText(result)}</p>
<p class="small">Differences are schedule less reference on the same patients, ± standard error. Beyond the error: outside the intervals that hold for all comparisons together in ${formatCompact(100 * COMPARISON_LEVEL)} %. Data: <a href="optimise.json">optimise.json</a>, <a href="front.csv">front.csv</a>, <a href="candidates.csv">candidates.csv</a>.</p>
`;
}

function searchedText({
  variables,
  evaluations,
  combinations,
  exhausted,
  generations,
  patients,
  ...rest
}: OptimiseResult): string {
  const asked = rest.asked.length === 0 ? '' : `, ${formatCount(rest.asked.length)} asked about`;
  const names = variables.map(({ changes }) => changes).join('; ');
  const all = exhausted ? ', every possible one' : '';
  return `Searched: ${names}. ${formatCount(combinations)} combinations; ${formatCount(evaluations)} schedules simulated${all}, in ${formatCount(generations)} generations on ${formatCount(patients.search)} patients. The ${formatCount(rest.front.length)} schedules of the front${asked} and the reference were simulated again on ${formatCount(patients.confirmation)} other patients, and what follows is from these unless it is called search.`;
}

/** What the reference gives, and what it reaches. */
function referenceText(result: OptimiseResult): string {
  const { reference, objectives } = result;
  const figures = objectives.map(({ name }) => {
    const quantity = quantityOf(result, name);
    const { value, error } = reference.confirmed[name] ?? {};
    return `${quantity.label} ${formatFixed(value, quantity.decimals)}${errorText(error, quantity.decimals)}${unitBehind(quantity)}`;
  });
  return `Reference: ${reference.schedule.join('; ')}. ${figures.join('; ')}.`;
}
