import { builtInArms } from '../../../src/index.js';
import { dataTable } from '../../page/data-table.js';
import { formatCount, formatFixed } from '../../page/format-number.js';
import { type Html, html } from '../../page/html.js';
import { armStyles } from '../../plots/arm-style.js';
import { reportPage } from '../../plots/roc-page.js';
import type { ReplicateOutput } from './compute.js';
import { findings } from './findings.js';
import { pageSections } from './page-sections.js';
import type { ReplicateSetting, Replication } from './result.js';
import { settingList } from './result-table.js';
import { verdicts } from './verdict.js';

export interface ReplicateReportInput extends ReplicateOutput {
  readonly version: string;
  readonly command: string;
  readonly onWarning?: (message: string) => void;
}

/**
 * The page of a replication: what stands, what differs and what falls, then figure by figure.
 *
 * @param input - results, cohorts and curves
 * @returns one HTML page; the same input gives the same bytes
 */
export async function renderReplicate(input: ReplicateReportInput): Promise<string> {
  const { replication, version, command, onWarning = () => {} } = input;
  const settings = [...new Set(replication.rows.map(({ setting }) => setting))];
  const [first = '', ...others] = replication.remarks;
  return reportPage({
    kicker: 'QCIC model, the published analyses again',
    title: 'What the paper prints, and what comes out',
    facts: [
      [
        'Virtual patients',
        `${formatCount(replication.patients)} per setting, ${formatCount(replication.switch_patients)} per switch`,
      ],
      ['Sweep', `${formatCount(replication.sweep_samples)} samples`],
      ['Failed patients', formatCount(Object.values(replication.failed).reduce((sum, count) => sum + count, 0))],
      ['Seed', replication.seed],
    ],
    head: html`<p class="warning">${first}</p>
<ul>${findings(replication.rows).map((finding) => html`<li>${finding}</li>`)}</ul>
${verdictTable(replication, settings)}<details><summary>What the settings are</summary>${settingList(settings)}</details><div class="note"><ul>${others.map((remark) => html`<li>${remark}</li>`)}</ul></div>
<p class="small">All results: <a href="replicate.csv">replicate.csv</a>, <a href="replicate.json">replicate.json</a>; effects of switches: <a href="figures/switches.csv">figures/switches.csv</a>; fifths of ranges: <a href="figures/fifths.csv">figures/fifths.csv</a>. Published figures: Li, Wei &amp; Lei 2025, doi:10.1038/s41540-025-00513-1.</p>
`,
    sections: await pageSections(input, { arms: armStyles(builtInArms), onWarning }),
    version,
    command,
  });
}

/** How many results stand under each setting. */
function verdictTable({ rows }: Replication, settings: readonly ReplicateSetting[]): Html {
  return dataTable({
    width: 'narrow',
    caption: 'Published results by verdict, under each setting.',
    columns: [{ title: 'Setting' }, ...verdicts.map((verdict) => ({ title: verdict, align: 'right' }) as const)],
    rows: settings.map((setting) => ({
      cells: [
        setting,
        ...verdicts.map((verdict) =>
          formatFixed(rows.filter((row) => row.setting === setting && row.verdict === verdict).length, 0),
        ),
      ],
    })),
  });
}
