import { InputError } from '../errors.js';

/**
 * Quantile of sorted values by linear interpolation between order statistics (R's type 7).
 *
 * With h = (n - 1) p and i = floor(h): x[i] + (h - i)(x[i+1] - x[i]), indices from 0.
 *
 * @param sorted - values in ascending order; any unit; length n >= 1
 * @param probability - which quantile; proportion; in [0, 1]
 * @returns the quantile; unit of the values; from the first to the last of them
 * @throws InputError - when there is no value or the probability lies outside [0, 1]
 * @see Hyndman & Fan 1996, definition 7, doi:10.1080/00031305.1996.10473566
 */
export function quantileSorted(sorted: ArrayLike<number>, probability: number): number {
  if (!(sorted.length >= 1)) throw new InputError('quantileSorted.sorted: must hold at least one value; got none');
  if (!(probability >= 0 && probability <= 1)) {
    throw new InputError(`quantileSorted.probability: must lie in [0, 1]; got ${probability}`);
  }
  const position = (sorted.length - 1) * probability;
  const index = Math.floor(position);
  const below = sorted[index]!;
  const above = sorted[Math.min(index + 1, sorted.length - 1)]!;
  return below + (position - index) * (above - below);
}
