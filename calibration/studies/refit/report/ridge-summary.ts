import type { Ridge } from '../../../inference/results.js';
import { formatSignificant } from '../../../page/format-number.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import { refinedMap, ridgeBands } from './ridge-contours.js';

/** Increase of the objective that bounds 95 % for one quantity. */
const DELTA_OBJECTIVE = 1.92;

/** Range of mu and sigma below the bound, and whether it reaches an edge of the map. */
interface Extent {
  readonly mu: readonly [number, number];
  readonly sigma: readonly [number, number];
  readonly isCut: boolean;
}

/**
 * Range of mu and sigma in which a map is below the bound.
 *
 * @param ridge - grids
 * @param kind - which of its maps
 * @returns null where no point of the map is below the bound
 */
export function extentOf({ mu, sigma, ...maps }: Ridge, kind: 'median_only' | 'whole_curve'): Extent | null {
  const map = refinedMap({ mu, sigma, deltaObjective: maps[kind] });
  const bands = ridgeBands(map, DELTA_OBJECTIVE);
  if (bands.length === 0) return null;
  const ends = (values: readonly number[]): readonly [number, number] => [Math.min(...values), Math.max(...values)];
  const [fromMu, toMu] = ends(bands.flatMap(({ low, high }) => [low, high]));
  const [fromSigma, toSigma] = ends(bands.map((band) => band.sigma));
  const isCut =
    fromMu <= map.mu[0]! ||
    toMu >= map.mu[map.mu.length - 1]! ||
    fromSigma <= map.sigma[0]! ||
    toSigma >= map.sigma[map.sigma.length - 1]!;
  return { mu: [fromMu, toMu], sigma: [fromSigma, toSigma], isCut };
}

const span = ([from, to]: readonly [number, number]): string =>
  `${formatSignificant(from)} to ${formatSignificant(to)}`;

/**
 * The two maps of an arm, in one sentence.
 *
 * @param ridge - the maps
 * @param arms - styles of the arms, for names
 */
export function ridgeSummary(ridge: Ridge, arms: readonly ArmStyle[]): string {
  const alone = extentOf(ridge, 'median_only');
  const whole = extentOf(ridge, 'whole_curve');
  const name = armLabel(arms, ridge.arm);
  const ofMedian =
    alone === null
      ? 'without a median, μ and σ are not bounded'
      : `with the median alone, μ may lie from ${span(alone.mu)} and σ from ${span(alone.sigma)}${alone.isCut ? ', up to the edge of the map' : ''}`;
  const ofCurve =
    whole === null
      ? 'the whole curve gives no bound within the map'
      : `with the whole curve, μ from ${span(whole.mu)} and σ from ${span(whole.sigma)}${whole.isCut ? ', up to the edge of the map' : ''}`;
  return `${name}: ${ofMedian}; ${ofCurve}.`;
}
