import { dataTable, type TableRow } from '../../../page/data-table.js';
import { foldedDetail } from '../../../page/folded-detail.js';
import { formatFixed } from '../../../page/format-number.js';
import { type Html, html } from '../../../page/html.js';
import type { Section } from '../../../page/page.js';
import { armName } from '../../../plots/arm-style.js';
import { type ReplicateResult, replicateFiles, type TrialEndpointRow } from '../result.js';
import type { PageContext } from './comparison.js';

/** Values with their errors where there are any. */
function withError(value: number | null, error: number | null, decimals: number): Html {
  return error === null
    ? html`${formatFixed(value, decimals)}`
    : html`${formatFixed(value, decimals)} <span class="se">±${formatFixed(error, decimals)}</span>`;
}

const decimalsOf = ({ unit }: TrialEndpointRow): number => (unit === 'months' ? 2 : 1);

/** Progression-free survival and best response, which the paper does not report, beside the trials. */
export function trialEndpointsSection({ trial_endpoints: rows }: ReplicateResult, { arms }: PageContext): Section {
  const settings = [...new Set(rows.map(({ setting }) => setting))];
  const table = dataTable({
    caption:
      'Progression-free survival and best response: value ± standard error; of the trials the sampling error of the pool. A dash: not reported, or no median is reached.',
    columns: [
      { title: 'Endpoint' },
      { title: 'Published', align: 'right' },
      { title: 'Trials', align: 'right' },
      ...settings.map((setting) => ({ title: setting, align: 'right' }) as const),
    ],
    rows: arms.flatMap(({ arm }): readonly TableRow[] => {
      const own = rows.filter((row) => row.arm === arm);
      const names = [...new Set(own.map(({ endpoint }) => endpoint))];
      return [
        { group: armName(arms, arm) },
        ...names.map((name): TableRow => {
          const ofName = own.filter(({ endpoint }) => endpoint === name);
          const first = ofName[0]!;
          const decimals = decimalsOf(first);
          return {
            cells: [
              html`${first.quantity} <span class="se">${first.unit === 'months' ? 'months' : '%'}</span>`,
              'none',
              withError(first.trials, first.trials_error, decimals),
              ...settings.map((setting) => {
                const row = ofName.find((each) => each.setting === setting);
                return withError(row?.value ?? null, row?.standard_error ?? null, decimals);
              }),
            ],
          };
        }),
      ];
    }),
  });
  const file = replicateFiles.trialEndpoints;
  return {
    id: 'trial-endpoints',
    title: 'Not in the paper: progression-free survival and best response',
    body: html`<p>The paper reports the response of one visit and overall survival. Trials report progression-free survival and the best response over all visits. Here they follow from the same cohorts and death functions, with visits every eight weeks and the published schedules; expectations, not draws.</p>
${foldedDetail({ id: 'detail-trial-endpoints', title: 'All endpoints beside the trials', body: table })}<p class="small">Data: <a href="${file}">${file}</a>.</p>`,
  };
}
