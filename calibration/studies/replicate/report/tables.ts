import { armRoles } from '../../../../src/index.js';
import { dataTable } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatCount, formatFixed, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armName } from '../../../plots/arm-style.js';
import { QUINTILES, type ReplicateResult, type ReplicateSetting } from '../result.js';
import { comparison, type PageContext, rowsOf } from './comparison.js';
import { foldedResults } from './result-table.js';

/** Table 1 against the trials' rows. */
export function tableOneSection(result: ReplicateResult, { arms }: PageContext): Section {
  const table = foldedResults(rowsOf(result, 'pool'), {
    id: 'detail-table-1',
    subject: 'All results of Table 1',
    arms,
    caption: 'Table 1: pooled clinical endpoints from the rows of the trials by eq. 18. Nothing is simulated here.',
  });
  return {
    id: 'table-1',
    title: 'Table 1: the pooled trials',
    body: html`<p>Under <strong>corrected</strong>, each patient is counted once in the medians.</p>${table}`,
  };
}

/** Figs. S3 and S4. */
export async function sensitivitySection(result: ReplicateResult, context: PageContext): Promise<Section> {
  const rows = rowsOf(result, 'pcc');
  const figure = await comparison(
    rows,
    {
      id: 'figure-sweep',
      title: 'Correlation of parameters with the change of tumor volume (Fig. S3)',
      caption: `All parameters at once, uniform within 10 % of the baseline, without drugs, ${formatCount(result.sweep_samples)} samples. Fig. S3 is a drawing; diamonds are the coefficients of the posted samples.`,
      xTitle: 'Pearson correlation',
      rule: 0,
    },
    context,
  );
  const table = foldedResults(rows, {
    id: 'detail-sweep',
    subject: 'All correlations',
    arms: context.arms,
    caption: 'Pearson correlations, as Fig. S3.',
  });
  return {
    id: 'sensitivity',
    title: 'Figs. S3 and S4: sensitivity',
    body: html`${figure}${table}${quintileTable(result, context)}`,
  };
}

/** Fewest patients of a quintile whose rate is shown. */
const LEAST_IN_QUINTILE = 30;

function quintileTable({ quintiles }: ReplicateResult, { arms }: PageContext): Html {
  const parameters = [...new Set(quintiles.map(({ parameter }) => parameter))];
  const cell = (parameter: string, arm: string, quintile: number) => {
    const row = quintiles.find(
      (each) => each.parameter === parameter && each.arm === arm && each.quintile === quintile,
    );
    return row === undefined || row.patients < LEAST_IN_QUINTILE ? NO_NUMBER : formatFixed(row.dcr, 0);
  };
  const shownArms = arms.filter(({ arm }) => arm !== armRoles.control);
  const numbers = Array.from({ length: QUINTILES }, (_, index) => index + 1);
  return foldedDetail({
    id: 'detail-quintiles',
    title: 'Disease control by quintile of each range (Fig. S4)',
    body: html`<p>Fig. S4 shows bars without numbers, so nothing is compared. Quintiles with fewer than ${String(LEAST_IN_QUINTILE)} patients are not shown; all rates: <a href="figures/quintiles.csv">figures/quintiles.csv</a>.</p>
${dataTable({
  width: 'narrow',
  caption: 'Disease control (%) from the lowest to the highest quintile of the range, posted model.',
  columns: [
    { title: 'Parameter' },
    ...numbers.map((quintile) => ({ title: `Quintile ${quintile}`, unit: '%', align: 'right' }) as const),
  ],
  rows: shownArms.flatMap(({ arm }) => [
    { group: armName(arms, arm) },
    ...parameters.map((parameter) => ({
      cells: [parameter, ...numbers.map((quintile) => cell(parameter, arm, quintile))],
    })),
  ]),
})}`,
  });
}

/** The fitted death functions. */
export function deathSection(result: ReplicateResult, { arms }: PageContext): Section {
  const range = ([low, high]: readonly [number, number]) => `${formatFixed(low, 3)} to ${formatFixed(high, 3)}`;
  const settingOf: Readonly<Record<'posted' | 'corrected', ReplicateSetting>> = {
    posted: 'posted',
    corrected: 'corrected, refitted',
  };
  const table = dataTable({
    width: 'narrow',
    caption: 'Ranges of mu and sigma that fit the published curves best; RMSE over 3, 6, 9 and 12 months.',
    columns: [
      { title: 'Arm' },
      { title: 'Setting' },
      { title: 'μ', unit: 'units of χ', align: 'right' },
      { title: 'σ', unit: 'units of χ', align: 'right' },
      { title: 'RMSE', unit: 'percentage points', align: 'right' },
    ],
    rows: result.death_functions.map(({ arm, model, mu, sigma, rmse }) => ({
      cells: [armName(arms, arm), settingOf[model], range(mu), range(sigma), formatFixed(rmse, 2)],
    })),
  });
  return {
    id: 'death-functions',
    title: 'Death functions',
    body: html`<p>P = 1 / (1 + exp(-(chi - mu) / sigma)) per day, mu and sigma uniform on ranges. Four landmarks do not determine the ranges; other values fit as well. The posted form reads chi as all tumor cells over K3, the corrected one as the dominant clone over its own capacity.</p>
${table}`,
  };
}
