import { armLabels, builtInArms, InternalError } from '../../../src/index.js';
import { dataTable } from '../../page/data-table.js';
import type { FigureReceiver } from '../../page/drawn-plot.js';
import { foldedDetail } from '../../page/folded-detail.js';
import { formatCount, formatFixed } from '../../page/format-number.js';
import { type Html, html } from '../../page/html.js';
import type { ReportPage } from '../../page/page.js';
import { studyPage } from '../../page/study-page.js';
import { armStyles } from '../../plots/arm-style.js';
import type { PageSource } from '../study.js';
import { replicateAnswer } from './report/answer.js';
import { markerSection } from './report/markers.js';
import { responseSection } from './report/response.js';
import { settingList } from './report/result-table.js';
import { prognosisSection, survivalSection } from './report/survival.js';
import { switchSection } from './report/switches.js';
import { deathSection, sensitivitySection, tableOneSection } from './report/tables.js';
import { trialEndpointsSection } from './report/trial-endpoints.js';
import { type ReplicateResult, type ReplicateRow, type ReplicateSetting, replicateFiles, verdicts } from './result.js';

/**
 * The page of a replication from what it stored: findings and verdicts, then the figures of the paper in order.
 *
 * @param source - manifest, `replicate.json`, tables
 * @param receiver - of the plot renderer's warnings
 * @returns one HTML page; the same input gives the same bytes
 */
export async function render(
  { manifest, result, table }: PageSource<ReplicateResult>,
  receiver: FigureReceiver = { onWarning: () => {} },
): Promise<ReportPage> {
  const context = { arms: armStyles(builtInArms), table, ...receiver };
  const settings = [...new Set(result.rows.map(({ setting }) => setting))];
  const [first = '', ...others] = result.remarks;
  const { switches, quintiles } = replicateFiles;
  return studyPage({
    kicker: 'QCIC model, replication of the paper',
    title: 'The published results, recomputed',
    answer: replicateAnswer(result),
    facts: [
      [
        'Virtual patients',
        `${formatCount(result.patients)} per setting, ${formatCount(result.switch_patients)} per switch`,
      ],
      ['Sweep', `${formatCount(result.sweep_samples)} samples`],
      ['Failed patients', formatCount(Object.values(result.failed).reduce((sum, count) => sum + count, 0))],
      ['Seed', result.seed],
    ],
    head: html`<p class="warning">${first}</p>
<ul>${findings(result.rows).map((finding) => html`<li>${finding}</li>`)}</ul>
${verdictTable(result, settings)}${foldedDetail({ id: 'detail-settings', title: 'What the settings are, and how results were compared', body: html`${settingList(settings)}<ul>${others.map((remark) => html`<li>${remark}</li>`)}</ul>` })}
<p class="small">All results: <a href="replicate.csv">replicate.csv</a>, <a href="replicate.json">replicate.json</a>; effects of switches: <a href="${switches}">${switches}</a>; quintiles of ranges: <a href="${quintiles}">${quintiles}</a>. Published results: Li, Wei &amp; Lei 2025, doi:10.1038/s41540-025-00513-1.</p>
`,
    sections: [
      tableOneSection(result, context),
      await responseSection(result, context),
      await survivalSection(result, context),
      trialEndpointsSection(result, context),
      await markerSection(result, context),
      await prognosisSection(result, context),
      await switchSection(result, context),
      await sensitivitySection(result, context),
      deathSection(result, context),
    ],
    manifest,
  });
}

/** Results by setting and verdict. */
function verdictTable({ rows }: ReplicateResult, settings: readonly ReplicateSetting[]): Html {
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

/**
 * The main findings, in sentences with the values of this run.
 *
 * @param rows - all results
 * @throws InternalError - when a result is missing
 */
function findings(rows: readonly ReplicateRow[]): readonly string[] {
  const value = (id: string, setting: ReplicateSetting): number => {
    const row = rows.find((candidate) => candidate.id === id && candidate.setting === setting);
    if (row === undefined) throw new InternalError(`findings: must have ${id} under '${setting}'; got none`);
    return row.value;
  };
  const overArms = (id: (arm: string) => string, setting: ReplicateSetting, decimals: number) =>
    builtInArms.map((arm) => formatFixed(value(id(arm), setting), decimals)).join(' / ');
  const dcr = (setting: ReplicateSetting) => overArms((arm) => `response.${arm}.dcr`, setting, 0);
  const difference = (setting: ReplicateSetting) => formatFixed(value('prognosis.th1_treg', setting), 1);
  const aucs = rows.filter(({ id, setting }) => id.startsWith('auc.') && setting === 'posted');
  const within = aucs.filter(({ verdict }) => verdict !== 'not reproduced').length;
  return [
    `Response: a new cohort from the published shapes gives disease control of ${dcr('posted')} % (${builtInArms.map((arm) => armLabels[arm]).join(' / ')}) where the paper prints 15 / 45 / 64 % of 100 patients each.`,
    `By RECIST 1.1 on diameters, which the paper names but applies to volumes, the same tumors give ${dcr('posted, diameters')} %: progression then takes 5 mm more, which for the baseline of 2.2 cm³ is +124 % in volume.`,
    `Survival: with death functions fitted to the curves of Fig. 5 the medians are ${overArms((arm) => `median.${arm}`, 'posted', 2)} months; printed are 6.1 / 7.6 / 10.1.`,
    `Markers: ${within} of ${aucs.length} AUCs agree with the printed ones within chance.`,
    `Prognosis: the difference in one-year survival between high and low Th1/Treg is ${difference('posted')} points, not 79.5. The unequal steps of the posted survival script turn it into ${difference('posted, script arithmetic')} points; with the death function of the placebo arm in place of the unknown, harsher one of Fig. 8, into ${difference('posted, script arithmetic, placebo function')}.`,
    `Corrections: with all switches corrected and the published shapes kept, disease control is ${dcr('corrected')} %; the published results rest on the posted terms.`,
  ];
}
