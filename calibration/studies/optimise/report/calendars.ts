import { colourChip } from '../../../page/colour-chip.js';
import { formatCompact } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { dayRanges } from '../day-ranges.js';
import type { OptimiseCandidate, OptimiseResult, ScheduleDrug } from '../result.js';

/** Weeks that a calendar shows at most, and the most amounts that its key lists one by one. */
const MOST_WEEKS = 16;
const MOST_AMOUNTS = 5;
const WEEK = 7;

/** Side of a day and the step to the next one; px. */
const SIDE = 12;
const STEP = 15;
/** Room for the numbers of weeks and days; px. */
const MARGIN = { left: 24, top: 16 } as const;

/** Colours of drugs, in order of appearance; further ones repeat. */
const DRUG_COLOURS = [palette['series-1'], palette['series-4'], palette['series-3'], palette['series-6']] as const;
/** Share of the full colour for the smallest amounts, so that they are seen. */
const FAINTEST = 0.4;

/** Amounts by day: index 0 is day 1. */
type Days = readonly number[];

/** A drug with its colour, and its smallest and largest amount of a day over all schedules. */
interface ShownDrug extends ScheduleDrug {
  readonly colour: string;
  readonly least: number;
  readonly most: number;
}

/**
 * Amounts by drug and day of each schedule.
 *
 * @param table - cells of `calendar.csv`, header first
 * @param days - days that are read, from day 1
 * @returns by schedule, then by drug; amounts of one day are added
 */
export function amountsByDay(
  [header = [], ...rows]: readonly (readonly string[])[],
  days: number,
): ReadonlyMap<string, ReadonlyMap<string, Days>> {
  const [label, drug, day, amount] = ['label', 'drug', 'day', 'amount'].map((name) => header.indexOf(name)) as [
    number,
    number,
    number,
    number,
  ];
  const found = new Map<string, Map<string, number[]>>();
  for (const cells of rows) {
    // An administration before day 1 is shown on the first day
    const index = Math.max(1, Math.floor(Number(cells[day]))) - 1;
    if (index >= days) continue;
    const drugs = found.get(cells[label]!) ?? new Map<string, number[]>();
    const amounts = drugs.get(cells[drug]!) ?? Array.from({ length: days }, () => 0);
    amounts[index]! += Number(cells[amount]);
    drugs.set(cells[drug]!, amounts);
    found.set(cells[label]!, drugs);
  }
  return found;
}

/** Days with an amount; day 1 is the first. */
const daysGiven = (amounts: Days): readonly number[] =>
  amounts.flatMap((amount, index) => (amount > 0 ? [index + 1] : []));

/** One drug of one schedule: weeks from top to bottom, days of the week from left to right. */
function drugCalendar(amounts: Days, drug: ShownDrug, name: string): Html {
  const { label, dose_unit: unit, colour } = drug;
  const weeks = Math.ceil(amounts.length / WEEK);
  const [width, height] = [MARGIN.left + WEEK * STEP, MARGIN.top + weeks * STEP];
  const doses = [...new Set(amounts.filter((amount) => amount > 0))].map((amount) => formatCompact(amount, 4));
  const given =
    doses.length === 0
      ? 'none'
      : `${doses.join(' or ')} ${unit} on days ${dayRanges(daysGiven(amounts))} of the first ${weeks} weeks`;
  const heads = Array.from(
    { length: WEEK },
    (_, day) =>
      html`<text x="${String(MARGIN.left + day * STEP + SIDE / 2)}" y="11" text-anchor="middle">${String(day + 1)}</text>`,
  );
  const numbers = Array.from({ length: weeks }, (_, week) =>
    week % 2 === 0
      ? html`<text x="${String(MARGIN.left - 6)}" y="${String(MARGIN.top + week * STEP + SIDE - 2)}" text-anchor="end">${String(week + 1)}</text>`
      : NO_HTML,
  );
  const cells = amounts.map((amount, day) => {
    const [x, y] = [MARGIN.left + (day % WEEK) * STEP, MARGIN.top + Math.floor(day / WEEK) * STEP];
    const look =
      amount > 0 ? html`fill="${colour}" fill-opacity="${String(shadeOf(amount, drug))}"` : html`fill="${INK.grid}"`;
    return html`<rect x="${String(x)}" y="${String(y)}" width="${String(SIDE)}" height="${String(SIDE)}" rx="2" ${look}/>`;
  });
  return html`<div><p class="small">${label}</p><svg role="img" aria-label="${name}, ${label}: ${given}" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" font-size="10" fill="${INK.soft}">${heads}${numbers}${cells}</svg></div>`;
}

