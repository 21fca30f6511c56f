import type {
  AucEstimate,
  ClassifierResult,
  Estimate,
  MarkerAnalysis,
  MarkerScale,
  ThresholdResult,
} from '../biomarkers/result.js';
import { dataTable, type TableRow } from '../page/data-table.js';
import { formatFixed, formatPValue, formatSignificant, NO_NUMBER } from '../page/format-number.js';
import { type Html, type HtmlPart, html } from '../page/html.js';
import { markerStyle } from './marker-style.js';

const PERCENT = 100;

/** Markers of a classifier by their labels, in full. */
export function setLabel(markers: readonly string[]): string {
  return markers.map((marker) => markerStyle(marker).label).join(' + ');
}

/** An AUC with its interval. */
export function aucCell({ auc, ci_low, ci_high }: AucEstimate): Html {
  return html`<strong>${formatFixed(auc, 3)}</strong> <span class="se">${formatFixed(ci_low, 3)} to ${formatFixed(ci_high, 3)}</span>`;
}

const p = (value: number | null): string => (value === null ? NO_NUMBER : formatPValue(value));

/** AUCs of the markers, one line each. */
export function markerTable({ markers, partial_auc_to, bootstrap_replicates }: MarkerAnalysis): Html {
  const hasBootstrap = bootstrap_replicates > 0;
  return dataTable({
    caption: 'Single markers.',
    columns: [
      { title: 'Marker' },
      { title: 'In positives', unit: 'higher or lower' },
      { title: 'AUC', unit: '95 % interval, DeLong', align: 'right' },
      { title: 'Standard error', unit: 'DeLong', align: 'right' },
      ...(hasBootstrap
        ? [{ title: 'Bootstrap interval', unit: `${bootstrap_replicates} resamples`, align: 'right' } as const]
        : []),
      {
        title: 'Partial AUC',
        unit: `false positives to ${formatFixed(partial_auc_to, 2)}; after McClish`,
        align: 'right',
      },
    ],
    rows: Object.entries(markers).map(([marker, result]) => ({
      cells: [
        markerStyle(marker).label,
        result.direction,
        aucCell(result),
        formatFixed(result.delong_se, 4),
        ...(hasBootstrap
          ? [`${formatFixed(result.bootstrap_low, 3)} to ${formatFixed(result.bootstrap_high, 3)}`]
          : []),
        html`${formatFixed(result.partial_auc, 4)} <span class="se">${formatFixed(result.partial_auc_standardised, 3)}</span>`,
      ],
    })),
  });
}

const shareCell = (value: number | null, low: number, high: number): HtmlPart =>
  value === null
    ? NO_NUMBER
    : html`${formatFixed(PERCENT * value, 1)} <span class="se">${formatFixed(PERCENT * low, 1)} to ${formatFixed(PERCENT * high, 1)}</span>`;

function thresholdCells(rule: ThresholdResult): readonly HtmlPart[] {
  return [
    rule.threshold === null
      ? 'none'
      : `${rule.rule === '>=' ? '\u2265' : '\u2264'} ${formatSignificant(rule.threshold)}`,
    shareCell(rule.sensitivity, rule.sensitivity_low, rule.sensitivity_high),
    shareCell(rule.specificity, rule.specificity_low, rule.specificity_high),
    shareCell(rule.ppv, rule.ppv_low, rule.ppv_high),
    shareCell(rule.npv, rule.npv_low, rule.npv_high),
  ];
}

/** Thresholds of the markers with what they give at the table's prevalence. */
export function thresholdTable({ markers, prevalence, sensitivity, specificity }: MarkerAnalysis): Html {
  return dataTable({
    caption: `Thresholds, chosen and evaluated on the same rows; predictive values at a prevalence of ${formatFixed(PERCENT * prevalence, 1)} %. Intervals: Wilson, and logit for predictive values.`,
    columns: [
      { title: 'Chosen by' },
      { title: 'Called positive at' },
      { title: 'Sensitivity', unit: '%', align: 'right' },
      { title: 'Specificity', unit: '%', align: 'right' },
      { title: 'PPV', unit: '%', align: 'right' },
      { title: 'NPV', unit: '%', align: 'right' },
    ],
    rows: Object.entries(markers).flatMap(([marker, { thresholds }]): readonly TableRow[] => [
      { group: markerStyle(marker).label },
      { cells: ['Youden index', ...thresholdCells(thresholds.youden)] },
      { cells: [`sensitivity \u2265 ${formatFixed(sensitivity, 2)}`, ...thresholdCells(thresholds.at_sensitivity)] },
      { cells: [`specificity \u2265 ${formatFixed(specificity, 2)}`, ...thresholdCells(thresholds.at_specificity)] },
    ]),
  });
}

