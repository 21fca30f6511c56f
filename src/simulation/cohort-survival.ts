import { InputError } from '../errors.js';
import { exp } from '../numerics/elementary.js';
import { runningMean } from '../numerics/running-mean.js';
import type { DeathProbability, HazardLink } from './death-probability.js';
import { eachSection, type PatientRows } from './patient-rows.js';

/** A distribution over the death function's shape: one point, or quadrature nodes over ranges; weights sum to 1. */
export type DeathProbabilityMixture = readonly { readonly shape: DeathProbability; readonly weight: number }[];

/**
 * Expected survival of each patient, day by day, without drawing a death.
 *
 * S(0) = 1 and S(t) = product over d < t of (1 - P(chi(d))): the trial of day d decides who is alive at day d + 1. Over a
 * mixture of shapes S is the weighted mean, because one draw of (mu, sigma) holds for the whole course.
 *
 * 1 - P = 1 / (1 + e^z) with z = (chi - mu) / sigma, or exp(-e^z) by the logarithmic link. Shapes that share sigma share
 * e^((chi - mu_0) / sigma), the one exponential of a day, and differ by a constant factor. All shapes of a mixture have one link.
 *
 * @param burden - chi at day 0..horizon, or the covariate that takes its place, one row per patient; n x days
 * @param days - row length, horizon + 1
 * @param mixture - shapes of the death probability with weights
 * @param visit - called once per patient with S at day 0..horizon; the array is reused
 * @see Li, Wei & Lei 2025, doi:10.1038/s41540-025-00513-1, eqs. (17), (24), (25)
 */
export function eachSurvival(
  burden: PatientRows,
  days: number,
  mixture: DeathProbabilityMixture,
  visit: (patient: number, survival: Float64Array) => void,
): void {
  const survival = new Float64Array(days);
  const odds = new Float64Array(days);
  const groups = bySigma(mixture);
  eachSection(burden, days, (values, first, count) => {
    for (let patient = 0; patient < count; patient++) {
      const row = patient * days;
      survival.fill(0);
      for (const { mu, sigma, link, members } of groups) {
        for (let day = 0; day < days; day++) odds[day] = exp((values[row + day]! - mu) / sigma);
        for (const { factor, weight } of members) {
          let alive = weight;
          for (let day = 0; day < days; day++) {
            survival[day]! += alive;
            if (link === 'log') alive *= exp(-factor * odds[day]!);
            else alive /= 1 + factor * odds[day]!;
          }
        }
      }
      visit(first + patient, survival);
    }
  });
}

/** Shapes that share sigma: a middle mu, and each one's odds of dying relative to those at that mu. */
interface SigmaGroup {
  readonly mu: number;
  readonly sigma: number;
  readonly link: HazardLink;
  readonly members: readonly { readonly factor: number; readonly weight: number }[];
}

/** Shapes further apart than this in log odds do not share an exponential: its overflow would meet their underflow. */
const MOST_LOG_ODDS = 300;

function bySigma(mixture: DeathProbabilityMixture): readonly SigmaGroup[] {
  const group = (members: DeathProbabilityMixture): SigmaGroup => {
    const { sigma, link = 'logit' } = members[0]!.shape;
    const mu = members.reduce((sum, { shape }) => sum + shape.mu, 0) / members.length;
    return {
      mu,
      sigma,
      link,
      members: members.map(({ shape, weight }) => ({ factor: exp((mu - shape.mu) / sigma), weight })),
    };
  };
  return [...new Set(mixture.map(({ shape }) => shape.sigma))].flatMap((sigma) => {
    const members = mixture.filter(({ shape }) => shape.sigma === sigma);
    const mus = members.map(({ shape }) => shape.mu);
    const close = Math.max(...mus) - Math.min(...mus) <= MOST_LOG_ODDS * Math.abs(sigma);
    return close ? [group(members)] : members.map((member) => group([member]));
  });
}

/** Mean survival curve of a cohort and the Monte-Carlo variance of its mean, day by day. */
export interface CohortSurvival {
  /** Fraction alive at day 0..horizon. */
  readonly alive: Float64Array;
  /** Standard error of `alive` from the spread between patients. */
  readonly standardError: Float64Array;
  readonly patients: number;
}

/**
 * Expected survival of a cohort.
 *
 * @param burden - chi at day 0..horizon, n x days
 * @param days - horizon + 1
 * @param mixture - death probability shapes
 * @param included - 1 for patients to count; length n
 * @throws InputError - when no patient is included
 */
export function cohortSurvival(
  burden: PatientRows,
  days: number,
  mixture: DeathProbabilityMixture,
  included: Uint8Array,
): CohortSurvival {
  const mean = runningMean(days);
  eachSurvival(burden, days, mixture, (patient, survival) => {
    if (included[patient]) mean.add(survival);
  });
  if (mean.count() === 0) throw new InputError('cohort survival: requires at least one completed patient; got none');
  return { alive: mean.values, standardError: mean.standardError(), patients: mean.count() };
}

/** Value of a daily curve between two days, linear; `undefined` beyond its end. */
export function atDay(curve: Float64Array, day: number): number | undefined {
  const before = Math.floor(day);
  if (!(day >= 0 && before < curve.length)) return undefined;
  const left = curve[before]!;
  const right = curve[before + 1];
  if (right === undefined) return day === before ? left : undefined;
  return left + (day - before) * (right - left);
}

/**
 * Median survival: the first time at which the curve reaches one half, interpolated between days.
 *
 * @returns days, or null where the curve stays above one half
 */
export function medianSurvivalDays(alive: Float64Array): number | null {
  for (let day = 1; day < alive.length; day++) {
    const [before, after] = [alive[day - 1]!, alive[day]!];
    if (after <= 0.5) return before === after ? day : day - 1 + (before - 0.5) / (before - after);
  }
  return null;
}

/** Monte-Carlo standard error of the median in days: error of the curve there over its slope; null without a median. */
export function medianStandardErrorDays({ alive, standardError }: CohortSurvival): number | null {
  const median = medianSurvivalDays(alive);
  if (median === null) return null;
  const day = Math.max(1, Math.ceil(median));
  const slope = alive[day - 1]! - alive[day]!;
  return slope > 0 ? (atDay(standardError, median) ?? 0) / slope : null;
}
