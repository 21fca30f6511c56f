import { InputError } from '../errors.js';
import { square } from '../numerics/elementary.js';

/** Mean squared error of predicted probabilities, plain and against a forecast that knows the prevalence alone. */
export interface BrierScore {
  /** 0 is perfect; in [0, 1]. */
  readonly score: number;
  /** 1 - score / (prevalence (1 - prevalence)): 1 is perfect, 0 is no better than the prevalence. */
  readonly scaled: number;
}

/**
 * Brier score: mean of (probability - label)^2.
 *
 * @param probabilities - predicted probability of label 1 per row; length n; in [0, 1]
 * @param labels - 1 or 0 per row; length n; both occur
 * @returns the score and its scaled form
 * @throws InputError - when lengths differ, a probability lies outside [0, 1], or a label is neither 0 nor 1 or is absent
 * @see Brier 1950, doi:10.1175/1520-0493(1950)078<0001:VOFEIT>2.0.CO;2; Steyerberg et al. 2010,
 *   doi:10.1097/EDE.0b013e3181c30fb2
 */
export function brierScore(probabilities: ArrayLike<number>, labels: ArrayLike<number>): BrierScore {
  if (probabilities.length !== labels.length) {
    throw new InputError(
      `brierScore.labels: must have one label per probability (${probabilities.length}); got ${labels.length}`,
    );
  }
  let sum = 0;
  let positives = 0;
  for (let row = 0; row < labels.length; row++) {
    const probability = probabilities[row]!;
    const label = labels[row]!;
    if (!(probability >= 0 && probability <= 1)) {
      throw new InputError(`brierScore.probabilities[${row}]: must lie in [0, 1]; got ${probability}`);
    }
    if (!(label === 0 || label === 1)) throw new InputError(`brierScore.labels[${row}]: must be 0 or 1; got ${label}`);
    sum += square(probability - label);
    positives += label;
  }
  const prevalence = positives / labels.length;
  if (!(prevalence > 0 && prevalence < 1)) {
    throw new InputError(`brierScore.labels: both labels must occur; got ${positives} of 1 in ${labels.length} rows`);
  }
  const score = sum / labels.length;
  return { score, scaled: 1 - score / (prevalence * (1 - prevalence)) };
}
