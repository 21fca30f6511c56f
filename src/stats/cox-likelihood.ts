import { exp, log, square } from '../numerics/elementary.js';
import type { CoxData, CoxTies, CoxTimeGroup } from './cox-data.js';

/** Log partial likelihood of a Cox regression at one point, with its derivatives; scale of the data's columns. */
export interface CoxLikelihood {
  readonly logLikelihood: number;
  readonly score: Float64Array;
  /** Minus the second derivative; positive semidefinite. */
  readonly information: readonly Float64Array[];
}

/** Relative risks exp(eta) of all patients, over a common factor that keeps them in range. */
export interface CoxRisks {
  /** exp(eta - shift) at each place. */
  readonly risks: Float64Array;
  readonly eta: Float64Array;
  readonly shift: number;
}

/** Sums over the patients at risk: of weighted risks, and of these times the covariates and their products. */
interface RiskSums {
  risk: number;
  readonly first: Float64Array;
  readonly second: readonly Float64Array[];
}

/** Risks at given coefficients. */
function coxRisks({ columns }: CoxData, coefficients: readonly number[]): CoxRisks {
  const eta = columns[0]!.map((_, place) => coefficients.reduce((sum, b, j) => sum + b * columns[j]![place]!, 0));
  const shift = eta.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  return { risks: eta.map((value) => exp(value - shift)), eta, shift };
}

/**
 * Log partial likelihood of Cox's model, its gradient and its information.
 *
 * For d deaths at one time with mean weight w: sum of w_i eta_i over the deaths, less w times the sum over k = 0 .. d - 1 of
 * log(R - (k / d) D), with R the weighted risks of all at risk and D those of the dying (Efron); Breslow leaves D out. Where
 * weights count patients, d is the number of patients who die, as if each had a row.
 * Costs n k^2 for k covariates, and k^2 per death.
 *
 * @param data - as `coxData` gives it
 * @param coefficients - one per column, on the scale of the data
 * @param ties - approximation for equal death times
 * @returns value, score and information
 * @see Cox 1972, doi:10.1111/j.2517-6161.1972.tb00899.x; Efron 1977, doi:10.1080/01621459.1977.10480613; Breslow 1974,
 *   doi:10.2307/2529620
 */
export function coxLikelihood(data: CoxData, coefficients: readonly number[], ties: CoxTies): CoxLikelihood {
  const { columns, weights, strata } = data;
  const size = columns.length;
  const { risks, eta, shift } = coxRisks(data, coefficients);
  let logLikelihood = 0;
  const score = new Float64Array(size);
  const information = Array.from({ length: size }, () => new Float64Array(size));
  const add = (sums: RiskSums, place: number) => {
    const weighted = weights[place]! * risks[place]!;
    sums.risk += weighted;
    for (let j = 0; j < size; j++) {
      const moment = weighted * columns[j]![place]!;
      sums.first[j]! += moment;
      for (let l = 0; l <= j; l++) sums.second[j]![l]! += moment * columns[l]![place]!;
    }
  };
  for (const groups of strata) {
    const atRisk = emptySums(size);
    for (const { start, end, dying, deaths } of groups) {
      for (let place = start; place < end; place++) add(atRisk, place);
      if (dying.length === 0) continue;
      const tied = emptySums(size);
      let weight = 0;
      for (const place of dying) {
        add(tied, place);
        weight += weights[place]!;
        logLikelihood += weights[place]! * (eta[place]! - shift);
        for (let j = 0; j < size; j++) score[j]! += weights[place]! * columns[j]![place]!;
      }
      // All that depends on the shares are sums of 1 / (R - k / d D) and their moments
      const { logRisk, inverse, squares } = tiedSums(atRisk.risk, tied.risk, { deaths, weight, ties });
      logLikelihood -= logRisk;
      for (let j = 0; j < size; j++) {
        const [first, own] = [atRisk.first[j]!, tied.first[j]!];
        score[j]! -= first * inverse[0] - own * inverse[1];
        for (let l = 0; l <= j; l++) {
          const [other, tiedOther] = [atRisk.first[l]!, tied.first[l]!];
          const second = atRisk.second[j]![l]! * inverse[0] - tied.second[j]![l]! * inverse[1];
          const cross = first * tiedOther + own * other;
          information[j]![l]! +=
            second - (first * other * squares[0] - cross * squares[1] + own * tiedOther * squares[2]);
        }
      }
    }
  }
  for (let j = 0; j < size; j++) for (let l = 0; l < j; l++) information[l]![j] = information[j]![l]!;
  return { logLikelihood, score, information };
}

interface TiedSums {
  /** Sum of the logarithms of the factors. */
  readonly logRisk: number;
  /** Sums of share^m over the factors, and over their squares. */
  readonly inverse: readonly [number, number];
  readonly squares: readonly [number, number, number];
}

