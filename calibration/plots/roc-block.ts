import type { CalibrationFigures, RocAnalysis, RocCurveFigures, RocFigures } from '../biomarkers/roc-results.js';
import { formatCount, formatFixed, formatPValue } from '../page/format-number.js';
import { type Html, html, NO_HTML } from '../page/html.js';
import { renderSvg } from '../page/plots/render-svg.js';
import { markerStyle } from './marker-style.js';
import { type RocPanels, rocPanelsFigure } from './roc-panels-plot.js';
import { classifierTable, comparisonTable, markerTable, setLabel, thresholdTable, weightTable } from './roc-tables.js';

/** The analysis of one table, ready to be shown. */
export interface RocBlock {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly analysis: Pick<RocAnalysis, 'curves' | 'calibration'> & { readonly figures: RocFigures };
  /** What a positive and a negative row is. */
  readonly outcome: { readonly positive: string; readonly negative: string };
  /** `figures` leaves all tables but the first folded, for pages of many blocks. */
  readonly open: 'all' | 'figures';
  readonly onWarning?: (message: string) => void;
}

/** A classifier that is drawn: its curve and its calibration go by the markers and the scale. */
interface DrawnClassifier {
  readonly name: string;
  readonly score: string;
  readonly scale: 'raw' | 'log';
  readonly auc: number;
}

/** The best pair and the set of all markers on the raw scale, and the best of all where it is neither. */
function drawnClassifiers({ classifiers, markers }: RocFigures): readonly DrawnClassifier[] {
  const most = Object.keys(markers).length;
  const ranked = [...classifiers].sort((a, b) => b.out_of_fold.auc - a.out_of_fold.auc);
  const wanted = [
    ranked.find(({ markers: set, scale }) => set.length === 2 && scale === 'raw'),
    ranked.find(({ markers: set, scale }) => set.length === Math.min(4, most) && scale === 'raw'),
    ranked[0],
  ];
  const chosen = [...new Set(wanted.flatMap((classifier) => (classifier === undefined ? [] : [classifier])))];
  return chosen.map(({ markers: set, scale, out_of_fold }) => ({
    name: `${set.length === most && most > 2 ? `all ${most}` : setLabel(set)}${scale === 'log' ? ', log' : ''}`,
    score: set.join(' + '),
    scale,
    auc: out_of_fold.auc,
  }));
}

function panelsOf({ figures, curves, calibration }: RocBlock['analysis']): RocPanels {
  const labelled = ({ fpr, tpr }: RocCurveFigures, label: string) => ({ label, x: fpr, y: tpr });
  const withArea = (auc: number, name: string) => `${formatFixed(auc, 2)}\u2002${name}`;
  const drawn = drawnClassifiers(figures);
  const matches = (wanted: DrawnClassifier) => (found: RocCurveFigures | CalibrationFigures) =>
    found.score === wanted.score && found.scale === wanted.scale;
  return {
    markers: curves
      .filter(({ kind }) => kind === 'marker')
      .map((curve) => labelled(curve, withArea(curve.auc, markerStyle(curve.score).label))),
    classifiers: drawn.flatMap((wanted) =>
      curves
        .filter((curve) => curve.kind === 'out of fold' && matches(wanted)(curve))
        .map((curve) => labelled(curve, withArea(wanted.auc, wanted.name))),
    ),
    calibration: drawn.flatMap((wanted) =>
      calibration.filter(matches(wanted)).map(({ groups }) => ({ label: wanted.name, groups })),
    ),
  };
}

function describePermutation({ permutation }: RocFigures): Html {
  if (permutation === null) return NO_HTML;
  const { best_auc, p, permutations, rows, mean_under_null } = permutation;
  return html`<p>Permutation test of the whole search (every set, cross-validated, the best one taken) on ${formatCount(rows)} rows:
largest out-of-fold area ${formatFixed(best_auc, 3)}, against ${formatFixed(mean_under_null, 3)} on average over ${formatCount(permutations)} shufflings of the labels; p\u00a0${p < 0.001 ? '' : '=\u00a0'}${formatPValue(p)}.</p>
`;
}

/**
 * Figures and tables of one analysed table: ROC curves, calibration, areas, thresholds, comparisons, classifiers.
 *
 * @param block - the analysis and how it is named
 * @returns HTML without a heading of its own
 */
export async function rocBlock(block: RocBlock): Promise<Html> {
  const { id, title, outcome, analysis, onWarning } = block;
  const { figures } = analysis;
  const svg = await renderSvg(rocPanelsFigure(panelsOf(analysis)), {
    id: `${id}-chart`,
    label: title,
    ...(onWarning === undefined ? {} : { onWarning }),
  });
  const remarks =
    figures.remarks.length === 0
      ? NO_HTML
      : html`<ul>${figures.remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`;
  const folded = (summary: string, table: Html, isOpen: boolean): Html =>
    isOpen ? table : html`<details><summary>${summary}</summary>${table}</details>\n`;
  const isOpen = block.open === 'all';
  const comparisons =
    figures.comparisons.length === 0 ? NO_HTML : folded('Comparisons of markers', comparisonTable(figures), isOpen);
  const ofScale = (scale: 'raw' | 'log'): Html =>
    figures.classifiers.some((classifier) => classifier.scale === scale)
      ? folded(
          scale === 'raw' ? 'Classifiers of the markers' : 'Classifiers of the logarithms of the markers',
          classifierTable(figures, scale),
          isOpen && scale === 'raw',
        )
      : NO_HTML;
  return html`<figure id="${id}"><h3>${title}</h3>
${svg}
<figcaption>${formatCount(figures.n_pos)} ${outcome.positive}, ${formatCount(figures.n_neg)} ${outcome.negative}. Areas stand in the keys; classifiers are judged on rows they were not trained on, the first of ${formatCount(figures.repeats)} assignment${figures.repeats === 1 ? '' : 's'} to folds is drawn. Calibration: rows in up to ten groups by predicted probability, bars are 95 % intervals. The best pair is the best of several, hence a little flattered; the permutation test repeats that choice.</figcaption></figure>
${markerTable(figures)}${describePermutation(figures)}${remarks}${comparisons}${ofScale('raw')}${ofScale('log')}
<details><summary>Thresholds and predictive values</summary>${thresholdTable(figures)}</details>
<details><summary>Weights of the classifiers</summary>${weightTable(figures)}</details>
`;
}