/** Share of the full colour. */
function shadeOf(amount: number, { least, most }: ShownDrug): number {
  const share = most > least ? (amount - least) / (most - least) : 1;
  return Number((FAINTEST + (1 - FAINTEST) * share).toFixed(3));
}

/** Amounts of a drug as a line of shades. */
function drugKey(drug: ShownDrug, amounts: readonly number[]): Html {
  const { label, dose_unit: unit, colour, calibrated } = drug;
  const shown = amounts.length > MOST_AMOUNTS ? [amounts[0]!, amounts.at(-1)!] : amounts;
  const between = amounts.length > MOST_AMOUNTS ? ' to ' : ', ';
  const chips = shown.map(
    (amount, index) =>
      html`${index === 0 ? '' : between}${colourChip(colour, shadeOf(amount, drug))}${formatCompact(amount, 4)}`,
  );
  const remark = calibrated ? '' : html` <span class="flag">not calibrated</span>`;
  return html`<li><span>${label}, ${unit} on a day: ${chips}${remark}</span></li>`;
}

/**
 * The chosen schedules as calendars, the reference first: for each drug a grid of weeks by days of the week, shaded by amount.
 *
 * @param result - of `qcic optimise`
 * @param schedules - reference and chosen schedules
 * @param styles - their names and colours
 * @param table - cells of `calendar.csv`, header first
 */
export function calendars(
  { drugs, horizon_days: horizon }: OptimiseResult,
  schedules: readonly OptimiseCandidate[],
  styles: readonly ArmStyle[],
  table: readonly (readonly string[])[],
): Html {
  const days = WEEK * Math.min(MOST_WEEKS, Math.max(1, Math.floor(horizon / WEEK)));
  const all = amountsByDay(table, days);
  const bySchedule = new Map(schedules.map(({ label }) => [label, all.get(label) ?? new Map<string, Days>()]));
  const amountsOf = (drug: string) =>
    [
      ...new Set([...bySchedule.values()].flatMap((each) => (each.get(drug) ?? []).filter((amount) => amount > 0))),
    ].sort((a, b) => a - b);
  const shown = drugs
    .map((drug, index) => ({ ...drug, colour: DRUG_COLOURS[index % DRUG_COLOURS.length]! }))
    .flatMap((drug): ShownDrug[] => {
      const [least, most] = [amountsOf(drug.name).at(0), amountsOf(drug.name).at(-1)];
      return least === undefined || most === undefined ? [] : [{ ...drug, least, most }];
    });
  const cards = schedules.map(({ label, schedule }, index) => {
    const { label: name, colour } = styles[index]!;
    const own = bySchedule.get(label);
    const grids = shown.map((drug) =>
      drugCalendar(own?.get(drug.name) ?? Array.from({ length: days }, () => 0), drug, name),
    );
    return html`<section class="calendar"><h3>${colourChip(colour)}${name}</h3>
<div class="grids">${grids}</div>
<ul class="small">${schedule.map((sentence) => html`<li>${sentence}</li>`)}</ul></section>
`;
  });
  return html`<ul class="key">${shown.map((drug) => drugKey(drug, amountsOf(drug.name)))}</ul>
<div class="calendars">${cards}</div>
<p class="small">The first ${String(days / WEEK)} weeks of a patient without progression: rows are weeks, columns their days, day 1 the first day of treatment. A day is shaded where an administration starts. Data: <a href="calendar.csv">calendar.csv</a>.</p>
`;
}
