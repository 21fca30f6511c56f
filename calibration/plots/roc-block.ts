import type { DrawnCurves } from '../biomarkers/curve-tables.js';
import type { CalibrationGroups, MarkerAnalysis, RocCurvePoints } from '../biomarkers/result.js';
import { drawnFigure, type FigureReceiver } from '../page/drawn-plot.js';
import { foldedDetail } from '../page/folded-detail.js';
import { formatCount, formatFixed, formatPValue } from '../page/format-number.js';
import { type Html, html, NO_HTML } from '../page/html.js';
import { markerStyle } from './marker-style.js';
import { type RocPanels, rocPanelsFigure } from './roc-panels-plot.js';
import { classifierTable, comparisonTable, markerTable, setLabel, thresholdTable, weightTable } from './roc-tables.js';
import { scoreColour } from './score-colours.js';

/** The analysis of one table, with the names shown on the page. */
export interface RocBlock {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly result: MarkerAnalysis;
  readonly curves: DrawnCurves;
  /** What a positive and a negative row is. */
  readonly outcome: { readonly positive: string; readonly negative: string };
  /** `plots` folds all tables but the first, for pages of many blocks. */
  readonly open: 'all' | 'plots';
  /** Whether the notes on how to read the block stand in it, or once on the page. */
  readonly notes: 'here' | 'on the page';
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
  const names = Object.keys(result.markers);
  const withAuc = (auc: number, name: string) => `${formatFixed(auc, 2)}\u2002${name}`;
  const drawn = drawnClassifiers(result);
  const lookOf = ({ score, scale }: Pick<DrawnClassifier, 'score' | 'scale'>) => ({
    colour: scoreColour(score.split(' + '), names),
    isDashed: scale === 'log',
  });
  const matches = (wanted: DrawnClassifier) => (found: RocCurvePoints | CalibrationGroups) =>
    found.score === wanted.score && found.scale === wanted.scale;
  return {
    markers: curves
      .filter(({ kind }) => kind === 'marker')
      .map(({ score, auc, fpr, tpr }) => ({
        label: withAuc(auc, markerStyle(score).label),
        ...lookOf({ score, scale: 'raw' }),
        x: fpr,
        y: tpr,
      })),
    classifiers: drawn.flatMap((wanted) =>
      curves
        .filter((curve) => curve.kind === 'out of fold' && matches(wanted)(curve))
        .map(({ fpr, tpr }) => ({ label: withAuc(wanted.auc, wanted.name), ...lookOf(wanted), x: fpr, y: tpr })),
    ),
    calibration: drawn.flatMap((wanted) =>
      calibration.filter(matches(wanted)).map(({ groups }) => ({ label: wanted.name, ...lookOf(wanted), groups })),
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

/** How a block is read, the same for all. */
export function rocNotes(repeats: number): readonly string[] {
  return [
    `Classifiers are evaluated out of fold; the first of ${formatCount(repeats)} assignment${repeats === 1 ? '' : 's'} to folds is drawn.`,
    'Calibration: rows in up to ten groups by predicted probability; bars are 95 % intervals.',
    'The AUC of the best pair is the largest of several and therefore slightly optimistic; the permutation test repeats that choice.',
  ];
}

/** AUCs of all curves, in words. */
function altOf(result: MarkerAnalysis): string {
  const markers = Object.entries(result.markers).map(
    ([name, { auc }]) => `${markerStyle(name).label} ${formatFixed(auc, 2)}`,
  );
  const classifiers = drawnClassifiers(result).map(({ name, auc }) => `${name} ${formatFixed(auc, 2)}`);
  const drawn = classifiers.length === 0 ? '' : ` Of logistic classifiers out of fold: ${classifiers.join(', ')}.`;
  return `ROC curves and calibration. Areas under the curves of single markers: ${markers.join(', ')}.${drawn}`;
}

/**
 * Plots and tables of one analysed table: ROC curves, calibration, AUCs, thresholds, comparisons, classifiers.
 *
 * @param block - the analysis and its names
 * @param receiver - of the renderer's warnings, and of the tables behind figures
 * @returns HTML without a heading of its own
 */
export async function rocBlock(block: RocBlock, receiver: FigureReceiver): Promise<Html> {
  const { id, title, outcome, result, curves, open, notes } = block;
  const panels = panelsOf(result, curves);
  const isHere = notes === 'here';
  const figure = await drawnFigure(
    {
      id,
      title,
      key: [],
      alt: altOf(result),
      caption: html`${formatCount(result.n_pos)} ${outcome.positive}, ${formatCount(result.n_neg)} ${outcome.negative}. AUC in the legend.${isHere ? ` ${rocNotes(result.repeats).join(' ')}` : ''}`,
      table: {
        columns: ['Score', 'False positive rate', 'True positive rate'],
        rows: [...panels.markers, ...panels.classifiers].flatMap(({ label, x, y }) =>
          x.map((rate, index) => [label, rate, y[index] ?? null]),
        ),
      },
      draw: (layout) => rocPanelsFigure(panels, layout),
    },
    receiver,
  );
  const remarks =
    !isHere || result.remarks.length === 0
      ? NO_HTML
      : html`<ul>${result.remarks.map((remark) => html`<li>${remark}</li>`)}</ul>`;
  const { shown, folded } = tablesOf(result, open);
  return html`${figure}${markerTable(result)}${describePermutation(result)}${remarks}${shown}${foldedDetail({
    id: `${id}-tables`,
    title: folded.title,
    body: folded.body,
  })}`;
}

/** Tables beside that of the markers, open and folded. */
function tablesOf(
  result: MarkerAnalysis,
  open: RocBlock['open'],
): { readonly shown: Html; readonly folded: { readonly title: string; readonly body: Html } } {
  const comparisons = result.comparisons.length === 0 ? NO_HTML : comparisonTable(result);
  const ofScale = (scale: 'raw' | 'log'): Html =>
    result.classifiers.some((classifier) => classifier.scale === scale) ? classifierTable(result, scale) : NO_HTML;
  const rest = html`${ofScale('log')}${thresholdTable(result)}${weightTable(result)}`;
  const first = html`${comparisons}${ofScale('raw')}`;
  return open === 'all'
    ? { shown: first, folded: { title: 'Thresholds, predictive values and weights of the classifiers', body: rest } }
    : {
        shown: NO_HTML,
        folded: { title: 'Comparisons, classifiers, thresholds and predictive values', body: html`${first}${rest}` },
      };
}
