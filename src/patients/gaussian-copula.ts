import arcsine from '@stdlib/math-base-special-asin';
import sine from '@stdlib/math-base-special-sin';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { CholeskyDecomposition, EigenvalueDecomposition, Matrix } from 'ml-matrix';
import { InputError } from '../errors.js';
import { normalQuantile } from '../numerics/normal-quantile.js';
import type { BetaMarginal } from './beta-marginal.js';

/** Correlation of two per-patient parameters. */
export interface ParameterCorrelation {
  readonly between: readonly [string, string];
  /** Pearson's correlation of the normal scores Phi^-1(F(x)); inside (-1, 1). */
  readonly normalScore: number;
}

/**
 * Gaussian copula of some dimensions; all others are independent of them and of each other.
 *
 * The normal scores z_j = Phi^-1(F_j(x_j)) of the members are jointly normal with these correlations; plain data.
 */
export interface GaussianCopula {
  /** Dimensions that are correlated with another; ascending. */
  readonly members: readonly number[];
  /** Correlations of the normal scores; members x members; symmetric, 1 on the diagonal, positive definite. */
  readonly correlations: readonly (readonly number[])[];
}

/** Smallest eigenvalue that a matrix of correlations must exceed: below it one parameter is a function of others but for rounding. */
export const LEAST_EIGENVALUE = 1e-8;

/** Pairs that a message lists. */
const LISTED_PAIRS = 6;

/** Least and largest probability: a score beyond them is that of the nearest double inside (0, 1). */
const LEAST_PROBABILITY = 2 ** -1022;
const MOST_PROBABILITY = 1 - 2 ** -53;

/**
 * Correlation of normal scores with a given rank correlation: 2 sin(pi rho / 6).
 *
 * @param spearman - Spearman's rank correlation; inside (-1, 1)
 * @returns Pearson's correlation of the normal scores; inside (-1, 1)
 * @see Kruskal 1958, doi:10.1080/01621459.1958.10501481
 */
export function normalScoreCorrelation(spearman: number): number {
  return 2 * sine((Math.PI * spearman) / 6);
}

/** Spearman's rank correlation of two variables whose normal scores have a correlation: 6 asin(r / 2) / pi. */
export function rankCorrelation(normalScore: number): number {
  return (6 * arcsine(normalScore / 2)) / Math.PI;
}

/**
 * Why pairs are no correlations of the named parameters; empty where they are.
 *
 * @param pairs - correlations
 * @param names - of the parameters
 * @returns issues in the grammar `must ...; got value`, each with the index of its pair; null for the matrix as a whole
 */
export function correlationIssues(
  pairs: readonly ParameterCorrelation[],
  names: readonly string[],
): readonly { readonly pair: number | null; readonly message: string }[] {
  const seen = new Set<string>();
  const issues = pairs.flatMap(({ between, normalScore }, pair) => {
    const [a, b] = between;
    const unknown = between.filter((name) => !names.includes(name));
    const own = unknown.map((name) => `must name per-patient parameters; got ${name}`);
    if (a === b) own.push(`must name two parameters; got ${a} twice`);
    const key = [...between].sort().join('\n');
    if (seen.has(key)) own.push(`must give each pair once; got ${a} and ${b} again`);
    seen.add(key);
    if (!(Math.abs(normalScore) < 1)) own.push(`must be a correlation inside (-1, 1); got ${normalScore}`);
    return own.map((message) => ({ pair, message }));
  });
  if (issues.length > 0) return issues;
  const copula = copulaOf(names, pairs);
  const indefinite = copula === undefined ? null : indefiniteness(copula, names);
  return indefinite === null ? [] : [{ pair: null, message: indefinite }];
}

/** What is wrong with a matrix that is not positive definite: its smallest eigenvalue, and the pairs that make it so. */
function indefiniteness({ members, correlations }: GaussianCopula, names: readonly string[]): string | null {
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(
    new Matrix(correlations.map((row) => [...row])),
    {
      assumeSymmetric: true,
    },
  );
  const smallest = Math.min(...realEigenvalues);
  if (smallest > LEAST_EIGENVALUE) return null;
  const vector = eigenvectorMatrix.getColumn(realEigenvalues.indexOf(smallest));
  // The eigenvalue is 1 and the sum of 2 v_i v_j r_ij over pairs
  const parts = correlations.flatMap((row, i) =>
    row
      .slice(0, i)
      .map((r, j) => ({ pair: `${names[members[j]!]}-${names[members[i]!]}`, part: r * vector[i]! * vector[j]! })),
  );
  const lowering = parts.filter(({ part }) => part < 0).sort((a, b) => a.part - b.part);
  const listed = lowering.slice(0, LISTED_PAIRS).map(({ pair }) => pair);
  const more = lowering.length > LISTED_PAIRS ? ', ...' : '';
  return `must make a positive definite matrix of the normal scores; got a smallest eigenvalue of ${smallest.toPrecision(3)}, from ${listed.join(', ')}${more}`;
}

/**
 * Marginals with correlations.
 *
 * @param marginals - of the parameters
 * @param pairs - correlations of their normal scores; all other pairs are independent
 * @throws InputError - on an unknown name, a pair given twice, a correlation outside (-1, 1), or a matrix that is not positive definite
 */
