import type { RocAnalysis } from '../../biomarkers/roc-results.js';
import { formatCount, formatFixed } from '../../page/format-number.js';
import { html } from '../../page/html.js';
import { rocBlock } from '../../plots/roc-block.js';
import { reportPage } from '../../plots/roc-page.js';

/** All that the report of a table is made from. */
export interface RocReportInput {
  /** The file. */
  readonly source: string;
  readonly label: string;
  readonly positive: string;
  readonly analysis: RocAnalysis;
  readonly seed: string;
  readonly version: string;
  readonly command: string;
  readonly onWarning?: (message: string) => void;
}

/**
 * The report of `qcic roc`: markers and classifiers of one table.
 *
 * @param input - the analysis and where it comes from
 * @returns the page
 */
export async function renderRocReport(input: RocReportInput): Promise<string> {
  const { source, label, positive, analysis, seed, version, command, onWarning } = input;
  const { figures } = analysis;
  const block = await rocBlock({
    id: 'figure-roc',
    title: `ROC curves and calibration: ${label} = ${positive}`,
    open: 'all',
    analysis,
    outcome: { positive: `rows with ${label} = ${positive}`, negative: 'others' },
    ...(onWarning === undefined ? {} : { onWarning }),
  });
  return reportPage({
    kicker: 'Markers and a binary outcome',
    title: source.split(/[\\/]/).at(-1) ?? source,
    facts: [
      ['Rows', formatCount(figures.n_pos + figures.n_neg)],
      ['Positive', `${label} = ${positive} (${formatCount(figures.n_pos)})`],
      ['Prevalence used', `${formatFixed(100 * figures.prevalence, 1)} %`],
      ['Cross-validation', `${figures.folds} folds, ${figures.repeats} times`],
      ['Seed', seed],
    ],
    head: html`<p class="note">Figures of single markers, thresholds and in-sample areas are judged on the rows they were chosen on; out-of-fold areas are not. Data of the curves: <a href="figures/roc.csv">figures/roc.csv</a> and <a href="figures/calibration.csv">figures/calibration.csv</a>; all figures: <a href="roc.json">roc.json</a>.</p>
`,
    sections: [{ id: 'markers', title: 'Markers and classifiers', body: block }],
    version,
    command,
  });
}
