import {
  aucDeLong,
  type OperatingPoint,
  partialAuc,
  pointAtSensitivity,
  pointAtSpecificity,
  predictiveValues,
  type RocCurve,
  rocCurve,
  wilsonInterval,
  youdenPoint,
} from '../../src/index.js';
import type { MarkerFigures, ThresholdFigures } from './roc-results.js';
import type { RocSettings } from './score-table.js';

/** A marker read in the direction in which positives tend to have the higher score. */
export interface OrientedMarker {
  readonly direction: 'higher' | 'lower';
  /** The marker, or its negative where the direction is `lower`. */
  readonly score: Float64Array;
}

/** Rows of either label, and the prevalence at which rules will be used. */
export interface LabelCounts {
  readonly positives: number;
  readonly negatives: number;
  readonly prevalence: number;
}

/**
 * Reads a marker in the direction in which its area under the curve is at least one half.
 *
 * @param values - one per row; finite
 * @param labels - 1 or 0 per row
 */
export function orientMarker(values: Float64Array, labels: Uint8Array): OrientedMarker {
  return aucDeLong(values, labels).auc < 0.5
    ? { direction: 'lower', score: values.map((value) => -value) }
    : { direction: 'higher', score: values };
}

/**
 * Figures of one marker, but for the bootstrap: area, partial area, thresholds.
 *
 * @param marker - the oriented marker
 * @param labels - 1 or 0 per row
 * @param options - counts and settings
 * @returns figures, and the curve
 */
export function markerFigures(
  { direction, score }: OrientedMarker,
  labels: Uint8Array,
  { counts, settings }: { readonly counts: LabelCounts; readonly settings: RocSettings },
): {
  readonly figures: Omit<MarkerFigures, 'bootstrap_low' | 'bootstrap_high'>;
  readonly curve: RocCurve;
} {
  const { auc, standardError, ciLow, ciHigh } = aucDeLong(score, labels);
  const curve = rocCurve(score, labels);
  const partial = partialAuc(curve, { from: 0, to: settings.partialAucTo });
  const rule = (point: OperatingPoint) => thresholdFigures(point, direction, counts);
  return {
    curve,
    figures: {
      auc,
      delong_se: standardError,
      ci_low: ciLow,
      ci_high: ciHigh,
      n_pos: counts.positives,
      n_neg: counts.negatives,
      direction,
      auc_higher: direction === 'lower' ? 1 - auc : auc,
      partial_auc: partial.area,
      partial_auc_standardised: partial.standardised,
      thresholds: {
        youden: rule(youdenPoint(curve)),
        at_sensitivity: rule(pointAtSensitivity(curve, settings.sensitivity)),
        at_specificity: rule(pointAtSpecificity(curve, settings.specificity)),
      },
    },
  };
}

function thresholdFigures(
  { threshold, sensitivity, specificity }: OperatingPoint,
  direction: 'higher' | 'lower',
  { positives, negatives, prevalence }: LabelCounts,
): ThresholdFigures {
  const truePositives = Math.round(sensitivity * positives);
  const trueNegatives = Math.round(specificity * negatives);
  const sensitivityInterval = wilsonInterval({ successes: truePositives, trials: positives });
  const specificityInterval = wilsonInterval({ successes: trueNegatives, trials: negatives });
  const { positive, negative } = predictiveValues({ truePositives, positives, trueNegatives, negatives, prevalence });
  const inUnit = direction === 'lower' ? -threshold : threshold;
  return {
    rule: direction === 'lower' ? '<=' : '>=',
    threshold: Number.isFinite(inUnit) ? inUnit : null,
    sensitivity,
    sensitivity_low: sensitivityInterval.low,
    sensitivity_high: sensitivityInterval.high,
    specificity,
    specificity_low: specificityInterval.low,
    specificity_high: specificityInterval.high,
    ppv: positive.value,
    ppv_low: positive.low,
    ppv_high: positive.high,
    npv: negative.value,
    npv_low: negative.low,
    npv_high: negative.high,
  };
}
