/** What a recomputation says of a published figure. */
export const verdicts = [
  'reproduced',
  'differs within noise',
  'does not survive',
  // Agreement by construction is no evidence
  'fitted',
] as const;

export type Verdict = (typeof verdicts)[number];

/** Normal quantile of a 95 % interval. */
export const Z95 = 1.959964;

/** About a hundred figures are compared: at three standard errors chance refuses one in four runs of the whole table. */
export const NOISE_LIMIT = 3;

/** A recomputed value and the printed one, each with its error. */
export interface Comparison {
  readonly value: number;
  /** Monte-Carlo error of the value; >= 0. */
  readonly standardError: number;
  readonly published: number;
  /** Digits after the point that are printed. */
  readonly decimals: number;
  /** Error of the published figure as one draw of its cohort; >= 0. */
  readonly publishedError: number;
}

/** The verdict on one figure, and how far it is off. */
export interface Assessed {
  readonly verdict: Exclude<Verdict, 'fitted'>;
  readonly difference: number;
  /** |difference| beyond the rounding of print over both errors; 0 within the rounding; Infinity without any error. */
  readonly apart: number;
}

/** Room for the rounding of decimal figures in binary. */
const ROUNDING = 1e-9;

/**
 * Compares a value with a printed figure.
 *
 * With e = max(0, |value - published| - half a printed unit): reproduced where e <= 1.96 standard errors of the value,
 * differs within noise where e <= 3 errors of both together, does not survive otherwise.
 *
 * @param comparison - value, printed figure, errors; all in one unit
 */
export function compareStatistic({ value, standardError, published, decimals, publishedError }: Comparison): Assessed {
  const difference = value - published;
  const beyond = Math.abs(difference) - 0.5 * 10 ** -decimals;
  const excess = beyond > ROUNDING ? beyond : 0;
  const both = Math.hypot(standardError, publishedError);
  const apart = excess === 0 ? 0 : excess / both;
  const verdict =
    excess <= Z95 * standardError ? 'reproduced' : apart <= NOISE_LIMIT ? 'differs within noise' : 'does not survive';
  return { verdict, difference, apart };
}

/**
 * The verdict on a statement such as p < 0.01, from cohorts of the size that it was made on.
 *
 * @param share - share of the cohorts that bear it out; in [0, 1]
 * @returns reproduced where all do, does not survive where none does
 */
export function compareStatement(share: number): Assessed['verdict'] {
  if (share === 1) return 'reproduced';
  return share > 0 ? 'differs within noise' : 'does not survive';
}
