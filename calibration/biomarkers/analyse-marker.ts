import {
  type AucResult,
  aucDeLong,
  groupSummary,
  splitByLabel,
  studentTest,
  type TTestResult,
  welchTest,
} from '../../src/index.js';
import type { AucEstimate, MarkerResult, TTest } from '../studies/run/result.js';

/** A marker's figures, and the score that its ROC curve is drawn of. */
export interface MarkerAnalysis {
  readonly result: MarkerResult;
  /** The marker, or its negative where responders tend to have the lower value. */
  readonly score: Float64Array;
}

/**
 * How well one marker tells responders from non-responders.
 *
 * Where the area under the curve of the marker itself is below 1/2, the marker is read the other way round: direction
 * `lower`, and the area is that of its negative, 1 - auc. t is positive where responders have the higher mean.
 *
 * @param values - the marker; one value per patient; its own unit; finite
 * @param responder - 1 or 0 per patient; at least two of each
 * @returns group summaries, t-tests, area and direction
 * @throws InputError - when a contract of the pieces is broken, e.g. the marker is constant within both groups
 */
export function analyseMarker(values: Float64Array, responder: Uint8Array): MarkerAnalysis {
  const { positives, negatives } = splitByLabel(values, responder, 'analyseMarker');
  const upward = aucDeLong(values, responder);
  const direction = upward.auc < 0.5 ? 'lower' : 'higher';
  const score = direction === 'lower' ? values.map((value) => -value) : values;
  return {
    result: {
      responders: groupSummary(positives),
      non_responders: groupSummary(negatives),
      student: toTTest(studentTest(positives, negatives)),
      welch: toTTest(welchTest(positives, negatives)),
      direction,
      ...toAucEstimate(direction === 'lower' ? aucDeLong(score, responder) : upward),
    },
    score,
  };
}

/** An area as result files hold it. */
export function toAucEstimate({ auc, standardError, ciLow, ciHigh }: AucResult): AucEstimate {
  return { auc, standard_error: standardError, ci_low: ciLow, ci_high: ciHigh };
}

function toTTest({ t, degreesOfFreedom, p }: TTestResult): TTest {
  return { t, degrees_of_freedom: degreesOfFreedom, p };
}
