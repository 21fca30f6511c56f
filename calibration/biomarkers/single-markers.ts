import {
  aucDeLong,
  bootstrapAucs,
  deLongTest,
  groupSummary,
  holmAdjusted,
  InputError,
  type OperatingPoint,
  partialAuc,
  pointAtSensitivity,
  pointAtSpecificity,
  predictiveValues,
  quantileSorted,
  type RocCurve,
  rocCurve,
  splitByLabel,
  studentTest,
  type TTestResult,
  welchTest,
  wilsonInterval,
  youdenPoint,
} from '../../src/index.js';
import { aucEstimate } from './estimates.js';
import type { MarkerComparison, MarkerResult, ThresholdResult, TTest } from './result.js';
import type { AnalysisSettings, ScoreColumn } from './score-table.js';

/** Rows of either label, and the prevalence for the predictive values. */
export interface LabelCounts {
  readonly positives: number;
  readonly negatives: number;
  readonly prevalence: number;
}

/** A marker oriented in the direction in which positive rows tend to have the higher score. */
export interface OrientedMarker extends ScoreColumn {
  readonly direction: 'higher' | 'lower';
  /** The marker, or its negative where the direction is `lower`. */
  readonly score: Float64Array;
}

/**
 * Orients a marker in the direction in which its AUC is at least one half.
 *
 * @param column - the marker; finite
 * @param labels - 1 or 0 per row
 */
export function orientMarker({ name, values }: ScoreColumn, labels: Uint8Array): OrientedMarker {
  return aucDeLong(values, labels).auc < 0.5
    ? { name, values, direction: 'lower', score: values.map((value) => -value) }
    : { name, values, direction: 'higher', score: values };
}

/**
 * Association of one marker with the label, without the bootstrap: groups, t-tests, AUC, partial AUC, thresholds.
 *
 * @param marker - the oriented marker
 * @param labels - 1 or 0 per row; each at least twice
 * @param options - counts and settings
 * @returns the result, and the curve
 */
export function markerResult(
  { values, score, direction }: OrientedMarker,
  labels: Uint8Array,
  {
    counts,
    settings,
  }: {
    readonly counts: LabelCounts;
    readonly settings: Pick<AnalysisSettings, 'sensitivity' | 'specificity' | 'partialAucTo'>;
  },
): { readonly result: Omit<MarkerResult, 'bootstrap_low' | 'bootstrap_high'>; readonly curve: RocCurve } {
  const estimate = aucEstimate(score, labels);
  const { positives, negatives } = splitByLabel(values, labels, 'markerResult');
  const curve = rocCurve(score, labels);
  const partial = partialAuc(curve, { from: 0, to: settings.partialAucTo });
  const rule = (point: OperatingPoint) => thresholdResult(point, direction, counts);
  return {
    curve,
    result: {
      ...estimate,
      direction,
      auc_higher: direction === 'lower' ? 1 - estimate.auc : estimate.auc,
      positives: groupSummary(positives),
      negatives: groupSummary(negatives),
      student: tTest(() => studentTest(positives, negatives)),
      welch: tTest(() => welchTest(positives, negatives)),
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

/** A marker that is constant in both groups has no t value. */
function tTest(test: () => TTestResult): TTest | null {
  try {
    const { t, degreesOfFreedom, p } = test();
    return [t, degreesOfFreedom, p].every(Number.isFinite) ? { t, degrees_of_freedom: degreesOfFreedom, p } : null;
  } catch (cause) {
    if (cause instanceof InputError) return null;
    throw cause;
  }
}

function thresholdResult(
  { threshold, sensitivity, specificity }: OperatingPoint,
  direction: 'higher' | 'lower',
  { positives, negatives, prevalence }: LabelCounts,
): ThresholdResult {
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

/**
 * Stratified bootstrap percentile intervals of the AUCs of several markers, all on the same resamples.
 *
 * @param markers - oriented markers of the same rows
 * @param labels - 1 or 0 per row
 * @param options - number of resamples, 0 for none; stream of each
 * @returns 2.5th and 97.5th percentile per marker; null for none
 */
export function bootstrapIntervals(
  markers: readonly OrientedMarker[],
  labels: Uint8Array,
  { replicates, streamOf }: { readonly replicates: number; readonly streamOf: (index: number) => () => number },
): readonly Pick<MarkerResult, 'bootstrap_low' | 'bootstrap_high'>[] {
  if (replicates === 0) return markers.map(() => ({ bootstrap_low: null, bootstrap_high: null }));
  const scores = markers.map(({ score }) => score);
  return bootstrapAucs(scores, labels, { replicates, streamOf }).map((aucs) => {
    const sorted = aucs.sort();
    return { bootstrap_low: quantileSorted(sorted, 0.025), bootstrap_high: quantileSorted(sorted, 0.975) };
  });
}

/**
 * Paired DeLong tests of every two markers, with Holm's adjustment over all of them.
 *
 * @param markers - k oriented markers of the same rows
 * @param labels - 1 or 0 per row; each at least twice
 * @returns k (k - 1) / 2 comparisons
 */
export function compareMarkers(markers: readonly OrientedMarker[], labels: Uint8Array): readonly MarkerComparison[] {
  const tests = markers.flatMap((first, index) =>
    markers.slice(index + 1).map((second) => ({
      first: first.name,
      second: second.name,
      test: deLongTest([first.score, second.score], labels),
    })),
  );
  const adjusted = [...holmAdjusted(tests.flatMap(({ test }) => (test.p === null ? [] : [test.p])))];
  return tests.map(({ first, second, test }) => ({
    first,
    second,
    difference: test.difference,
    se: test.standardError,
    ci_low: test.ciLow,
    ci_high: test.ciHigh,
    z: test.z,
    p: test.p,
    p_holm: test.p === null ? null : adjusted.shift()!,
  }));
}