/** Paired DeLong tests. */
export function comparisonTable({ comparisons }: MarkerAnalysis): Html {
  return dataTable({
    caption: 'Paired DeLong tests between markers, two-sided; adjusted after Holm over this table.',
    width: 'narrow',
    columns: [
      { title: 'Markers' },
      { title: 'Difference of AUC', unit: '95 % interval', align: 'right' },
      { title: 'z', align: 'right' },
      { title: 'p', align: 'right' },
      { title: 'p, Holm', align: 'right' },
    ],
    rows: comparisons.map((comparison) => ({
      cells: [
        `${markerStyle(comparison.first).label} \u2212 ${markerStyle(comparison.second).label}`,
        html`${formatFixed(comparison.difference, 3)} <span class="se">${formatFixed(comparison.ci_low, 3)} to ${formatFixed(comparison.ci_high, 3)}</span>`,
        formatFixed(comparison.z, 2),
        p(comparison.p),
        p(comparison.p_holm),
      ],
    })),
  });
}

const estimateCell = (estimate: Estimate | null, decimals: number): HtmlPart =>
  estimate === null
    ? NO_NUMBER
    : html`${formatFixed(estimate.value, decimals)} <span class="se">${formatFixed(estimate.ci_low, decimals)} to ${formatFixed(estimate.ci_high, decimals)}</span>`;

function classifierRow(classifier: ClassifierResult): TableRow {
  const { out_of_fold: outOfFold } = classifier;
  const flags = [
    ...(classifier.separated ? ['separated'] : []),
    ...(classifier.penalty === 'firth' ? ["Firth's penalty"] : []),
  ];
  return {
    cells: [
      html`${setLabel(classifier.markers)}${flags.map((summary) => html` <span class="flag">${summary}</span>`)}`,
      aucCell(outOfFold),
      aucCell(classifier.in_sample),
      estimateCell(outOfFold.calibration_slope, 2),
      estimateCell(outOfFold.calibration_in_the_large, 2),
      html`${formatFixed(outOfFold.brier, 4)} <span class="se">${formatFixed(outOfFold.brier_scaled, 3)}</span>`,
    ],
  };
}

/** Classifiers of every set on one scale, out of fold and in sample. */
export function classifierTable({ classifiers, folds, repeats }: MarkerAnalysis, scale: MarkerScale): Html {
  return dataTable({
    caption: `Logistic classifiers ${scale === 'log' ? 'of the logarithms of the markers' : 'of the markers as they are'}. Out of fold: ${folds}-fold cross-validation, ${repeats} time${repeats === 1 ? '' : 's'}, stratified; calibration and Brier score out of fold.`,
    columns: [
      { title: 'Markers' },
      { title: 'AUC out of fold', unit: '95 % interval', align: 'right' },
      { title: 'AUC in sample', unit: '95 % interval', align: 'right' },
      { title: 'Calibration slope', unit: '1 is right', align: 'right' },
      { title: 'In the large', unit: '0 is right', align: 'right' },
      { title: 'Brier score', unit: 'and scaled', align: 'right' },
    ],
    rows: classifiers.filter((classifier) => classifier.scale === scale).map(classifierRow),
  });
}

/** Weights of the classifiers with their intervals. */
export function weightTable({ classifiers }: MarkerAnalysis): Html {
  return dataTable({
    caption:
      'Weights: log odds of a positive = intercept + sum of weight x marker. In brackets the weight per standard deviation.',
    columns: [
      { title: 'Classifier' },
      { title: 'Term' },
      { title: 'Weight', unit: '95 % interval', align: 'right' },
      { title: 'Weight', unit: 'per standard deviation', align: 'right' },
    ],
    rows: classifiers.flatMap((classifier): readonly TableRow[] => {
      const { markers, scale, intercept, weights, standardised_weights } = classifier;
      const cell = ({ value, ci_low, ci_high }: Estimate) =>
        html`${formatSignificant(value)} <span class="se">${formatSignificant(ci_low)} to ${formatSignificant(ci_high)}</span>`;
      const name = `${setLabel(markers)}${scale === 'log' ? ', logarithms' : ''}`;
      return [
        { cells: [name, 'intercept', cell(intercept), ''] },
        ...weights.map((weight, index) => ({
          cells: ['', setLabel([markers[index] ?? '']), cell(weight), formatFixed(standardised_weights[index], 2)],
        })),
      ];
    }),
  });
}