export function withCorrelations<Marginal extends BetaMarginal>(
  marginals: readonly Marginal[],
  pairs: readonly ParameterCorrelation[],
): readonly Marginal[] {
  if (pairs.length === 0) return marginals;
  const names = marginals.map(({ name }) => name);
  const [issue] = correlationIssues(pairs, names);
  if (issue !== undefined) {
    throw new InputError(`correlations${issue.pair === null ? '' : `[${issue.pair}]`}: ${issue.message}`);
  }
  return marginals.map((marginal) => {
    const own = pairs.flatMap(({ between: [a, b], normalScore }): readonly (readonly [string, number])[] => {
      if (normalScore === 0) return [];
      if (a === marginal.name) return [[b, normalScore]];
      return b === marginal.name ? [[a, normalScore]] : [];
    });
    return own.length === 0 ? marginal : { ...marginal, correlations: Object.fromEntries(own) };
  });
}

/** The correlations that marginals carry, each pair once, in the order of the marginals. */
export function correlationsOf(
  marginals: readonly Pick<BetaMarginal, 'name' | 'correlations'>[],
): readonly ParameterCorrelation[] {
  return marginals.flatMap(({ name, correlations = {} }, index) =>
    marginals.slice(index + 1).flatMap(({ name: other }): readonly ParameterCorrelation[] => {
      const normalScore = Object.hasOwn(correlations, other) ? correlations[other]! : 0;
      return normalScore === 0 ? [] : [{ between: [name, other], normalScore }];
    }),
  );
}

/**
 * The copula of marginals: of some of the parameters that were correlated it is the copula of these alone.
 *
 * @param marginals - in the order of the dimensions
 * @returns the copula; undefined where none of them is correlated with another
 */
export function gaussianCopula(
  marginals: readonly Pick<BetaMarginal, 'name' | 'correlations'>[],
): GaussianCopula | undefined {
  return copulaOf(
    marginals.map(({ name }) => name),
    correlationsOf(marginals),
  );
}

function copulaOf(names: readonly string[], pairs: readonly ParameterCorrelation[]): GaussianCopula | undefined {
  const places = pairs
    .filter(({ normalScore }) => normalScore !== 0)
    .map(({ between: [a, b], normalScore }) => ({ a: names.indexOf(a), b: names.indexOf(b), normalScore }));
  if (places.length === 0) return undefined;
  const members = [...new Set(places.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b);
  const correlations = members.map((_, i) => members.map((_other, j): number => (i === j ? 1 : 0)));
  for (const { a, b, normalScore } of places) {
    const [i, j] = [members.indexOf(a), members.indexOf(b)];
    correlations[i]![j] = normalScore;
    correlations[j]![i] = normalScore;
  }
  return { members, correlations };
}

/** Sets of dimensions that are correlated with each other, directly or through others; by their first dimension. */
export function correlatedSets({ members, correlations }: GaussianCopula): readonly (readonly number[])[] {
  const setOf = members.map((_, place) => place);
  correlations.forEach((row, i) => {
    row.forEach((r, j) => {
      const [from, to] = [setOf[i]!, setOf[j]!];
      if (r === 0 || from === to) return;
      setOf.forEach((set, place) => {
        if (set === from) setOf[place] = to;
      });
    });
  });
  return [...new Set(setOf)].map((set) => members.filter((_, place) => setOf[place] === set));
}

/** Whether a square matrix is symmetric, has ones on its diagonal and is positive definite. */
export function isCorrelationMatrix(correlations: GaussianCopula['correlations']): boolean {
  const consistent = correlations.every((row, i) =>
    row.every((r, j) => r === correlations[j]![i] && (i === j ? r === 1 : true)),
  );
  return consistent && choleskyOf(correlations).isPositiveDefinite();
}

function choleskyOf(correlations: GaussianCopula['correlations']): CholeskyDecomposition {
  return new CholeskyDecomposition(new Matrix(correlations.map((row) => [...row])));
}

/**
 * Lower Cholesky factor of the correlations.
 *
 * @throws InputError - when they are not positive definite
 */
export function copulaFactor({ correlations }: GaussianCopula): readonly Float64Array[] {
  const cholesky = choleskyOf(correlations);
  if (!cholesky.isPositiveDefinite()) throw new InputError('copula: must have a positive definite matrix; got another');
  return cholesky.lowerTriangularMatrix.to2DArray().map((row) => Float64Array.from(row));
}

/**
 * Turns independent uniforms into those of a copula: u'_j = Phi((L Phi^-1(u))_j) for the members, with L the Cholesky factor.
 *
 * Uniforms of dimensions that are not correlated, and of the first one of each correlated set, keep their bits: the same design with
 * and without correlations has common random numbers.
 *
 * @param copula - dimensions and correlations
 * @param uniforms - row-major; points x dimensions; inside (0, 1)
 * @param dimensions - numbers per point
 * @returns uniforms of the same form, inside (0, 1)
 */
export function correlateUniforms(copula: GaussianCopula, uniforms: Float64Array, dimensions: number): Float64Array {
  const { members } = copula;
  const factor = copulaFactor(copula);
  const moved = members.map((_, i) => factor[i]!.subarray(0, i).some((each) => each !== 0));
  const correlated = uniforms.slice();
  const scores = new Float64Array(members.length);
  for (let row = 0; row < uniforms.length; row += dimensions) {
    members.forEach((member, i) => {
      scores[i] = normalQuantile(uniforms[row + member]!);
    });
    members.forEach((member, i) => {
      if (!moved[i]) return;
      const loads = factor[i]!;
      let score = 0;
      for (let j = 0; j <= i; j++) score += loads[j]! * scores[j]!;
      correlated[row + member] = Math.min(Math.max(normalCdf(score, 0, 1), LEAST_PROBABILITY), MOST_PROBABILITY);
    });
  }
  return correlated;
}
