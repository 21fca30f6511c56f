import { type CoxFit, type CoxTest, type CoxTies, coxRegression } from '../../../src/index.js';
import { comparedGroups } from './compared-groups.js';
import type { ChiSquareResult, CoxResult, CoxTerm } from './result.js';
import type { SurvivalData } from './survival-data.js';

export interface CoxRequest {
  readonly level: number;
  readonly ties: CoxTies;
  /** Include the covariates. */
  readonly covariates: 'with' | 'without';
}

/**
 * Cox regression of groups (one dummy variable for each but the reference) and covariates, as the results show it.
 *
 * @param data - patients; the first group is the reference
 * @param request - level, ties, with or without covariates
 * @returns the fit with its summary; null where there is neither a second group nor a covariate
 */
export function coxResult(data: SurvivalData, request: CoxRequest): CoxResult | null {
  const [reference, ...others] = data.groups;
  const terms = [
    ...others.map((name, index) => ({
      name,
      values: Float64Array.from(data.groupOf, (group) => (group === index + 1 ? 1 : 0)),
      against: reference,
    })),
    ...(request.covariates === 'with' ? data.covariates : []),
  ];
  if (terms.length === 0) return null;
  const { times, observed, strata, weighting } = data;
  const fit = coxRegression(
    {
      times,
      observed,
      columns: terms.map(({ values }) => values),
      strata: strata ?? undefined,
      weights: weighting?.weights,
    },
    { ties: request.ties, level: request.level, weightsAre: weighting?.meaning },
  );
  const names = terms.map(({ name }) => name);
  const compared = comparedGroups(data);
  const reasons = names.map((_, index) =>
    index < others.length && !compared.has(index + 1) && fit.deaths > 0
      ? `never at risk at an event together with ${reference}`
      : reasonOf(fit, index, eventless(data, index)),
  );
  const lost = names.flatMap((name, index) => (reasons[index] === null ? [] : [`${name} (${reasons[index]})`]));
  return {
    status: fit.kind,
    summary: summaryOf(fit, lost, data),
    ties: request.ties,
    reference: others.length > 0 ? (reference ?? null) : null,
    stratified: strata !== null,
    robust: weighting?.meaning === 'sampling',
    n: fit.n,
    events: fit.deaths,
    terms: names.map((name, index) =>
      termOf(fit, { name, reference: terms[index]!.against ?? null, reason: reasons[index]! }, index),
    ),
    score_test: toResult(fit.scoreTest),
    wald_test: toResult('waldTest' in fit ? fit.waldTest : null),
    likelihood_ratio_test: toResult(fit.kind === 'not-converged' ? null : fit.likelihoodRatioTest),
    log_likelihood: fit.logLikelihood,
  };
}

function termOf(
  fit: CoxFit,
  { name, reference, reason }: Pick<CoxTerm, 'name' | 'reference' | 'reason'>,
  index: number,
): CoxTerm {
  const term = fit.kind === 'not-converged' ? null : fit.terms[index]!;
  if (term?.kind !== 'estimated' || reason !== null) {
    const none = { hazard_ratio: null, low: null, high: null, coefficient: null, standard_error: null, p: null };
    return { name, reference, ...none, reason };
  }
  const { estimate, standardError, hazardRatio, hazardRatioLow, hazardRatioHigh, p } = term;
  // JSON has no infinity: a ratio beyond the range of a double has its logarithm beside it
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    name,
    reference,
    hazard_ratio: finite(hazardRatio),
    low: finite(hazardRatioLow),
    high: finite(hazardRatioHigh),
    coefficient: estimate,
    standard_error: standardError,
    p,
    reason,
  };
}

/** Of the term of a group: whether it or the reference has no event. */
function eventless(data: SurvivalData, index: number): string | null {
  if (index + 1 >= data.groups.length) return null;
  const hasEvent = (group: number) => data.observed.some((flag, row) => flag === 1 && data.groupOf[row] === group);
  if (!hasEvent(0)) return `no event in the reference ${data.groups[0]}`;
  return hasEvent(index + 1) ? null : `no event in ${data.groups[index + 1]}`;
}

function reasonOf(fit: CoxFit, index: number, cause: string | null): string | null {
  if (fit.kind === 'not-converged') return 'the search did not converge';
  if (fit.deaths === 0) return 'no event';
  const because = cause === null ? '' : `: ${cause}`;
  switch (fit.terms[index]!.kind) {
    case 'estimated':
      return null;
    case 'infinite':
      return `towards infinity${because}`;
    case 'zero':
      return `towards zero${because}`;
    case 'undetermined':
      return 'not determined by the data';
    case 'constant':
      return 'does not vary among patients at risk at an event';
    case 'collinear':
      return 'determined by the terms before it';
  }
}

function toResult(test: CoxTest | null): ChiSquareResult | null {
  return test === null ? null : { statistic: test.statistic, df: test.degreesOfFreedom, p: test.p };
}

function summaryOf(fit: CoxFit, lost: readonly string[], { groups, groupOf, observed }: SurvivalData): string {
  if (fit.kind === 'completed') return '';
  if (fit.kind === 'not-converged') return 'The search for the maximum of the likelihood did not converge.';
  if (fit.deaths === 0) return 'There is no event, so no hazard ratio can be estimated.';
  const withEvents = new Set([...groupOf].filter((_, row) => observed[row] === 1));
  const hint =
    withEvents.has(0) || withEvents.size < 2
      ? ''
      : ` With another reference than ${groups[0]} (--reference) groups with events can be compared.`;
  const none = `No finite hazard ratio for ${lost.join(', ')}.${hint}`;
  if (fit.kind === 'not-identified') return none;
  return `Monotone likelihood. ${none} The score, likelihood-ratio and log-rank tests remain valid, a Wald test does not exist.`;
}
