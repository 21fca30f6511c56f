import { type CoxFit, type CoxTest, type CoxTies, coxRegression } from '../../../src/index.js';
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
  return {
    status: fit.kind,
    summary: textOf(fit, names),
    ties: request.ties,
    reference: others.length > 0 ? (reference ?? null) : null,
    stratified: strata !== null,
    robust: weighting?.meaning === 'sampling',
    n: fit.n,
    events: fit.deaths,
    terms: names.map((name, index) => termOf(fit, name, index)),
    score_test: toResult(fit.scoreTest),
    wald_test: toResult(fit.kind === 'completed' ? fit.waldTest : null),
    likelihood_ratio_test: toResult(
      fit.kind === 'completed' || fit.kind === 'monotone' ? fit.likelihoodRatioTest : null,
    ),
    log_likelihood: fit.logLikelihood,
  };
}

function termOf(fit: CoxFit, name: string, index: number): CoxTerm {
  const none = { hazard_ratio: null, low: null, high: null, coefficient: null, standard_error: null, p: null };
  if (fit.kind !== 'completed') return { name, ...none };
  const { estimate, standardError, hazardRatio, hazardRatioLow, hazardRatioHigh, p } = fit.coefficients[index]!;
  // JSON has no infinity: a ratio beyond the range of a double has its logarithm beside it
  const finite = (value: number) => (Number.isFinite(value) ? value : null);
  return {
    name,
    hazard_ratio: finite(hazardRatio),
    low: finite(hazardRatioLow),
    high: finite(hazardRatioHigh),
    coefficient: estimate,
    standard_error: standardError,
    p,
  };
}

function toResult(test: CoxTest | null): ChiSquareResult | null {
  return test === null ? null : { statistic: test.statistic, df: test.degreesOfFreedom, p: test.p };
}

function textOf(fit: CoxFit, names: readonly string[]): string {
  switch (fit.kind) {
    case 'completed':
      return '';
    case 'monotone': {
      const moving = fit.direction.flatMap((part, index) =>
        part === 0 ? [] : [`${names[index]} towards ${part > 0 ? 'infinity' : 'zero'}`],
      );
      return `Monotone likelihood: the data give no finite hazard ratio (${moving.join(', ')}); the score and log-rank tests remain valid.`;
    }
    case 'not-identified':
      return fit.deaths === 0
        ? 'There is no event, so no hazard ratio can be estimated.'
        : `No hazard ratio can be estimated for ${fit.columns.map((column) => names[column]).join(', ')}: among patients at risk together it does not vary apart from the other terms.`;
    case 'not-converged':
      return `The search for the maximum of the likelihood did not converge in ${fit.iterations} steps.`;
  }
}
