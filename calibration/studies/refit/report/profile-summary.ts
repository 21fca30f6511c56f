import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { ownValue } from '../../../../src/index.js';
import type { Profile } from '../../../inference/results.js';
import { formatSignificant } from '../../../page/format-number.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';

const SYMBOLS: Readonly<Record<string, string>> = { mu: 'μ', sigma: 'σ' };

/** True for quantities of a death function; the others are shapes. */
export const isOfDeath = ({ name }: Pick<Profile, 'name'>): boolean => Object.hasOwn(SYMBOLS, name);

/**
 * Name of a profiled quantity, without its arm.
 *
 * @param name - `mu`, `sigma`, or such as `alpha of beta_X2`
 * @returns the name with Greek letters where the model has them
 */
export function quantityName(name: string): string {
  return ownValue(SYMBOLS, name) ?? name.replace(/^alpha of /, 'α of ').replace(/^beta of /, 'β of ');
}

/**
 * Name of a profiled quantity with its arm.
 *
 * @param profile - the quantity
 * @param arms - styles of the run's arms
 */
export function profileTitle({ name, arm }: Pick<Profile, 'name' | 'arm'>, arms: readonly ArmStyle[]): string {
  const quantity = quantityName(name);
  if (arm !== null) return `${armLabel(arms, arm)}: ${quantity}`;
  return Object.hasOwn(SYMBOLS, name) ? `All arms: ${quantity}` : quantity;
}

/**
 * Increase of the objective that bounds an interval: half the quantile of chi-squared with one degree of freedom.
 *
 * @param level - of the interval; in (0, 1)
 * @returns 1.92 at 0.95
 */
export function deltaObjectiveAt(level: number): number {
  return normalQuantile((1 + level) / 2, 0, 1) ** 2 / 2;
}

const isEnd = (end: number | null): end is number => end !== null && Number.isFinite(end);

/**
 * The interval of a profile as text; an end that the profile does not reach is reported as unbounded.
 *
 * @param profile - the quantity
 * @returns text such as `1.24 to 1.72`, `below 1.72; no lower bound`
 */
export function describeInterval({ low, high }: Pick<Profile, 'low' | 'high'>): string {
  if (isEnd(low) && isEnd(high)) return `${formatSignificant(low)} to ${formatSignificant(high)}`;
  if (isEnd(high)) return `below ${formatSignificant(high)}; no lower bound`;
  if (isEnd(low)) return `above ${formatSignificant(low)}; no upper bound`;
  return 'unbounded on both sides';
}
