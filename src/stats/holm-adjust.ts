import { InputError } from '../errors.js';

/**
 * Holm's step-down adjustment of p values: rejecting where the adjusted value is at most alpha keeps the chance of any
 * false rejection at alpha, however the tests depend on each other.
 *
 * In ascending order p(1) <= ... <= p(k): adjusted(i) = max over j <= i of min(1, (k - j + 1) p(j)).
 *
 * @param pValues - k >= 0 p values; each in [0, 1]
 * @returns adjusted p values in the order given; each in [p, 1]
 * @throws InputError - when a value lies outside [0, 1]
 * @see Holm 1979, Scandinavian Journal of Statistics 6:65-70, https://www.jstor.org/stable/4615733
 */
export function holmAdjust(pValues: readonly number[]): number[] {
  const fault = pValues.findIndex((p) => !(p >= 0 && p <= 1));
  if (fault >= 0) throw new InputError(`holmAdjust.pValues[${fault}]: must lie in [0, 1]; got ${pValues[fault]}`);
  const order = pValues.map((_, index) => index).sort((a, b) => pValues[a]! - pValues[b]!);
  const adjusted = new Array<number>(pValues.length).fill(0);
  let largest = 0;
  order.forEach((test, place) => {
    largest = Math.max(largest, Math.min(1, (pValues.length - place) * pValues[test]!));
    adjusted[test] = largest;
  });
  return adjusted;
}
