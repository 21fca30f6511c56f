import { predictiveValues, rocCurve, wilsonInterval } from '../../../browser.js';
import type { AnalysedTable, StoredCurve } from '../../../server/api/biomarkers.js';

/** Values of a marker, and whether the row is positive. */
export interface MarkerValues {
  readonly values: readonly number[];
  readonly labels: readonly number[];
}

/** A point of a ROC curve as a rule; rates are shares. */
export interface RulePoint {
  /** Unit of the score; null where the rule calls nobody positive. */
  readonly threshold: number | null;
  readonly falsePositiveRate: number;
  readonly truePositiveRate: number;
}

/** Rules of a score, from nobody called positive to everybody. */
export interface ScoreRules {
  readonly score: string;
  readonly kind: StoredCurve['kind'];
  readonly auc: number;
  /** A row is called positive where its score has this relation to the threshold. */
  readonly relation: '>=' | '<=';
  readonly points: readonly RulePoint[];
}

/**
 * Rules of a stored curve, or of every value of its marker where those are known.
 *
 * @param curve - as the study stored it; thinned
 * @param table - of its study
 * @param marker - values of all rows
 */
export function rulesOf(curve: StoredCurve, { markers }: AnalysedTable, marker?: MarkerValues): ScoreRules {
  const { score, kind, auc } = curve;
  const isLower = kind === 'marker' && Object.hasOwn(markers, score) && markers[score]?.direction === 'lower';
  const head = { score, kind, auc, relation: isLower ? '<=' : '>=' } as const;
  if (kind !== 'marker' || marker === undefined) {
    const points = curve.points.map(([threshold, falsePositiveRate, truePositiveRate]) => ({
      threshold,
      falsePositiveRate,
      truePositiveRate,
    }));
    return { ...head, points };
  }
  // In the direction of positive rows, as the study has it
  const oriented = isLower ? marker.values.map((value) => -value) : marker.values;
  const { thresholds, falsePositiveRate, truePositiveRate } = rocCurve(oriented, marker.labels);
  const points = Array.from(thresholds, (threshold, place) => ({
    threshold: Number.isFinite(threshold) ? (isLower ? -threshold : threshold) : null,
    falsePositiveRate: falsePositiveRate[place]!,
    truePositiveRate: truePositiveRate[place]!,
  }));
  return { ...head, points };
}

/** A proportion with its 95 % interval. */
export interface Estimate {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

/** What a rule does in the rows of a table, and at a prevalence. */
export interface RulePerformance {
  readonly sensitivity: Estimate;
  readonly specificity: Estimate;
  readonly positive: Estimate;
  readonly negative: Estimate;
  readonly truePositives: number;
  readonly falsePositives: number;
}

/**
 * Sensitivity and specificity with Wilson intervals, predictive values with logit intervals.
 *
 * @param point - the rule
 * @param rows - positive and negative rows
 * @param prevalence - where the rule is used; in (0, 1)
 */
export function rulePerformance(
  { falsePositiveRate, truePositiveRate }: RulePoint,
  { positives, negatives }: Pick<AnalysedTable, 'positives' | 'negatives'>,
  prevalence: number,
): RulePerformance {
  const truePositives = Math.round(truePositiveRate * positives);
  const falsePositives = Math.round(falsePositiveRate * negatives);
  const trueNegatives = negatives - falsePositives;
  const { positive, negative } = predictiveValues({ truePositives, positives, trueNegatives, negatives, prevalence });
  const share = (successes: number, trials: number): Estimate => ({
    value: successes / trials,
    ...wilsonInterval({ successes, trials }),
  });
  return {
    sensitivity: share(truePositives, positives),
    specificity: share(trueNegatives, negatives),
    positive,
    negative,
    truePositives,
    falsePositives,
  };
}

/** Place of the point with the largest sum of sensitivity and specificity; of several, the first. */
export function youdenPlace(points: readonly RulePoint[]): number {
  const gain = ({ truePositiveRate, falsePositiveRate }: RulePoint) => truePositiveRate - falsePositiveRate;
  return points.reduce((best, point, place) => (gain(point) > gain(points[best]!) + Number.EPSILON ? place : best), 0);
}

/** Place of the rule with a threshold, or of the next less strict one. */
export function placeOfThreshold({ points, relation }: ScoreRules, threshold: number): number {
  const place = points.findIndex(
    (point) =>
      point.threshold !== null && (relation === '>=' ? point.threshold <= threshold : point.threshold >= threshold),
  );
  return place < 0 ? points.length - 1 : place;
}
