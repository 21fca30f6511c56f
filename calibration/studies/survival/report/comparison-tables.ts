import { colourChip } from '../../../page/colour-chip.js';
import { dataTable, type TableRow } from '../../../page/data-table.js';
import { formatCompact, formatFixed, formatPValue, formatSignificant, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, html, NO_HTML } from '../../../page/html.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import type { ComparisonResult, CoxResult, DifferenceResult, ExpectedResult, GroupResult } from '../result.js';

/** How the endpoints of a comparison are shown. */
export interface TableSummary {
  readonly styles: readonly ArmStyle[];
  readonly level: number;
  readonly landmarks: readonly number[];
  /** What is left at a landmark: `Alive`, `Without event`. */
  readonly share: string;
  /** Behind a time, with a space before it: ` months`; empty where the table states none. */
  readonly unit: string;
  /** By group; empty for a table. */
  readonly expected: ReadonlyMap<string, ExpectedResult>;
}

/** Of the restricted mean: `up to 12.02 months`. */
const meanTime = (tau: number, unit: string): string => `up to ${formatCompact(tau, 4)}${unit}`;

/** `at 3 months`. */
const landmarkTime = (at: number, unit: string): string =>
  `at ${unit === '' ? 'time ' : ''}${formatCompact(at, 4)}${unit}`;

const percent = (share: number | null | undefined) => formatFixed(share == null ? null : 100 * share, 1);
const time = (value: number | null | undefined) => formatSignificant(value, 4);
const count = (value: number) => formatFixed(value, Number.isInteger(value) ? 0 : 1);

/** An estimate with the ends of its interval, or the reason why it has none, beside it or below it. */
function withInterval(
  estimate: string,
  [low, high]: readonly [low: string, high: string],
  { place = 'beside', reason = null }: { readonly place?: 'beside' | 'below'; readonly reason?: string | null } = {},
): Html {
  if (low === NO_NUMBER && high === NO_NUMBER) {
    return reason === null
      ? html`${estimate}`
      : html`${estimate}${place === 'below' ? html`<br>` : ' '}<span class="se">${reason}</span>`;
  }
  return html`${estimate}${place === 'below' ? html`<br>` : ' '}<span class="se">${low} to ${high}</span>`;
}

const chip = (styles: readonly ArmStyle[], name: string): Html => {
  const style = styles.find(({ arm }) => arm === name);
  return html`${colourChip(style?.colour ?? 'none')}${armLabel(styles, name)}`;
};

/**
 * Groups of a comparison: counts, median, restricted mean, survival at landmarks.
 *
 * @param comparison - the groups
 * @param summary - styles, level, landmarks, exact values beside those of a simulated trial
 * @returns a table
 */
export function groupsTable({ group_names: names, groups }: ComparisonResult, summary: TableSummary): Html {
  const { styles, landmarks, expected, share, unit } = summary;
  const coverage = `${formatCompact(100 * summary.level)} % interval`;
  const tau = names.map((name) => groups[name]?.rmst?.tau).find((value) => value !== undefined);
  return dataTable({
    caption: `Below an estimate its ${coverage}.`,
    columns: [
      { title: 'Group' },
      { title: 'Patients', align: 'right' },
      { title: 'Events', align: 'right' },
      { title: 'Median', unit: unit.trim(), align: 'right' },
      ...(tau === undefined ? [] : [{ title: 'Mean', unit: meanTime(tau, unit), align: 'right' as const }]),
      ...landmarks.map((at) => ({
        title: share,
        unit: `${landmarkTime(at, unit)}, %`,
        align: 'right' as const,
      })),
    ],
    rows: names.flatMap((name): readonly TableRow[] => {
      const group = groups[name];
      if (group === undefined) return [];
      const exact = expected.get(name);
      const row = { cells: groupCells(chip(styles, name), group, { hasTau: tau !== undefined, landmarks }) };
      if (exact === undefined) return [row];
      const cells = [
        html`exact expected`,
        NO_HTML,
        NO_HTML,
        time(exact.median),
        ...(tau === undefined ? [] : [time(exact.rmst)]),
        ...landmarks.map((at) => percent(exact.landmarks[String(at)])),
      ];
      return [row, { cells, look: 'quiet' }];
    }),
  });
}

function groupCells(
  name: Html,
  group: GroupResult,
  { hasTau, landmarks }: { readonly hasTau: boolean; readonly landmarks: readonly number[] },
) {
  const { rmst } = group;
  return [
    name,
    group.weight === group.n
      ? count(group.n)
      : html`${count(group.n)} <span class="se">weight ${count(group.weight)}</span>`,
    group.weight === group.n
      ? count(group.events)
      : html`${count(group.events)} <span class="se">weight ${count(group.weighted_events)}</span>`,
    withInterval(time(group.median), [time(group.median_low), time(group.median_high)], { place: 'below' }),
    ...(hasTau
      ? [
          withInterval(time(rmst?.mean), [time(rmst?.low), time(rmst?.high)], {
            place: 'below',
            reason: rmst?.reason ?? null,
          }),
        ]
      : []),
    ...landmarks.map((at) => {
      const found = group.landmarks[String(at)];
      return withInterval(percent(found?.survival), [percent(found?.low), percent(found?.high)], {
        place: 'below',
        reason: found?.reason ?? null,
      });
    }),
  ];
}

