import type { DrawnCurves } from '../biomarkers/curve-tables.js';
import type { CalibrationGroups, MarkerAnalysis, RocCurvePoints } from '../biomarkers/result.js';
import { formatCount, formatFixed, formatPValue } from '../page/format-number.js';
import { type Html, html, NO_HTML } from '../page/html.js';
import { renderSvg } from '../page/plots/render-svg.js';
import { markerStyle } from './marker-style.js';
import { type RocPanels, rocPanelsFigure } from './roc-panels-plot.js';
import { classifierTable, comparisonTable, markerTable, setLabel, thresholdTable, weightTable } from './roc-tables.js';

/** The analysis of one table, with the names shown on the page. */
export interface RocBlock {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly result: MarkerAnalysis;
  readonly curves: DrawnCurves;
  /** What a positive and a negative row is. */
  readonly outcome: { readonly positive: string; readonly negative: string };
  /** `plots` leaves all tables but the first folded, for pages of many blocks. */
  readonly open: 'all' | 'plots';
  readonly onWarning?: (message: string) => void;
}

/** A classifier that is drawn; markers and scale identify its curve and its calibration. */
interface DrawnClassifier {
  readonly name: string;
  readonly score: string;
  readonly scale: 'raw' | 'log';
  readonly auc: number;
}

/** The best pair and the set of all markers on the raw scale, and the best of all where it is neither. */
function drawnClassifiers({ classifiers, markers }: MarkerAnalysis): readonly DrawnClassifier[] {
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

function panelsOf(result: MarkerAnalysis, { curves, calibration }: DrawnCurves): RocPanels {
  const labelled = ({ fpr, tpr }: RocCurvePoints, label: string) => ({ label, x: fpr, y: tpr });
  const withAuc = (auc: number, name: string) => `${formatFixed(auc, 2)}\u2002${name}`;
  const drawn = drawnClassifiers(result);
  const matches = (wanted: DrawnClassifier) => (found: RocCurvePoints | CalibrationGroups) =>
    found.score === wanted.score && found.scale === wanted.scale;
  return {
    markers: curves
      .filter(({ kind }) => kind === 'marker')
      .map((curve) => labelled(curve, withAuc(curve.auc, markerStyle(curve.score).label))),
    classifiers: drawn.flatMap((wanted) =>
      curves
        .filter((curve) => curve.kind === 'out of fold' && matches(wanted)(curve))
        .map((curve) => labelled(curve, withAuc(wanted.auc, wanted.name))),
    ),
    calibration: drawn.flatMap((wanted) =>
      calibration.filter(matches(wanted)).map(({ groups }) => ({ label: wanted.name, groups })),
    ),
  };
}

function describePermutation({ permutation }: MarkerAnalysis): Html {
  if (permutation === null) return NO_HTML;
  const { best_auc, p, permutations, rows, mean_under_null } = permutation;
  return html`<p>Permutation test of the whole search (every set of markers cross-validated, the best one chosen) on ${formatCount(rows)} rows:
largest out-of-fold AUC ${formatFixed(best_auc, 3)}, against ${formatFixed(mean_under_null, 3)} on average over ${formatCount(permutations)} permutations of the labels; p\u00a0${p < 0.001 ? '' : '=\u00a0'}${formatPValue(p)}.</p>
`;
}

/**
 * Plots and tables of one analysed table: ROC curves, calibration, AUCs, thresholds, comparisons, classifiers.
 *
 * @param block - the analysis and its names
 * @returns HTML without a heading of its own
 */
export async function rocBlock(block: RocBlock): Promise<Html> {
  const { id, title, outcome, result, curves, onWarning } = block;
  const svg = await renderSvg(rocPanelsFigure(panelsOf(result, curves)), {
    id: `${id}-chart`,
    label: title,
    ...(onWarning === undefined ? {} : { onWarning }),
  });
  const remarks =
    result.remarks.length === 0 ? NO_HTML : html`<ul>${result.remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`;
  const folded = (summary: string, table: Html, isOpen: boolean): Html =>
    isOpen ? table : html`<details><summary>${summary}</summary>${table}</details>\n`;
  const isOpen = block.open === 'all';
  const comparisons =
    result.comparisons.length === 0 ? NO_HTML : folded('Comparisons of markers', comparisonTable(result), isOpen);
  const ofScale = (scale: 'raw' | 'log'): Html =>
    result.classifiers.some((classifier) => classifier.scale === scale)
      ? folded(
          scale === 'raw' ? 'Classifiers of the markers' : 'Classifiers of the logarithms of the markers',
          classifierTable(result, scale),
          isOpen && scale === 'raw',
        )
      : NO_HTML;
  return html`<figure id="${id}"><h3>${title}</h3>
${svg}
<figcaption>${formatCount(result.n_pos)} ${outcome.positive}, ${formatCount(result.n_neg)} ${outcome.negative}. AUC in the legend. Classifiers are evaluated out of fold; the first of ${formatCount(result.repeats)} assignment${result.repeats === 1 ? '' : 's'} to folds is drawn. Calibration: rows in up to ten groups by predicted probability, bars are 95 % intervals. The AUC of the best pair is the largest of several and therefore slightly optimistic; the permutation test repeats that choice.</figcaption></figure>
${markerTable(result)}${describePermutation(result)}${remarks}${comparisons}${ofScale('raw')}${ofScale('log')}
<details><summary>Thresholds and predictive values</summary>${thresholdTable(result)}</details>
<details><summary>Weights of the classifiers</summary>${weightTable(result)}</details>
`;
}