/** Sums over the factors R - k / d D of a death time, each of the weight of one death. */
function tiedSums(
  risk: number,
  tiedRisk: number,
  { deaths, weight, ties }: { readonly deaths: number; readonly weight: number; readonly ties: CoxTies },
): TiedSums {
  const [count, multiplicity] = ties === 'breslow' ? [1, deaths] : [deaths, 1];
  const factor = (multiplicity * weight) / deaths;
  let [logRisk, one, first, oneSquare, firstSquare, secondSquare] = [0, 0, 0, 0, 0, 0];
  for (let k = 0; k < count; k++) {
    const share = k / deaths;
    const left = risk - share * tiedRisk;
    logRisk += log(left);
    one += 1 / left;
    first += share / left;
    oneSquare += 1 / square(left);
    firstSquare += share / square(left);
    secondSquare += square(share / left);
  }
  return {
    logRisk: factor * logRisk,
    inverse: [factor * one, factor * first],
    squares: [factor * oneSquare, factor * firstSquare, factor * secondSquare],
  };
}

/** The shares k / d of the tied risks that are taken off, each with the number of factors that it represents. */
function tiedShares(
  deaths: number,
  ties: CoxTies,
): readonly { readonly share: number; readonly multiplicity: number }[] {
  if (ties === 'breslow') return [{ share: 0, multiplicity: deaths }];
  return Array.from({ length: deaths }, (_, k) => ({ share: k / deaths, multiplicity: 1 }));
}

function emptySums(size: number): RiskSums {
  return {
    risk: 0,
    first: new Float64Array(size),
    second: Array.from({ length: size }, () => new Float64Array(size)),
  };
}

/**
 * Score residuals: how much each patient, per unit of weight, adds to the score.
 *
 * Own covariates less their mean at the own death, less the expectation of that over all death times while at risk; with
 * Efron's ties a dying patient is at risk in the factor k of d with share 1 - k / d. Sum of weight times residual = score.
 *
 * @param data - as `coxData` gives it
 * @param coefficients - on the scale of the data
 * @param ties - as in the fit
 * @returns one vector per covariate, in the sorted order
 * @see Therneau & Grambsch 2000, Modeling Survival Data, section 4.6; Lin & Wei 1989, doi:10.1080/01621459.1989.10478874
 */
export function coxScoreResiduals(
  data: CoxData,
  coefficients: readonly number[],
  ties: CoxTies,
): readonly Float64Array[] {
  const { columns, weights, strata } = data;
  const { risks } = coxRisks(data, coefficients);
  const residuals = columns.map((column) => new Float64Array(column.length));
  for (const groups of strata) {
    const steps = hazardSteps(groups, { columns, weights, risks }, ties);
    let hazard = 0;
    const weightedMeans = new Float64Array(columns.length);
    // Time runs forward from the last group to the first
    for (let index = groups.length - 1; index >= 0; index--) {
      const { start, end, dying } = groups[index]!;
      const factors = steps[index]!;
      const dies = new Set(dying);
      for (const { increment, means } of factors) {
        hazard += increment;
        means.forEach((mean, j) => {
          weightedMeans[j]! += increment * mean;
        });
      }
      for (let place = start; place < end; place++) {
        columns.forEach((column, j) => {
          const x = column[place]!;
          let residual = -risks[place]! * (x * hazard - weightedMeans[j]!);
          if (dies.has(place)) {
            for (const { increment, means, share, part } of factors) {
              // The expectation above counted the whole of this time; the share that a tied death is not at risk goes back
              residual += part * (x - means[j]!) + risks[place]! * increment * share * (x - means[j]!);
            }
          }
          residuals[j]![place] = residual;
        });
      }
    }
  }
  return residuals;
}

/** One factor of a death time: increment of the baseline hazard, means of the covariates, share taken off, part of the deaths. */
interface HazardStep {
  readonly increment: number;
  readonly means: Float64Array;
  readonly share: number;
  readonly part: number;
}

function hazardSteps(
  groups: readonly CoxTimeGroup[],
  { columns, weights, risks }: Pick<CoxData, 'columns' | 'weights'> & Pick<CoxRisks, 'risks'>,
  ties: CoxTies,
): readonly (readonly HazardStep[])[] {
  let risk = 0;
  const first = new Float64Array(columns.length);
  return groups.map(({ start, end, dying, deaths }) => {
    for (let place = start; place < end; place++) {
      const weighted = weights[place]! * risks[place]!;
      risk += weighted;
      columns.forEach((column, j) => {
        first[j]! += weighted * column[place]!;
      });
    }
    let [weight, tiedRisk] = [0, 0];
    const tiedFirst = new Float64Array(columns.length);
    for (const place of dying) {
      weight += weights[place]!;
      tiedRisk += weights[place]! * risks[place]!;
      columns.forEach((column, j) => {
        tiedFirst[j]! += weights[place]! * risks[place]! * column[place]!;
      });
    }
    return dying.length === 0
      ? []
      : tiedShares(deaths, ties).map(({ share, multiplicity }) => ({
          increment: (multiplicity * weight) / deaths / (risk - share * tiedRisk),
          means: first.map((sum, j) => (sum - share * tiedFirst[j]!) / (risk - share * tiedRisk)),
          share,
          part: multiplicity / deaths,
        }));
  });
}
