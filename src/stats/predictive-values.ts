import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { InputError } from '../errors.js';
import { exp, log } from '../numerics/elementary.js';

/** A rule's hits in a sample with its own share of positives, and the prevalence where the rule is to be used. */
export interface DiagnosticCounts {
  readonly truePositives: number;
  readonly positives: number;
  readonly trueNegatives: number;
  readonly negatives: number;
  /** Share of positives among those the rule will meet; in (0, 1). */
  readonly prevalence: number;
}

/** A proportion with its interval; null where the rule calls nobody so. */
export interface PredictiveValue {
  readonly value: number | null;
  readonly low: number;
  readonly high: number;
}

export interface PredictiveValues {
  /** Share of positives among those called positive. */
  readonly positive: PredictiveValue;
  /** Share of negatives among those called negative. */
  readonly negative: PredictiveValue;
}

/**
 * Positive and negative predictive value of a rule at a given prevalence, with logit intervals.
 *
 * With sensitivity s, specificity c and prevalence p: PPV = s p / (s p + (1 - c)(1 - p)) and
 * NPV = c (1 - p) / ((1 - s) p + c (1 - p)). On the logit scale
 * var(PPV) = (1 - s) / (s m) + c / ((1 - c) n) and var(NPV) = s / ((1 - s) m) + (1 - c) / (c n), m positives, n negatives.
 * Where s or c is 0 or 1 these do not exist; then centre and width are those of the adjusted proportions
 * (hits + z^2/2) / (rows + z^2), as in the source.
 *
 * @param counts - hits, group sizes (>= 1) and prevalence
 * @param level - coverage aimed at; proportion; in (0, 1)
 * @returns both values with intervals
 * @throws InputError - when counts, prevalence or level lie outside their domain
 * @see Mercaldo, Lau & Zhou 2007, doi:10.1002/sim.2677
 */
export function predictiveValues(counts: DiagnosticCounts, level = 0.95): PredictiveValues {
  const { truePositives, positives, trueNegatives, negatives, prevalence } = counts;
  requireHits('positives', truePositives, positives);
  requireHits('negatives', trueNegatives, negatives);
  if (!(prevalence > 0 && prevalence < 1)) {
    throw new InputError(`predictiveValues.prevalence: must lie in (0, 1); got ${prevalence}`);
  }
  if (!(level > 0 && level < 1)) throw new InputError(`predictiveValues.level: must lie in (0, 1); got ${level}`);
  const z = normalQuantile((1 + level) / 2, 0, 1);
  const odds = prevalence / (1 - prevalence);
  const plain = { s: truePositives / positives, c: trueNegatives / negatives };
  const degenerate = [plain.s, plain.c].some((share) => share === 0 || share === 1);
  const adjusted = (hits: number, rows: number) => (hits + (z * z) / 2) / (rows + z * z);
  const { s, c } = degenerate
    ? { s: adjusted(truePositives, positives), c: adjusted(trueNegatives, negatives) }
    : plain;
  const [m, n] = degenerate ? [positives + z * z, negatives + z * z] : [positives, negatives];
  return {
    positive: {
      value: shareOf(plain.s * prevalence, (1 - plain.c) * (1 - prevalence)),
      ...logitInterval(log((odds * s) / (1 - c)), z * Math.sqrt((1 - s) / (s * m) + c / ((1 - c) * n))),
    },
    negative: {
      value: shareOf(plain.c * (1 - prevalence), (1 - plain.s) * prevalence),
      ...logitInterval(log(c / (1 - s) / odds), z * Math.sqrt(s / ((1 - s) * m) + (1 - c) / (c * n))),
    },
  };
}

function shareOf(right: number, wrong: number): number | null {
  return right + wrong > 0 ? right / (right + wrong) : null;
}

function logitInterval(centre: number, halfWidth: number): { readonly low: number; readonly high: number } {
  const logistic = (logit: number) => 1 / (1 + exp(-logit));
  return { low: logistic(centre - halfWidth), high: logistic(centre + halfWidth) };
}

function requireHits(group: string, hits: number, rows: number): void {
  if (!(rows >= 1 && hits >= 0 && hits <= rows)) {
    throw new InputError(
      `predictiveValues.${group}: must be at least 1 with hits from 0 to it; got ${hits} of ${rows}`,
    );
  }
}
