import { dataTable } from '../../page/data-table.js';
import type { FigureReceiver } from '../../page/drawn-plot.js';
import { foldedDetail } from '../../page/folded-detail.js';
import { formatCount } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import { unbroken } from '../../page/listed.js';
import type { ReportPage, Section } from '../../page/page.js';
import { runName } from '../../page/run-name.js';
import { studyPage } from '../../page/study-page.js';
import type { PageSource } from '../study.js';
import { describeArm, outputSummary } from './outputs.js';
import { sensitivityAnswer } from './report/answer.js';
import { correlationReport } from './report/correlation.js';
import { intervalsReport } from './report/intervals.js';
import { localReport } from './report/local.js';
import type { MethodContext, MethodReport } from './report/method-report.js';
import { morrisReport } from './report/morris.js';
import { shapesReport } from './report/shapes.js';
import { sobolReport } from './report/sobol.js';
import type { SensitivityResult } from './result.js';
import { rowsWithoutEstimate } from './rows-without-estimate.js';

/**
 * The page of a sensitivity study from its stored result.
 *
 * @param stored - manifest, `sensitivity.json`, tables
 * @param receiver - of the plot renderer's warnings
 * @returns the page; the same input gives the same parts
 */
export async function render(
  { manifest, result, table }: PageSource<SensitivityResult>,
  receiver: FigureReceiver = { onWarning: () => {} },
): Promise<ReportPage> {
  const { title, lead, facts, sections, method } = await methodReport(result, { table, ...receiver });
  return studyPage({
    kicker: 'QCIC sensitivity report',
    title: `${runName(manifest.inputs) ?? 'Published model'}: ${title}`,
    answer: unbroken(sensitivityAnswer(result)),
    head: html`<p>${lead}</p>`,
    facts,
    sections: [
      ...sections,
      { id: 'method', title: 'How to read it', body: html`${method.map((text) => html`<p>${text}</p>\n`)}` },
      ...withoutEstimateSection(result),
      samplesSection(result),
      settingsSection(result),
    ],
    manifest,
  });
}

function methodReport(result: SensitivityResult, context: MethodContext): Promise<MethodReport> {
  switch (result.method) {
    case 'pcc':
    case 'prcc':
      return correlationReport(result, context);
    case 'morris':
      return morrisReport(result, context);
    case 'sobol':
      return sobolReport(result, context);
    case 'local':
      return localReport(result, context);
    case 'shapes':
      return shapesReport(result, context);
    case 'intervals':
      return intervalsReport(result, context);
  }
}

/** Treatment of failed samples. */
const policies = {
  drop: 'A block with a failed sample is dropped entirely.',
  bounds:
    'A block with a failed sample is dropped entirely. Intervals are widened to contain the estimates obtained when failed samples take the smallest and the largest output observed.',
  stop: 'A failed sample stops the study.',
} as const;

/** Counts and names of the rows without an estimate, and the remarks of the study. */
function withoutEstimateSection(result: SensitivityResult): readonly Section[] {
  const rows = rowsWithoutEstimate(result);
  const { remarks } = result;
  return [
    ...(remarks.length === 0
      ? []
      : [
          {
            id: 'remarks',
            title: 'Remarks',
            body: html`<ul>${remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`,
          },
        ]),
    ...(rows.length === 0
      ? []
      : [
          {
            id: 'without-estimate',
            title: 'Rows without an estimate',
            body: foldedDetail({
              id: 'rows-without-estimate',
              title: `${formatCount(rows.reduce((sum, { names }) => sum + names.length, 0))} rows, by output and reason`,
              body: dataTable({
                columns: [
                  { title: 'Arm' },
                  { title: 'Output' },
                  { title: 'Rows', align: 'right' as const },
                  { title: 'Of', align: 'right' as const },
                  { title: 'Reason' },
                  { title: 'Names' },
                ],
                rows: rows.map(({ arm, output, names, of, reason }) => ({
                  cells: [
                    ...[
                      describeArm(arm),
                      output === null ? '' : outputSummary(output),
                      formatCount(names.length),
                      formatCount(of),
                      reason,
                    ],
                    `${names.slice(0, LISTED).join(', ')}${names.length > LISTED ? ', ...' : ''}`,
                  ],
                })),
              }),
            }),
          },
        ]),
  ];
}

/** Names that a row of the table lists; all are in the CSV file. */
const LISTED = 20;

function samplesSection({ counts, settings }: SensitivityResult): Section {
  return {
    id: 'samples',
    title: 'Samples and failures',
    body: foldedDetail({
      id: 'sample-counts',
      title: `${formatCount(counts.reduce((sum, { failed }) => sum + failed, 0))} failed of ${formatCount(counts.reduce((sum, { samples }) => sum + samples, 0))} evaluated outputs`,
      body: html`<p>${policies[settings.failures]}</p>${dataTable({
        columns: [
          { title: 'Arm' },
          { title: 'Output' },
          { title: 'Samples', align: 'right' },
          { title: 'Failed', align: 'right' },
          { title: 'Blocks', align: 'right' },
          { title: 'Dropped', unit: 'blocks', align: 'right' },
        ],
        rows: counts.map(({ arm, output, samples, failed, blocks, dropped_blocks: dropped }) => ({
          cells: [describeArm(arm), outputSummary(output), ...[samples, failed, blocks, dropped].map(formatCount)],
        })),
      })}<p>All samples: <a href="samples.csv">samples.csv</a>.</p>`,
    }),
  };
}

/** The resolved settings; those that the method does not use are 0 and not shown. */
function settingsSection({ settings }: SensitivityResult): Section {
  const { corrected, ranges, correlations = [], ...rest } = settings;
  const shown: readonly (readonly [string, string])[] = [
    ...Object.entries(rest)
      .filter(([, value]) => value !== 0)
      .map(
        ([name, value]) =>
          [name.replaceAll('_', ' '), Array.isArray(value) ? value.join(', ') : String(value ?? '–')] as const,
      ),
    ...Object.entries(ranges).map(([name, [low, high]]) => [`range of ${name}`, `${low} to ${high}`] as const),
    ...correlations.map(
      ({ between: [a, b], spearman }) => [`rank correlation of ${a} and ${b}`, spearman.toFixed(3)] as const,
    ),
    ['corrected terms', corrected.length === 0 ? 'none; all terms as posted' : corrected.join(', ')],
  ];
  return {
    id: 'settings',
    title: 'Settings',
    body: foldedDetail({
      id: 'all-settings',
      title: 'All settings',
      body: dataTable({
        width: 'narrow',
        columns: [{ title: 'Setting' }, { title: 'Value' }],
        rows: shown.map(([name, value]) => ({ cells: [name, value] })),
      }),
    }),
  };
}
