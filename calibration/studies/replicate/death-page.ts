import { dataTable } from '../../page/data-table.js';
import { formatFixed } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import { armName } from '../../plots/arm-name.js';
import type { Section } from '../run/report/section.js';
import type { ReplicateOutput } from './compute.js';
import type { PageContext } from './page-context.js';
import type { ReplicateSetting } from './result.js';

/** The fitted death functions. */
export function deathSection({ replication }: ReplicateOutput, { arms }: PageContext): Section {
  const range = ([low, high]: readonly [number, number]) => `${formatFixed(low, 3)} to ${formatFixed(high, 3)}`;
  const settingOf: Readonly<Record<'posted' | 'corrected', ReplicateSetting>> = {
    posted: 'posted',
    corrected: 'corrected, refitted',
  };
  const table = dataTable({
    width: 'narrow',
    caption: 'Ranges of mu and sigma that carry the published curves best; misfit over 3, 6, 9 and 12 months.',
    columns: [
      { title: 'Arm' },
      { title: 'Setting' },
      { title: 'mu', align: 'right' },
      { title: 'sigma', align: 'right' },
      { title: 'Misfit (RMSE)', unit: 'points', align: 'right' },
    ],
    rows: replication.death_functions.map(({ arm, model, mu, sigma, rmse }) => ({
      cells: [armName(arms, arm), settingOf[model], range(mu), range(sigma), formatFixed(rmse, 2)],
    })),
  });
  return {
    id: 'death-functions',
    title: 'Death functions',
    body: html`<p>P = 1 / (1 + exp(-(chi - mu) / sigma)) per day, mu and sigma uniform on ranges. Four landmarks do not fix the ranges; other values fit as well. The posted form reads chi as all tumor cells over K3, the corrected one as the dominant clone over its own capacity.</p>
${table}`,
  };
}
