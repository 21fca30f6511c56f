import { InputError } from '../errors.js';
import type { RocCurve } from './roc.js';

/** Area under a stretch of a ROC curve. */
export interface PartialAuc {
  /** Area over the stretch; in [0, its width]. */
  readonly area: number;
  /** McClish's index: 1/2 for a useless score, 1 for a perfect one; below 1/2 where the curve lies under the diagonal. */
  readonly standardised: number;
}

/** A stretch of false positive rates; 0 <= from < to <= 1. */
export interface FalsePositiveRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Partial area under a ROC curve between two false positive rates, plain and after McClish.
 *
 * area = integral of the polyline; standardised = (1 + (area - least) / (most - least)) / 2 with least = (to^2 - from^2) / 2,
 * the area under the diagonal, and most = to - from.
 *
 * @param curve - the curve
 * @param range - false positive rates; [0, 0.1] is specificity of at least 0.9
 * @returns both areas
 * @throws InputError - unless 0 <= from < to <= 1
 * @see McClish 1989, doi:10.1177/0272989X8900900307
 */
export function partialAuc(curve: RocCurve, { from, to }: FalsePositiveRange): PartialAuc {
  if (!(from >= 0 && from < to && to <= 1)) {
    throw new InputError(`partialAuc.range: must have 0 <= from < to <= 1; got ${from} to ${to}`);
  }
  const { falsePositiveRate: x, truePositiveRate: y } = curve;
  let area = 0;
  for (let point = 1; point < x.length; point++) {
    const [left, right] = [Math.max(from, x[point - 1]!), Math.min(to, x[point]!)];
    if (!(right > left)) continue;
    const slope = (y[point]! - y[point - 1]!) / (x[point]! - x[point - 1]!);
    area += (right - left) * (y[point - 1]! + slope * ((left + right) / 2 - x[point - 1]!));
  }
  const least = (to * to - from * from) / 2;
  return { area, standardised: (1 + (area - least) / (to - from - least)) / 2 };
}
