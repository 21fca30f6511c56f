import { hypotenuse, InternalError, power, Z95 } from '../../../src/index.js';
import type { PublishedResult } from './published-results.js';
import type { Estimate, ReplicateRow, Verdict } from './result.js';

/** About a hundred values are compared: at three standard errors chance alone rejects one in four runs of the whole table. */
export const NOISE_LIMIT = 3;

/** A recomputed value and the printed one, each with its error. */
export interface Comparison {
  readonly value: number;
  /** Monte-Carlo error of the value; >= 0. */
  readonly standardError: number;
  readonly published: number;
  /** Digits after the point that are printed. */
  readonly decimals: number;
  /** Error of the published value as one draw of its cohort; >= 0. */
  readonly publishedError: number;
}

/** The verdict on one value, and how far it is off. */
export interface Assessed {
  readonly verdict: Exclude<Verdict, 'fitted'>;
  readonly difference: number;
  /** |difference| beyond the rounding of print over both errors; 0 within the rounding; Infinity without any error. */
  readonly apart: number;
}

/** Room for the rounding of decimal numbers in binary. */
const ROUNDING = 1e-9;

/**
 * Compares a value with a printed value.
 *
 * With e = max(0, |value - published| - half a printed unit): reproduced where e <= 1.96 standard errors of the value,
 * differs within noise where e <= 3 errors of both together, not reproduced otherwise.
 *
 * @param comparison - value, printed value, errors; all in one unit
 */
export function compareStatistic({ value, standardError, published, decimals, publishedError }: Comparison): Assessed {
  const difference = value - published;
  const beyond = Math.abs(difference) - 0.5 * power(10, -decimals);
  const excess = beyond > ROUNDING ? beyond : 0;
  const both = hypotenuse(standardError, publishedError);
  const apart = excess === 0 ? 0 : excess / both;
  const verdict =
    excess <= Z95 * standardError ? 'reproduced' : apart <= NOISE_LIMIT ? 'differs within noise' : 'not reproduced';
  return { verdict, difference, apart };
}

/**
 * The verdict on a statement such as p < 0.01, from cohorts of its size.
 *
 * @param share - share of the cohorts in which it holds; in [0, 1]
 * @returns reproduced where all do, not reproduced where none does
 */
export function compareStatement(share: number): Assessed['verdict'] {
  if (share === 1) return 'reproduced';
  return share > 0 ? 'differs within noise' : 'not reproduced';
}

/**
 * Compares every computed value with the published result of its id, with verdict and reason.
 *
 * @param published - the paper's results
 * @param estimates - values, in any order
 * @returns rows in the order of the paper's results; settings of one result in the order they were computed
 * @throws InternalError - on a value whose id the paper's results do not have
 */
export function compareRows(
  published: readonly PublishedResult[],
  estimates: readonly Estimate[],
): readonly ReplicateRow[] {
  const byId = new Map<string, Estimate[]>(published.map(({ id }) => [id, []]));
  for (const estimate of estimates) {
    const list = byId.get(estimate.id);
    if (list === undefined) throw new InternalError(`replicate: must know a published result ${estimate.id}; got none`);
    list.push(estimate);
  }
  return published.flatMap((result) => byId.get(result.id)!.map((estimate) => compareRow(result, estimate)));
}

/** Standard error of a value that was computed on `from` patients, for a cohort of `to`. */
export function errorAtSize(standardError: number, from: number, to: number | null): number {
  return to === null ? 0 : standardError * Math.sqrt(from / to);
}

function compareRow(result: PublishedResult, estimate: Estimate): ReplicateRow {
  const { value, standard_error: standardError, patients } = estimate;
  const reference = result.value ?? result.recomputed!;
  const publishedError = estimate.published_error ?? errorAtSize(standardError, patients, result.patients);
  const comparison = { value, standardError, publishedError };
  const assessed = compareStatistic({ ...comparison, published: reference, decimals: result.decimals });
  const recomputed =
    result.recomputed === null || estimate.setting !== 'posted'
      ? null
      : compareStatistic({ ...comparison, published: result.recomputed, decimals: RECOMPUTED_DECIMALS });
  const verdict: Verdict =
    estimate.basis === 'fitted'
      ? 'fitted'
      : estimate.share === undefined
        ? assessed.verdict
        : compareStatement(estimate.share);
  const [low, high] = estimate.interval ?? [value - Z95 * standardError, value + Z95 * standardError];
  const signed = (distance: Assessed | null) =>
    distance === null || !Number.isFinite(distance.apart) ? null : Math.sign(distance.difference) * distance.apart;
  return {
    id: result.id,
    figure: result.figure,
    arm: result.arm,
    quantity: result.quantity,
    unit: result.unit,
    setting: estimate.setting,
    published: result.value,
    relation: result.relation,
    recomputed: result.recomputed,
    value,
    standard_error: standardError,
    low,
    high,
    patients,
    published_error: publishedError,
    difference: assessed.difference,
    standard_errors_apart: result.relation === '<' ? null : signed(assessed),
    standard_errors_from_recomputed: signed(recomputed),
    verdict,
    reason: reasonFor(result, estimate, { assessed, verdict, publishedError }),
    source: result.source,
  };
}

/** Recomputed values have many digits, so no rounding is allowed for. */
const RECOMPUTED_DECIMALS = 9;

function reasonFor(
  { relation, patients: size, decimals }: PublishedResult,
  { share, because, standard_error: standardError }: Estimate,
  {
    assessed,
    verdict,
    publishedError,
  }: { readonly assessed: Assessed; readonly verdict: Verdict; readonly publishedError: number },
): string {
  if (relation === '<' && share !== undefined) {
    return `${Math.round(100 * share)} % of cohorts of ${size ?? 'that'} patients satisfy it${verdict === 'not reproduced' ? `: ${because}` : ''}.`;
  }
  const digits = Math.max(decimals, 1);
  const apart = Number.isFinite(assessed.apart) ? assessed.apart.toFixed(1) : 'without end';
  switch (verdict) {
    case 'fitted':
      return 'Fitted to this value, so agreement is no test.';
    case 'reproduced':
      return standardError === 0 ? 'Agrees to the printed digit.' : 'Within the Monte-Carlo interval.';
    case 'differs within noise':
      return standardError === 0
        ? `Off by ${Math.abs(assessed.difference).toFixed(digits + 1)}, within the sampling error of ${publishedError.toFixed(2)}.`
        : `${apart} standard errors off; a cohort of ${size ?? 'that size'} alone has an error of ${publishedError.toFixed(digits + 1)}.`;
    case 'not reproduced':
      return `${Number.isFinite(assessed.apart) ? `${apart} standard errors off` : 'Off beyond any sampling error'}: ${because}.`;
  }
}