/**
 * Tests of equal hazards: log-rank, and the three of the Cox regression.
 *
 * @param comparison - the tests
 * @returns a table; nothing where there is one group
 */
export function testsTable({ logrank, cox }: ComparisonResult): Html {
  if (logrank === null) return NO_HTML;
  const strata = logrank.stratified ? ', stratified' : '';
  const rows = [
    { name: `Log-rank${strata}${logrank.robust ? ', robust' : ''}`, test: logrank },
    { name: 'Cox, score', test: cox?.score_test ?? null },
    { name: 'Cox, likelihood ratio', test: cox?.likelihood_ratio_test ?? null },
    { name: 'Cox, Wald', test: cox?.wald_test ?? null },
  ];
  return dataTable({
    width: 'narrow',
    columns: [
      { title: 'Test of equal hazards' },
      { title: 'Chi-square', align: 'right' },
      { title: 'Degrees of freedom', align: 'right' },
      { title: 'p', align: 'right' },
    ],
    rows: rows
      .filter(({ test }) => test !== null)
      .map(({ name, test }) => ({
        cells: [name, formatSignificant(test?.statistic, 4), formatFixed(test?.df, 0), formatPValue(test?.p)],
      })),
  });
}

/**
 * Hazard ratios of Cox regressions, without and with covariates.
 *
 * @param comparison - the fits
 * @param summary - styles, level
 * @returns tables, nothing where there is no regression
 */
export function coxTable(
  { group_names: names, cox, cox_adjusted: adjusted }: ComparisonResult,
  { styles, level }: TableSummary,
): Html {
  const groupTerms = names.length - 1;
  const fits: readonly (readonly [string, CoxResult | null])[] = [
    ['Groups alone', cox],
    [cox === null ? 'Covariates' : 'Groups and covariates', adjusted],
  ];
  const rows = fits.flatMap(([title, fit]): readonly TableRow[] => {
    if (fit === null) return [];
    const reference = fit.reference === null ? '' : `, against ${armLabel(styles, fit.reference)}`;
    const details = `${fit.ties === 'efron' ? 'Efron' : 'Breslow'} ties${fit.stratified ? ', stratified' : ''}${fit.robust ? ', robust errors' : ''}`;
    return [
      { group: html`${title}${reference} <span class="se">${details}</span>` },
      ...fit.terms.map((term, index) => ({
        cells: [
          // Groups are compared with what the line above states
          term.reference === null || index < groupTerms
            ? armLabel(styles, term.name)
            : html`${term.name} <span class="se">against ${term.reference}</span>`,
          withInterval(
            formatSignificant(term.hazard_ratio, 3),
            [formatSignificant(term.low, 3), formatSignificant(term.high, 3)],
            { reason: term.reason },
          ),
          formatSignificant(term.coefficient, 3),
          formatSignificant(term.standard_error, 3),
          formatPValue(term.p),
        ],
      })),
    ];
  });
  if (rows.length === 0) return NO_HTML;
  return dataTable({
    width: 'narrow',
    columns: [
      { title: 'Cox regression' },
      { title: 'Hazard ratio', unit: `${formatCompact(100 * level)} % interval`, align: 'right' },
      { title: 'Coefficient', align: 'right' },
      { title: 'Standard error', align: 'right' },
      { title: 'p', align: 'right' },
    ],
    rows,
  });
}

/**
 * Differences between groups at landmarks (points of percent) and of restricted means (time); one row per pair.
 *
 * @param comparison - the differences
 * @param summary - styles, level
 * @returns a table; nothing where there is one group
 */
export function differencesTable(
  { landmark_differences: landmarks, rmst_differences: means }: ComparisonResult,
  { styles, level, share, unit }: TableSummary,
): Html {
  const all = [...landmarks.map((each) => ({ each, scale: 100 })), ...means.map((each) => ({ each, scale: 1 }))];
  if (all.length === 0) return NO_HTML;
  const namesOf = ({ group, reference }: DifferenceResult) =>
    `${armLabel(styles, group)} less ${armLabel(styles, reference)}`;
  const cellOf = ({ each, scale }: (typeof all)[number]): Html => {
    const shown = (value: number | null) => (value === null ? NO_NUMBER : formatSignificant(scale * value, 3));
    const p = each.p === null ? NO_HTML : html`<br><span class="se">p ${formatPValue(each.p)}</span>`;
    return html`${withInterval(shown(each.difference), [shown(each.low), shown(each.high)], { place: 'below', reason: each.reason })}${p}`;
  };
  const pairs = [...new Set(all.map(({ each }) => namesOf(each)))];
  const columns = all.filter(({ each }) => namesOf(each) === pairs[0]);
  const coverage = `${formatCompact(100 * level)} % interval`;
  return dataTable({
    caption: `Below a difference its ${coverage} and p.`,
    columns: [
      { title: 'Difference' },
      ...columns.map(({ each, scale }) => ({
        title: scale === 1 ? 'Mean' : share,
        unit: scale === 1 ? meanTime(each.time, unit) : `${landmarkTime(each.time, unit)}, points`,
        align: 'right' as const,
      })),
    ],
    rows: pairs.map((pair) => ({
      cells: [pair, ...all.filter(({ each }) => namesOf(each) === pair).map(cellOf)],
    })),
  });
}
