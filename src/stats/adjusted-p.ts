import { InputError } from '../errors.js';

/**
 * Holm's step-down adjustment: comparing the result with a level keeps the chance of any false rejection below it, however
 * the tests depend on each other.
 *
 * In rising order: adjusted p_(i) = max over j <= i of min(1, (m - j + 1) p_(j)).
 *
 * @param p - p values; in [0, 1]; length m
 * @returns adjusted values in the order of the input; in [0, 1], never below p
 * @throws InputError - when a value is not in [0, 1]
 * @see Holm 1979, Scand J Statist 6, 65-70
 */
export function holmAdjusted(p: readonly number[]): readonly number[] {
  const adjusted = new Array<number>(p.length);
  let largest = 0;
  risingOrder('holmAdjusted', p).forEach((index, place) => {
    largest = Math.max(largest, Math.min(1, (p.length - place) * p[index]!));
    adjusted[index] = largest;
  });
  return adjusted;
}

/**
 * Benjamini and Hochberg's step-up adjustment: comparing the result with a level keeps the expected share of false
 * rejections among all rejections below it, for independent or positively dependent tests.
 *
 * In rising order: adjusted p_(i) = min over j >= i of min(1, m p_(j) / j).
 *
 * @param p - p values; in [0, 1]; length m
 * @returns adjusted values in the order of the input; in [0, 1], never below p
 * @throws InputError - when a value is not in [0, 1]
 * @see Benjamini & Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x
 */
export function benjaminiHochbergAdjusted(p: readonly number[]): readonly number[] {
  const adjusted = new Array<number>(p.length);
  let smallest = 1;
  for (const [place, index] of [...risingOrder('benjaminiHochbergAdjusted', p).entries()].reverse()) {
    smallest = Math.min(smallest, (p.length * p[index]!) / (place + 1));
    adjusted[index] = smallest;
  }
  return adjusted;
}

/** Places of the values from the smallest to the largest. @throws InputError - when one is not in [0, 1] */
function risingOrder(where: string, p: readonly number[]): readonly number[] {
  p.forEach((value, index) => {
    if (!(value >= 0 && value <= 1)) throw new InputError(`${where}[${index}]: must lie in [0, 1]; got ${value}`);
  });
  return p.map((_, index) => index).sort((a, b) => p[a]! - p[b]!);
}
