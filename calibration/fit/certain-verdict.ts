import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { log, square } from '../../src/index.js';
import { type Deviation, toleranceRatio } from './evaluate-fit.js';
import type { TargetRow, ValidationLook } from './results.js';

/** Blocks of consecutive patients, whose spread measures the error of an endpoint. */
export const BLOCKS = 32;

/** A look at the first patients of a validation cohort. */
export interface Look {
  /** Patients simulated so far; at least {@link BLOCKS}. */
  readonly patients: number;
  /** Patients of the full cohort; more than `patients`. */
  readonly planned: number;
  /** Looks that the cohort may have at most. */
  readonly looks: number;
  /** Accepted probability that a verdict at any look differs from that of the full cohort. */
  readonly error: number;
}

/**
 * What the first n of N patients say about the verdict of all N.
 *
 * An endpoint of n patients has the variance s^2 / n; that of all N differs from it by a variance of s^2 (1/n - 1/N). s^2 / n is estimated from
 * {@link BLOCKS} blocks of consecutive patients: (spread of the block endpoints)^2 / blocks, with Student's t on blocks - 1 degrees of
 * freedom. For independent patients this is unbiased; for the points of a Sobol sequence, which fill the space more evenly together than each
 * block by itself, it is too large. A share changes by at most (1 - n/N) ln(1/a) / n where no patient of n had the event.
 * The error is divided by Bonferroni over looks and deviations: a = error / (looks x deviations).
 *
 * @param deviations - what is compared with a tolerance; places of rows
 * @param rows - of the n patients
 * @param blocks - the same rows of each block; length {@link BLOCKS}
 * @param look - n, N and the accepted error
 * @returns `within` when every deviation stays within its tolerance, `outside` when one stays outside, `open` otherwise
 * @see Pocock 1977, doi:10.1093/biomet/64.2.191 (repeated looks); Owen 1997, doi:10.1214/aos/1031594731 (variance of scrambled nets)
 */
export function certainVerdict(
  deviations: readonly Deviation[],
  rows: readonly TargetRow[],
  blocks: readonly (readonly TargetRow[])[],
  { patients, planned, looks, error }: Look,
): ValidationLook {
  const share = error / (looks * Math.max(1, deviations.length));
  const quantile = tQuantile(1 - share, blocks.length - 1);
  const left = 1 - patients / planned;
  const halfWidthOf = (place: number): number => {
    const differences = blocks.map((block) => block[place]!.difference ?? Number.NaN);
    const mean = differences.reduce((sum, value) => sum + value, 0) / blocks.length;
    const squares = differences.reduce((sum, value) => sum + square(value - mean), 0);
    const spread = quantile * Math.sqrt((left * squares) / (blocks.length * (blocks.length - 1)));
    return rows[place]!.unit === 'percent' ? Math.max(spread, (100 * left * -log(share)) / patients) : spread;
  };
  const assessed = deviations.map((deviation): Assessed => {
    const halfWidths = deviation.rows.map(halfWidthOf);
    const norm = Math.sqrt(halfWidths.reduce((sum, value) => sum + value * value, 0) / halfWidths.length);
    const halfWidth = norm / deviation.tolerance;
    return { endpoint: deviation.summary, ratio: toleranceRatio(deviation, rows), halfWidth };
  });
  const lookOf = (verdict: ValidationLook['verdict'], { endpoint, ratio, halfWidth }: Assessed): ValidationLook => ({
    patients,
    verdict,
    endpoint,
    ratio: Number.isFinite(ratio) ? ratio : null,
    half_width: Number.isFinite(halfWidth) ? halfWidth : null,
  });
  const beyond = assessed.filter(({ ratio, halfWidth }) => Number.isFinite(ratio) && ratio - halfWidth > 1);
  if (beyond.length > 0)
    return lookOf(
      'outside',
      largest(beyond, ({ ratio, halfWidth }) => ratio - halfWidth),
    );
  const reach = ({ ratio, halfWidth }: Assessed) => {
    const upper = ratio + halfWidth;
    return Number.isNaN(upper) ? Number.POSITIVE_INFINITY : upper;
  };
  const closest = largest(assessed, reach);
  return lookOf(reach(closest) <= 1 ? 'within' : 'open', closest);
}

/** A deviation so far, and how far it may change until the full cohort; in tolerances. */
interface Assessed {
  readonly endpoint: string;
  readonly ratio: number;
  readonly halfWidth: number;
}

const nothingAssessed: Assessed = { endpoint: 'no target assessed', ratio: 0, halfWidth: 0 };

function largest(all: readonly Assessed[], sizeOf: (each: Assessed) => number): Assessed {
  return all.slice(1).reduce((a, b) => (sizeOf(b) > sizeOf(a) ? b : a), all[0] ?? nothingAssessed);
}
