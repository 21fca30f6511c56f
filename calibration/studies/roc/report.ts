import { readCurves } from '../../biomarkers/curve-tables.js';
import type { FigureReceiver } from '../../page/drawn-plot.js';
import { formatCount, formatFixed } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import { unbroken } from '../../page/listed.js';
import type { ReportPage } from '../../page/page.js';
import { studyPage } from '../../page/study-page.js';
import { rocBlock } from '../../plots/roc-block.js';
import type { PageSource } from '../study.js';
import { rocAnswer } from './report/answer.js';
import type { RocResult } from './result.js';

/**
 * The report of `qcic roc`: markers and classifiers of one table.
 *
 * @param stored - manifest, result and tables of the study
 * @param receiver - of the plot renderer's warnings
 * @returns the page; the same input gives the same parts
 */
export async function render(
  stored: PageSource<RocResult>,
  receiver: FigureReceiver = { onWarning: () => undefined },
): Promise<ReportPage> {
  const { manifest, result } = stored;
  const { table: source, label, missing } = result;
  const [positive, negative] = [result.positive.join(', '), result.negative.join(', ')];
  const curves = readCurves({
    roc: await stored.table('figures/roc.csv'),
    calibration: await stored.table('figures/calibration.csv'),
  })();
  const block = await rocBlock(
    {
      id: 'figure-roc',
      title: `ROC curves and calibration: ${label} = ${positive}`,
      open: 'all',
      notes: 'here',
      result,
      curves,
      outcome: { positive: `rows with ${label} = ${positive}`, negative: `rows with ${label} = ${negative}` },
    },
    receiver,
  );
  return studyPage({
    kicker: 'Markers and a binary outcome',
    title: source.split(/[\\/]/).at(-1) ?? source,
    answer: unbroken(rocAnswer(result)),
    facts: [
      ['Rows', formatCount(result.n_pos + result.n_neg)],
      ['Positive', `${label} = ${positive} (${formatCount(result.n_pos)})`],
      ['Negative', `${label} = ${negative} (${formatCount(result.n_neg)})`],
      ...(missing.lines.length === 0 ? [] : [['Left out', `${formatCount(missing.lines.length)} rows`] as const]),
      ['Prevalence used', `${formatFixed(100 * result.prevalence, 1)} %`],
      ['Cross-validation', `${result.folds} folds, ${result.repeats} repeats`],
      ['Seed', result.seed],
    ],
    head: html`<p class="note">Single markers, thresholds and in-sample AUCs are evaluated on the rows on which they were selected and are therefore optimistic. Out-of-fold AUCs are evaluated on rows not used for the fit. Data of the curves: <a href="figures/roc.csv">figures/roc.csv</a> and <a href="figures/calibration.csv">figures/calibration.csv</a>; all results: <a href="roc.json">roc.json</a>.</p>
`,
    sections: [{ id: 'markers', title: 'Markers and classifiers', body: block }],
    manifest,
  });
}
