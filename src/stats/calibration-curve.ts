import { InputError } from '../errors.js';
import { wilsonInterval } from './binomial-interval.js';
import { splitByLabel } from './split-by-label.js';

/** Rows with similar predictions: what was predicted of them and what came. */
export interface CalibrationGroup {
  readonly rows: number;
  /** Mean predicted probability. */
  readonly predicted: number;
  /** Share of positives, with its Wilson interval. */
  readonly observed: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Calibration curve: rows in order of their predicted probability, cut into groups of as nearly equal size as ties allow.
 *
 * Rows of equal predictions are never parted, so there may be fewer groups than asked for.
 *
 * @param probabilities - predicted probability of label 1 per row; length n; finite
 * @param labels - 1 or 0 per row; length n; both occur
 * @param groups - number of groups; whole; at least 1
 * @returns groups in ascending order of their prediction
 * @throws InputError - when the input breaks the contract of splitByLabel or `groups` is not a whole number >= 1
 */
export function calibrationCurve(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  groups: number,
): CalibrationGroup[] {
  if (!(Number.isInteger(groups) && groups >= 1)) {
    throw new InputError(`calibrationCurve.groups: must be a whole number of at least 1; got ${groups}`);
  }
  splitByLabel(probabilities, labels, 'calibrationCurve');
  const order = Uint32Array.from(probabilities, (_, row) => row).sort((a, b) => probabilities[a]! - probabilities[b]!);
  const curve: CalibrationGroup[] = [];
  let from = 0;
  for (let group = 1; group <= groups && from < order.length; group++) {
    let to = Math.max(from + 1, Math.round((group * order.length) / groups));
    while (to < order.length && probabilities[order[to]!] === probabilities[order[to - 1]!]) to++;
    let predicted = 0;
    let positives = 0;
    for (let place = from; place < to; place++) {
      predicted += probabilities[order[place]!]!;
      positives += labels[order[place]!]!;
    }
    const rows = to - from;
    curve.push({
      rows,
      predicted: predicted / rows,
      observed: positives / rows,
      ...wilsonInterval({ successes: positives, trials: rows }),
    });
    from = to;
  }
  return curve;
}
