import { InternalError } from '../../../src/index.js';
import type { PublishedFigure } from './published-results.js';
import type { Estimate, ReplicateRow } from './result.js';
import { type Assessed, compareStatement, compareStatistic, type Verdict, Z95 } from './verdict.js';

/**
 * Puts every computed value beside the published figure of its id, with verdict and reason.
 *
 * @param published - the paper's results
 * @param estimates - values, in any order
 * @returns rows in the order of the paper's results; settings of one result in the order they were computed
 * @throws InternalError - on a value whose id the paper's results do not have
 */
export function compareRows(
  published: readonly PublishedFigure[],
  estimates: readonly Estimate[],
): readonly ReplicateRow[] {
  const byId = new Map<string, Estimate[]>(published.map(({ id }) => [id, []]));
  for (const estimate of estimates) {
    const list = byId.get(estimate.id);
    if (list === undefined) throw new InternalError(`replicate: must know a published figure ${estimate.id}; got none`);
    list.push(estimate);
  }
  return published.flatMap((figure) => byId.get(figure.id)!.map((estimate) => compareRow(figure, estimate)));
}

/** Standard error of a figure that was computed on `from` patients, for a cohort of `to`. */
export function errorAtSize(standardError: number, from: number, to: number | null): number {
  return to === null ? 0 : standardError * Math.sqrt(from / to);
}

function compareRow(figure: PublishedFigure, estimate: Estimate): ReplicateRow {
  const { value, standard_error: standardError, patients } = estimate;
  const reference = figure.value ?? figure.recomputed!;
  const publishedError = estimate.published_error ?? errorAtSize(standardError, patients, figure.patients);
  const comparison = { value, standardError, publishedError };
  const assessed = compareStatistic({ ...comparison, published: reference, decimals: figure.decimals });
  const recomputed =
    figure.recomputed === null || estimate.setting !== 'posted'
      ? null
      : compareStatistic({ ...comparison, published: figure.recomputed, decimals: RECOMPUTED_DECIMALS });
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
    id: figure.id,
    figure: figure.figure,
    arm: figure.arm,
    quantity: figure.quantity,
    unit: figure.unit,
    setting: estimate.setting,
    published: figure.value,
    relation: figure.relation,
    recomputed: figure.recomputed,
    value,
    standard_error: standardError,
    low,
    high,
    patients,
    published_error: publishedError,
    difference: assessed.difference,
    standard_errors_apart: figure.relation === '<' ? null : signed(assessed),
    standard_errors_from_recomputed: signed(recomputed),
    verdict,
    reason: reasonFor(figure, estimate, { assessed, verdict, publishedError }),
    source: figure.source,
  };
}

/** Recomputed figures are known to more digits than matter: no rounding is granted. */
const RECOMPUTED_DECIMALS = 9;

function reasonFor(
  { relation, patients: size, decimals }: PublishedFigure,
  { share, because, standard_error: standardError }: Estimate,
  {
    assessed,
    verdict,
    publishedError,
  }: { readonly assessed: Assessed; readonly verdict: Verdict; readonly publishedError: number },
): string {
  if (relation === '<' && share !== undefined) {
    return `${Math.round(100 * share)} % of cohorts of ${size ?? 'that'} patients bear it out${verdict === 'does not survive' ? `: ${because}` : ''}.`;
  }
  const digits = Math.max(decimals, 1);
  const apart = Number.isFinite(assessed.apart) ? assessed.apart.toFixed(1) : 'without end';
  switch (verdict) {
    case 'fitted':
      return 'Fitted to this figure: no evidence.';
    case 'reproduced':
      return standardError === 0 ? 'Agrees to the printed digit.' : 'Within the Monte-Carlo interval.';
    case 'differs within noise':
      return standardError === 0
        ? `Off by ${Math.abs(assessed.difference).toFixed(digits + 1)}, within the sampling error of ${publishedError.toFixed(2)}.`
        : `${apart} standard errors off; a cohort of ${size ?? 'that size'} alone has an error of ${publishedError.toFixed(digits + 1)}.`;
    case 'does not survive':
      return `${Number.isFinite(assessed.apart) ? `${apart} standard errors off` : 'Off beyond any sampling error'}: ${because}.`;
  }
}
