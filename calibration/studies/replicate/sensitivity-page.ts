import { dataTable } from '../../page/data-table.js';
import { formatCount, formatFixed, NO_NUMBER } from '../../page/format-number.js';
import { type Html, html } from '../../page/html.js';
import { armName } from '../../plots/arm-name.js';
import type { Section } from '../run/report/section.js';
import type { ReplicateOutput } from './compute.js';
import { comparison, type PageContext, rowsOf } from './page-context.js';
import { QUINTILES } from './quintiles.js';
import { resultTable } from './result-table.js';

/** Figs. S3 and S4. */
export async function sensitivitySection(output: ReplicateOutput, context: PageContext): Promise<Section> {
  const rows = rowsOf(output, 'pcc');
  const figure = await comparison(
    rows,
    {
      id: 'figure-sweep',
      title: 'Correlation of parameters with the change of tumor volume (Fig. S3)',
      caption: `All parameters at once, uniform within 10 % of the baseline, without drugs, ${formatCount(output.replication.sweep_samples)} samples. Fig. S3 is a drawing; diamonds are the coefficients of the posted samples.`,
      xTitle: 'Pearson correlation',
      rule: 0,
    },
    context,
  );
  const table = resultTable(rows, { arms: context.arms, caption: 'Pearson correlations, as Fig. S3.' });
  return {
    id: 'sensitivity',
    title: 'Figs. S3 and S4: sensitivity',
    body: html`${figure}${table}${quintileTable(output, context)}`,
  };
}

/** Fewest patients of a fifth whose rate is shown. */
const LEAST_IN_QUINTILE = 30;

function quintileTable({ replication }: ReplicateOutput, { arms }: PageContext): Html {
  const { quintiles } = replication;
  const parameters = [...new Set(quintiles.map(({ parameter }) => parameter))];
  const cell = (parameter: string, arm: string, quintile: number) => {
    const row = quintiles.find(
      (each) => each.parameter === parameter && each.arm === arm && each.quintile === quintile,
    );
    return row === undefined || row.patients < LEAST_IN_QUINTILE ? NO_NUMBER : formatFixed(row.dcr, 0);
  };
  const shownArms = arms.filter(({ arm }) => arm !== 'placebo');
  const numbers = Array.from({ length: QUINTILES }, (_, index) => index + 1);
  return html`<h3>Disease control by fifth of each range (Fig. S4)</h3>
<p>Fig. S4 shows bars without numbers, so nothing is compared. Fifths with fewer than ${String(LEAST_IN_QUINTILE)} patients are left out; all rates: <a href="figures/fifths.csv">figures/fifths.csv</a>.</p>
${dataTable({
  width: 'narrow',
  caption: 'Disease control (%) from the lowest to the highest fifth of the range, posted model.',
  columns: [
    { title: 'Parameter' },
    ...numbers.map((quintile) => ({ title: String(quintile), align: 'right' }) as const),
  ],
  rows: shownArms.flatMap(({ arm }) => [
    { group: armName(arms, arm) },
    ...parameters.map((parameter) => ({
      cells: [parameter, ...numbers.map((quintile) => cell(parameter, arm, quintile))],
    })),
  ]),
})}`;
}
