import { dataTable } from '../../../page/data-table.js';
import { formatCompact, formatCount, formatFixed, formatSigned } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import type { OptimiseResult } from '../result.js';
import { differenceUnit, quantityOf } from './schedule-names.js';

/** Levels that a table lists one by one. */
const MOST_LEVELS = 8;

function levelsText({ levels, ordered }: OptimiseResult['variables'][number]): string {
  const texts = levels.map((level) => (typeof level === 'string' ? level : formatCompact(level, 6)));
  if (texts.length <= MOST_LEVELS || !ordered) return texts.join('; ');
  return `${texts[0]} to ${texts.at(-1)}, ${formatCount(texts.length)} values`;
}

/** The decision variables, what is held equal, and the schedules that were left out. */
export function searchSection(result: OptimiseResult): Html {
  const { variables, held, impossible, population, generations, evaluations, feasible, limits } = result;
  const table = dataTable({
    columns: [{ title: 'Variable' }, { title: 'Changes' }, { title: 'Values' }],
    rows: variables.map((variable) => ({
      cells: [
        variable.name,
        variable.unit === '' ? variable.changes : `${variable.changes}, ${variable.unit}`,
        levelsText(variable),
      ],
    })),
  });
  const same =
    held.length === 0
      ? NO_HTML
      : html`<p>Held equal to the reference by the dose: ${held.join('; ')}.</p>
`;
  const within =
    limits.length === 0 ? '' : ` ${formatCount(feasible)} of them meet all limits on the patients of the search.`;
  return html`${table}${same}<p>Generations of ${formatCount(population)} schedules, ${formatCount(generations)} of them: ${formatCount(evaluations)} schedules were simulated, each once.${within}</p>
${impossibleList(impossible)}`;
}

function impossibleList(impossible: OptimiseResult['impossible']): Html {
  if (impossible.length === 0) return NO_HTML;
  const items = impossible.map(
    ({ reason, schedules }) =>
      html`<li>${reason}: ${formatCount(schedules)} ${schedules === 1 ? 'schedule' : 'schedules'}</li>`,
  );
  return html`<p>Met by the search and not simulated, because they cannot be given:</p>
<ul>${items}</ul>
`;
}

/** What the search promised beyond what the confirmation shows. */
export function optimismText(result: OptimiseResult): Html {
  const sentences = result.optimism.flatMap(({ name, mean, largest, expected_error: error }) => {
    if (mean === null) return [];
    const quantity = quantityOf(result, name);
    const decimals = quantity.decimals + 1;
    const largestText = largest === null ? '' : `, ${formatSigned(largest, decimals)} at most`;
    const errorText = error === null ? '' : `; the standard error for one schedule is ${formatFixed(error, decimals)}`;
    return [
      html`<li>${quantity.label}: ${formatSigned(mean, decimals)}${differenceUnit(quantity)} on average${largestText}${errorText}.</li>`,
    ];
  });
  if (sentences.length === 0) return NO_HTML;
  return html`<p>The search keeps schedules that did well on its own patients, partly by chance, so its estimates are too good (winner's curse). What it promised against the reference beyond what the confirmation shows:</p>
<ul>${sentences}</ul>
`;
}
