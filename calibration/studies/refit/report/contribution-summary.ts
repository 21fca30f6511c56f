import { type Curve, curveList } from '../../../endpoints/curves.js';
import { classRateNames, endpointLabel, isInMonths } from '../../../endpoints/endpoints.js';
import type { Contribution } from '../../../inference/results.js';

/** Contribution of a trial to one part of the objective, its observations taken together. */
export interface ContributionSummary {
  readonly arm: string;
  readonly trial: string;
  /** `Response classes`, `Deaths per interval`, or the name of a single endpoint. */
  readonly part: string;
  readonly observations: number;
  readonly sumOfSquares: number;
  readonly degreesOfFreedom: number;
  /** The observation with the largest residual; null when none is finite. */
  readonly largest: Contribution | null;
  readonly borderline: number;
  readonly contradicting: number;
}

const isClass = (endpoint: string): boolean => classRateNames.some((name) => name === endpoint);

/** The curve whose events an interval counts. */
const curveOfInterval = (endpoint: string): Curve | undefined =>
  curveList.find(({ eventPrefix }) => endpoint.startsWith(eventPrefix));

/**
 * Name of an observation. A median enters the objective as the share alive at the month that the trials state.
 *
 * @param endpoint - `dcr`, a median, or `deaths_2_3` for the deaths between months 2 and 3
 * @returns text such as `Deaths in months 2 to 3`
 */
export function contributionLabel(endpoint: string): string {
  if (isInMonths(endpoint)) return 'Alive at the stated median';
  const curve = curveOfInterval(endpoint);
  if (curve === undefined) return endpointLabel(endpoint);
  return `${curve.eventLabel} in months ${endpoint.slice(curve.eventPrefix.length).replace('_', ' to ')}`;
}

function partOf({ endpoint }: Contribution): string {
  const curve = curveOfInterval(endpoint);
  if (curve !== undefined) return `${curve.eventLabel} per interval`;
  return isClass(endpoint) ? 'Response classes' : contributionLabel(endpoint);
}

/** Shares of all four classes sum to one, so one of them is not independent. */
function degreesOfFreedom(rows: readonly Contribution[]): number {
  const classes = rows.filter(({ endpoint }) => isClass(endpoint)).length;
  return rows.length - (classes === classRateNames.length ? 1 : 0);
}

/**
 * One line per arm, trial and part of the likelihood. The sum of squares of n independent observations that agree with the fit is about n.
 *
 * @param contributions - observations; those of pooled endpoints, without a trial, are omitted
 * @returns lines in the order of first appearance
 */
export function contributionSummaries(contributions: readonly Contribution[]): readonly ContributionSummary[] {
  const groups = new Map<string, { arm: string; trial: string; part: string; rows: Contribution[] }>();
  for (const row of contributions) {
    const { arm, trial } = row;
    if (trial === null) continue;
    const part = partOf(row);
    const key = JSON.stringify([arm, trial, part]);
    const group = groups.get(key) ?? { arm, trial, part, rows: [] };
    group.rows.push(row);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ arm, trial, part, rows }) => {
    const known = rows.filter(({ residual }) => Number.isFinite(residual));
    return {
      arm,
      trial,
      part,
      observations: rows.length,
      sumOfSquares: known.reduce((sum, { residual }) => sum + residual ** 2, 0),
      degreesOfFreedom: degreesOfFreedom(rows),
      largest: known.reduce<Contribution | null>(
        (most, row) => (most === null || Math.abs(row.residual) > Math.abs(most.residual) ? row : most),
        null,
      ),
      borderline: rows.filter(({ verdict }) => verdict === 'borderline').length,
      contradicting: rows.filter(({ verdict }) => verdict === 'contradicts').length,
    };
  });
}
