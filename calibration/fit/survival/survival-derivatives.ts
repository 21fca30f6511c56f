import { type CourseNodes, eachSlopeBlock, type HazardLink, type SlopeBlock } from '../../../src/index.js';
import { type DeathNode, type DeathNodeGroup, transformedDeathNames } from './death-parameters.js';
import type { SurvivalSums } from './survival-sums.js';

/**
 * Derivatives of the weighted survival of a cohort, and of sums of it over times.
 *
 * dz/dtheta is linear in the covariate u, so the sums over patients of W S sum f' and of W S sum f' u serve every parameter (see
 * `eachSlopeBlock`).
 *
 * @param courses - covariate of the patients
 * @param link - how z gives the death of a day
 * @param groups - death function: nodes of the ranges of mu and sigma
 * @param weights - weights of the patients; any sign
 * @param terms - sums over times, such as progression-free survival
 * @returns derivative of sum_i W_i S_i(t_k): [time][parameter], order of `transformedDeathNames`; then those of the sums
 */
export function survivalDerivatives(
  courses: CourseNodes,
  link: HazardLink,
  groups: readonly DeathNodeGroup[],
  weights: Float64Array,
  terms: SurvivalSums,
): readonly Float64Array[] {
  const times = courses.plan.timesDays.length;
  const rows = times + terms.constants.length;
  const derivatives = Array.from({ length: rows }, () => new Float64Array(transformedDeathNames.length));
  const [deaths, deathsTimesU] = [new Float64Array(rows), new Float64Array(rows)];
  eachSlopeBlock(courses, link, groups, (block) => {
    deaths.fill(0);
    deathsTimesU.fill(0);
    addTimes(block, weights, times, deaths, deathsTimesU);
    if (rows > times) addSums(block, weights, terms, times, deaths, deathsTimesU);
    subtractGradient(block.node, deaths, deathsTimesU, derivatives);
  });
  return derivatives;
}

function addTimes(
  { first, count, place, timeStride, covariateStride, numbers }: SlopeBlock<DeathNode>,
  weights: Float64Array,
  times: number,
  deaths: Float64Array,
  deathsTimesU: Float64Array,
): void {
  for (let patient = 0; patient < count; patient++) {
    const weight = weights[first + patient]!;
    for (let time = 0, at = place(patient); time < times; time++, at += timeStride) {
      deaths[time]! += weight * numbers[at]!;
      deathsTimesU[time]! += weight * numbers[at + covariateStride]!;
    }
  }
}

/** The same of the sums, by their terms. */
function addSums(
  { first, count, place, timeStride, covariateStride, numbers }: SlopeBlock<DeathNode>,
  weights: Float64Array,
  { from, sums, times, coefficients }: SurvivalSums,
  firstRow: number,
  deaths: Float64Array,
  deathsTimesU: Float64Array,
): void {
  for (let patient = 0; patient < count; patient++) {
    const weight = weights[first + patient]!;
    const begin = place(patient);
    for (let term = from[first + patient]!; term < from[first + patient + 1]!; term++) {
      const at = begin + times[term]! * timeStride;
      const row = firstRow + sums[term]!;
      const share = coefficients[term]! * weight;
      deaths[row]! += share * numbers[at]!;
      deathsTimesU[row]! += share * numbers[at + covariateStride]!;
    }
  }
}

/** dS = -(sum of W S f' dz/dtheta), with dz/dtheta = constant + perChi u. */
function subtractGradient(
  { gradient }: DeathNode,
  deaths: Float64Array,
  deathsTimesU: Float64Array,
  derivatives: readonly Float64Array[],
): void {
  derivatives.forEach((derivative, row) => {
    gradient.forEach(({ constant, perChi }, parameter) => {
      derivative[parameter]! -= constant * deaths[row]! + perChi * deathsTimesU[row]!;
    });
  });
}
