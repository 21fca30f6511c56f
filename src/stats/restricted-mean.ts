import { InputError } from '../errors.js';
import { curveVariance } from './curve-variance.js';
import { survivalOf } from './kaplan-meier.js';
import { riskTable, type Weighting } from './risk-table.js';
import { knownTime } from './tied-times.js';

/** Mean survival time up to tau, with the standard error of its sampling; unit of the follow-up times. */
export interface RestrictedMean {
  readonly mean: number;
  /** null where no death before tau leaves survivors: an error cannot be estimated, and the formula would give 0. */
  readonly standardError: number | null;
}

/**
 * Restricted mean survival time: the area under the Kaplan-Meier curve from 0 to tau.
 *
 * mean = integral of S from 0 to tau; variance = sum over death times u <= tau of A(u)^2 d / (n (n - d)), with A(u) the area
 * from u to tau; under sampling weights the robust form of that sum (see `curveVariance`). It is the sampling variance of
 * the area, not the spread of min(T, tau) between patients divided by n, which leaves the censoring out.
 *
 * @param times - follow-up times; any unit; length n >= 1; finite, >= 0
 * @param observed - 1 for death, 0 for censored; length n
 * @param options - tau, unit of the times, > 0; weights of the patients, default 1 each
 * @returns mean and standard error
 * @throws InputError - as `kaplanMeier`; when tau is not positive, or lies beyond the last follow-up while patients survive
 * @see Irwin 1949, doi:10.1017/S0022172400014443; Royston & Parmar 2013, doi:10.1186/1471-2288-13-152
 */
export function restrictedMean(
  times: ArrayLike<number>,
  observed: ArrayLike<number>,
  { tau: asked, weighting }: { readonly tau: number; readonly weighting?: Weighting | undefined },
): RestrictedMean {
  const table = riskTable(times, observed, weighting?.weights, 'restrictedMean');
  if (!(asked > 0 && asked < Number.POSITIVE_INFINITY)) {
    throw new InputError(`restrictedMean.tau: must be finite and > 0; got ${asked}`);
  }
  const tau = knownTime(asked, table.times);
  const last = table.times.at(-1)!;
  const survival = survivalOf(table);
  if (tau > last && survival.at(-1)! > 0) {
    throw new InputError(
      `restrictedMean.tau: must be at most the last follow-up time, ${last}, while patients survive; got ${tau}`,
    );
  }
  const areas = new Float64Array(table.times.length);
  let area = 0;
  let later = tau;
  for (let index = areas.length - 1; index >= 0; index--) {
    const time = table.times[index]!;
    if (time < tau) {
      area += survival[index]! * (later - time);
      later = time;
    }
    areas[index] = time < tau ? area : 0;
  }
  const variance = curveVariance(table, areas, weighting?.meaning ?? 'patients');
  const standardError = Math.sqrt(variance.at(-1)!);
  return { mean: area + later, standardError: standardError > 0 ? standardError : null };
}

/**
 * Longest time up to which a restricted mean can be had: the last follow-up time, or without end where the curve comes to 0.
 *
 * @param times - follow-up times; any unit; length n >= 1
 * @param observed - 1 for death, 0 for censored; length n
 * @returns time; unit of the times; Infinity where the longest time is a death with nobody censored at it
 */
export function longestRestriction(times: ArrayLike<number>, observed: ArrayLike<number>): number {
  const { times: distinct, survivors } = riskTable(times, observed, undefined, 'longestRestriction');
  return survivors.at(-1) === 0 ? Number.POSITIVE_INFINITY : distinct.at(-1)!;
}
