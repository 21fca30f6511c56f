import { colourChip } from '../../../page/colour-chip.js';
import { dataTable, type TableColumn, type TableRow } from '../../../page/data-table.js';
import { formatCompact, formatError, formatFixed, formatSigned, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html, NO_HTML } from '../../../page/html.js';
import { INK } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import type { OptimiseCandidate, OptimiseResult, ScheduleQuantity } from '../result.js';
import type { ComparedSchedule, Verdict } from './compare-with-reference.js';
import { chosenSchedules, nameOf, quantityOf, schedulesOf, unitBehind } from './schedule-names.js';

const verdictTexts: Readonly<Record<Verdict, Html>> = {
  better: html`<span class="within">better</span>`,
  worse: html`<span class="outside">worse</span>`,
  alike: html`within the error`,
  unknown: html`not known`,
};

/** `7.60 ±0.08`; no error where there is none. */
function withError(text: string, error: number | null | undefined, decimals: number): Html {
  return error === null || error === undefined || error === 0
    ? html`${text}`
    : html`${text} <span class="se">±${formatError(error, decimals)}</span>`;
}

/** Name of a schedule, with its colour; grey where it is not chosen. */
function scheduleName(candidate: OptimiseCandidate, styles: readonly ArmStyle[]): Html {
  const colour = styles.find(({ arm }) => arm === candidate.label)?.colour ?? INK.soft;
  return html`${colourChip(colour)}${nameOf(candidate)}`;
}

/** The reference, then the front. */

function valueText(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return NO_NUMBER;
  return typeof value === 'string' ? value : formatCompact(value, 6);
}

/** The values of the variables of every schedule. */
export function variablesTable(result: OptimiseResult, styles: readonly ArmStyle[]): Html {
  const columns: readonly TableColumn[] = [
    { title: '' },
    ...result.variables.map(({ changes, unit, ordered }) => ({
      title: changes,
      ...(unit === '' ? {} : { unit }),
      ...(ordered ? { align: 'right' as const } : {}),
    })),
  ];
  const rows = schedulesOf(result).map((candidate) => ({
    cells: [
      scheduleName(candidate, styles),
      ...result.variables.map(({ name }) => html`<span class="whole">${valueText(candidate.values[name])}</span>`),
    ],
  }));
  return dataTable({ columns, rows });
}

/** Each objective in the search and in the confirmation, and the difference from the reference. */
export function objectivesTable(
  result: OptimiseResult,
  compared: readonly ComparedSchedule[],
  styles: readonly ArmStyle[],
): Html {
  const rows = result.objectives.flatMap(({ name, goal }): TableRow[] => {
    const quantity = quantityOf(result, name);
    const { decimals } = quantity;
    const group = `${quantity.label}${quantity.unit === '' ? '' : `,${unitBehind(quantity)}`} (${goal === 'max' ? 'more' : 'less'} is better)`;
    return [
      { group },
      ...schedulesOf(result).map((candidate) => {
        const { value, error, difference, difference_error: differenceError } = candidate.confirmed[name] ?? {};
        const searched = candidate.search?.[name];
        const own = compared.find((each) => each.candidate === candidate);
        return {
          cells: [
            scheduleName(candidate, styles),
            withError(formatFixed(searched?.value, decimals), searched?.error, decimals),
            withError(formatFixed(value, decimals), error, decimals),
            own === undefined ? '' : withError(formatSigned(difference, decimals), differenceError, decimals),
            own === undefined ? '' : verdictTexts[own.verdicts[name] ?? 'unknown'],
          ],
        };
      }),
    ];
  });
  return dataTable({
    columns: [
      { title: '' },
      { title: 'Search', align: 'right' },
      { title: 'Confirmation', align: 'right' },
      { title: 'Difference', unit: 'from the reference', align: 'right' },
      { title: 'Beyond the error' },
    ],
    rows,
  });
}

/** What limits allow: `at least 25`. */
function limitText({ most, least }: OptimiseResult['limits'][number], { decimals }: ScheduleQuantity): string {
  const parts = [
    ...(least === null ? [] : [`at least ${formatFixed(least, decimals)}`]),
    ...(most === null ? [] : [`at most ${formatFixed(most, decimals)}`]),
  ];
  return parts.join(' and ');
}

/** Each limit, and whether schedules meet it on the patients of the confirmation. */
export function limitsTable(result: OptimiseResult, styles: readonly ArmStyle[]): Html {
  if (result.limits.length === 0) return NO_HTML;
  const columns: readonly TableColumn[] = [
    { title: '' },
    ...result.limits.map((limit) => {
      const quantity = quantityOf(result, limit.name);
      return {
        title: quantity.label,
        unit: `${limitText(limit, quantity)}${unitBehind(quantity)}`,
        align: 'right' as const,
      };
    }),
    { title: 'All limits' },
  ];
  const rows = schedulesOf(result).map((candidate) => ({
    cells: [
      scheduleName(candidate, styles),
      ...result.limits.map(({ name }) => {
        const { value, error } = candidate.confirmed[name] ?? {};
        const { decimals } = quantityOf(result, name);
        return withError(formatFixed(value, decimals), error, decimals);
      }),
      candidate.limits_met ? html`<span class="within">met</span>` : html`<span class="outside">not met</span>`,
    ],
  }));
  return html`<h3>Limits</h3>
${dataTable({ columns, rows })}`;
}

/** Every endpoint and measure of the chosen schedules on the patients of the confirmation, with differences from the reference. */
export function measuresTable(result: OptimiseResult, styles: readonly ArmStyle[]): Html {
  const schedules = chosenSchedules(result);
  const table = dataTable({
    columns: [
      { title: '' },
      ...schedules.map((candidate) => ({ title: scheduleName(candidate, styles), align: 'right' as const })),
    ],
    rows: result.quantities.map((quantity) => ({
      cells: [
        `${quantity.label}${quantity.unit === '' ? '' : `,${unitBehind(quantity)}`}`,
        ...schedules.map((candidate) => measureCell(candidate, quantity, candidate === result.reference)),
      ],
    })),
  });
  return html`<details><summary>All endpoints and measures of the chosen schedules</summary>
${table}</details>
`;
}

/** `35.1 +4.4 ±0.3`: value, and difference with its error; of the reference the error of the value. */
function measureCell(
  { confirmed }: OptimiseCandidate,
  { name, decimals }: ScheduleQuantity,
  isReference: boolean,
): HtmlPart {
  const { value, error, difference, difference_error: differenceError } = confirmed[name] ?? {};
  const text = formatFixed(value, decimals);
  if (isReference) return withError(text, error, decimals);
  if (difference === null || difference === undefined) return text;
  const beside = differenceError === null || differenceError === undefined || differenceError === 0;
  const errorText = beside ? '' : ` ±${formatError(differenceError, decimals)}`;
  return html`${text} <span class="se">${formatSigned(difference, decimals)}${errorText}</span>`;
}
