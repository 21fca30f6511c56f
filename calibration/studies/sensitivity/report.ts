import { dataTable } from '../../page/data-table.js';
import type { WarningReceiver } from '../../page/drawn-plot.js';
import { formatCount } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import type { Section } from '../../page/page.js';
import { studyPage } from '../../page/study-page.js';
import type { PageSource } from '../study.js';
import { describeArm } from './outputs.js';
import { correlationReport } from './report/correlation.js';
import { intervalsReport } from './report/intervals.js';
import { localReport } from './report/local.js';
import type { MethodContext, MethodReport } from './report/method-report.js';
import { morrisReport } from './report/morris.js';
import { shapesReport } from './report/shapes.js';
import { sobolReport } from './report/sobol.js';
import type { SensitivityResult } from './result.js';

/**
 * The page of a sensitivity study from its stored result.
 *
 * @param stored - manifest, `sensitivity.json`, tables
 * @param receiver - of the plot renderer's warnings
 * @returns one HTML page; the same input gives the same bytes
 */
export async function render(
  { manifest, result, table }: PageSource<SensitivityResult>,
  receiver: WarningReceiver = { onWarning: () => {} },
): Promise<string> {
  const { title, lead, facts, sections, method } = await methodReport(result, { table, ...receiver });
  return studyPage({
    kicker: 'QCIC sensitivity report',
    title,
    head: html`<p>${lead}</p>`,
    facts,
    sections: [
      ...sections,
      { id: 'method', title: 'How to read it', body: html`${method.map((text) => html`<p>${text}</p>\n`)}` },
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

function samplesSection({ counts, settings }: SensitivityResult): Section {
  return {
    id: 'samples',
    title: 'Samples and failures',
    body: html`<p>${policies[settings.failures]}</p>${dataTable({
      columns: [
        { title: 'arm' },
        { title: 'output' },
        { title: 'samples', align: 'right' },
        { title: 'failed', align: 'right' },
        { title: 'blocks', align: 'right' },
        { title: 'dropped', align: 'right' },
      ],
      rows: counts.map(({ arm, output, samples, failed, blocks, dropped_blocks: dropped }) => ({
        cells: [describeArm(arm), output, ...[samples, failed, blocks, dropped].map(formatCount)],
      })),
    })}`,
  };
}

/** The resolved settings; those that the method does not use are 0 and not shown. */
function settingsSection({ settings }: SensitivityResult): Section {
  const { corrected, ...rest } = settings;
  const shown: readonly (readonly [string, string])[] = [
    ...Object.entries(rest)
      .filter(([, value]) => value !== 0)
      .map(
        ([name, value]) =>
          [name.replaceAll('_', ' '), Array.isArray(value) ? value.join(', ') : String(value ?? '–')] as const,
      ),
    ['corrected terms', corrected.length === 0 ? 'none; all terms as posted' : corrected.join(', ')],
  ];
  return {
    id: 'settings',
    title: 'Settings',
    body: dataTable({
      width: 'narrow',
      columns: [{ title: 'setting' }, { title: 'value' }],
      rows: shown.map(([name, value]) => ({ cells: [name, value] })),
    }),
  };
}
