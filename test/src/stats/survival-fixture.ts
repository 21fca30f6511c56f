import { readFileSync } from 'node:fs';

/** A curve as R's survival gives it; the restricted mean comes with its standard error. */
export interface CurveOfR {
  readonly times: readonly number[];
  readonly atRisk: readonly number[];
  readonly deaths: readonly number[];
  readonly survival: readonly number[];
  readonly logError: readonly (number | null)[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly median: readonly (number | null)[];
  readonly rmst: readonly [mean: number, standardError: number];
}

export interface CoxOfR {
  readonly ties: 'efron' | 'breslow';
  readonly coefficients: readonly number[];
  readonly covariance: readonly (readonly number[])[];
  readonly logLikelihood: readonly [number, number];
  readonly score: number;
  readonly wald: number;
  readonly robustScore: number | null;
}

export interface LogRankOfR {
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly statistic: number;
}

export interface DatasetOfR {
  readonly name: string;
  readonly times: readonly number[];
  readonly observed: readonly number[];
  readonly group: readonly string[];
  readonly covariates: Readonly<Record<string, readonly number[]>>;
  readonly stratum: readonly string[];
  readonly weights: readonly number[];
  readonly counts: readonly number[];
  readonly tau: number;
  readonly all: CurveOfR;
  readonly groups: Readonly<Record<string, CurveOfR>>;
  readonly weighted: CurveOfR;
  readonly counted: CurveOfR;
  readonly logRank: LogRankOfR;
  readonly stratifiedLogRank: LogRankOfR;
  readonly countedLogRank: LogRankOfR;
  readonly weightedLogRank: number;
  readonly cox: Readonly<Record<'plain' | 'adjusted' | 'strata' | 'weighted', readonly CoxOfR[]>>;
}

export interface CutOfR {
  readonly name: string;
  readonly times: readonly number[];
  readonly observed: readonly number[];
  readonly marker: readonly number[];
  readonly cut: number;
  readonly statistic: number;
  readonly lau92: number;
  readonly lau94: number;
  readonly cuts: readonly number[];
  readonly statistics: readonly number[];
}

/** test/fixtures/stats/survival.R: R 4.2.2, survival 3.5-3, maxstat 0.7-25. */
export const { datasets, cuts }: { readonly datasets: readonly DatasetOfR[]; readonly cuts: readonly CutOfR[] } =
  JSON.parse(readFileSync(new URL('../../fixtures/stats/survival.json', import.meta.url), 'utf8'));

/** What the issue asks for; what is left is rounding of sums over some hundred patients. */
export const AGREEMENT = 1e-8;

/** Below this a number is compared by its difference, above by its ratio. */
const LEAST_SCALE = 1e-6;

/** Distance of two numbers, relative to the expected one. */
export function distance(got: number | null | undefined, expected: number | null | undefined): number {
  if (got == null || expected == null) return got === expected ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(got - expected) / Math.max(LEAST_SCALE, Math.abs(expected));
}

/** Largest distance of two vectors; infinite where their lengths differ. */
export function farthest(got: ArrayLike<number | null>, expected: ArrayLike<number | null>): number {
  if (got.length !== expected.length) return Number.POSITIVE_INFINITY;
  return Math.max(0, ...Array.from(got, (value, index) => distance(value, expected[index])));
}

/** Numbers of the names, in order of appearance. */
export function numbered(names: readonly string[]): number[] {
  const distinct = [...new Set(names)];
  return names.map((name) => distinct.indexOf(name));
}

/** One indicator per group but the first, then the covariates. */
export function designOf({ group, covariates }: DatasetOfR, { adjusted }: { readonly adjusted: boolean }): number[][] {
  const [, ...others] = [...new Set(group)];
  const endpoints = others.map((name) => group.map((each) => (each === name ? 1 : 0)));
  return adjusted ? [...endpoints, ...Object.values(covariates).map((column) => [...column])] : endpoints;
}
