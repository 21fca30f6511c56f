import type { HazardLink } from '../../../src/index.js';
import type { CovariateBlocks } from './covariate-blocks.js';
import { type DeathNode, type DeathNodeGroup, transformedDeathNames } from './death-parameters.js';
import type { PassSums } from './survival-pass.js';
import { type SurvivalSums, survivalSumsInto } from './survival-sums.js';

/** Largest log hazard of a day: nobody is alive a day later, and larger ones overflow. */
const MOST_LOG_HAZARD = 30;

/**
 * Survival of each patient and derivatives of the cohort's, from covariates averaged over blocks of days.
 *
 * The cumulative hazard at time t is the sum over the blocks before t of their days times f(z), with z linear in the covariate
 * and f(z) = log(1 + e^z) (logit link) or e^z (logarithmic link). Its derivative f' is the death probability, or the hazard
 * itself; d S_i / d theta = -S_i sum of f' dz/dtheta.
 *
 * @param blocks - covariate of the patients, and the times
 * @param link - how z gives the hazard
 * @param groups - z as a function of the covariate: nodes of the ranges
 * @param weights - weights of the patients in the derivatives; any sign
 * @param columns - written: S at each time; times x patients
 * @param asked - sums over times, such as progression-free survival
 * @returns derivative of sum_i W_i S_i(t_k): [time][parameter], order of `transformedDeathNames`; then those of the sums
 */
export function blockPass(
  blocks: CovariateBlocks,
  link: HazardLink,
  groups: readonly DeathNodeGroup[],
  weights: Float64Array,
  columns: readonly Float64Array[],
  asked?: PassSums,
): readonly Float64Array[] {
  const room = () => new Float64Array(transformedDeathNames.length);
  const derivatives = columns.map(room);
  const ofSums = asked?.columns.map(room) ?? [];
  for (const column of columns) column.fill(0);
  const hazards = hazardSums(columns.length);
  for (const { slope, nodes } of groups) {
    for (const node of nodes) {
      for (let patient = 0; patient < blocks.patients; patient++) {
        sumHazards(blocks, patient, { offset: Math.log(node.odds), slope, link }, hazards);
        settle(node, hazards, { patient, weight: weights[patient]! }, columns, derivatives);
        if (asked !== undefined) addTerms(asked.terms, node, hazards, { patient, weight: weights[patient]! }, ofSums);
      }
    }
  }
  if (asked !== undefined) survivalSumsInto(asked.terms, columns, asked.columns);
  return [...derivatives, ...ofSums];
}

/** Of one patient at each time: the cumulative hazard, and the sums of f' and of f' u. */
interface HazardSums {
  readonly cumulative: Float64Array;
  readonly slopes: Float64Array;
  readonly slopesTimesCovariate: Float64Array;
}

function hazardSums(times: number): HazardSums {
  return {
    cumulative: new Float64Array(times),
    slopes: new Float64Array(times),
    slopesTimesCovariate: new Float64Array(times),
  };
}

/** z of a block, and its hazard. */
interface LinearHazard {
  readonly offset: number;
  readonly slope: number;
  readonly link: HazardLink;
}

function sumHazards(
  { values, widths, plan: { ends, rests } }: CovariateBlocks,
  patient: number,
  { offset, slope, link }: LinearHazard,
  sums: HazardSums,
): void {
  const first = patient * widths.length;
  let block = 0;
  let cumulative = 0;
  let slopes = 0;
  let slopesTimesCovariate = 0;
  for (let time = 0; time < ends.length; time++) {
    for (const end = ends[time]!; block < end; block++) {
      const u = values[first + block]!;
      const odds = Math.exp(Math.min(offset + slope * u, MOST_LOG_HAZARD));
      const width = widths[block]!;
      const weighted = link === 'log' ? width * odds : (width * odds) / (1 + odds);
      cumulative += link === 'log' ? weighted : width * Math.log1p(odds);
      slopes += weighted;
      slopesTimesCovariate += weighted * u;
    }
    sums.cumulative[time] = cumulative;
    sums.slopes[time] = slopes;
    sums.slopesTimesCovariate[time] = slopesTimesCovariate;
    const rest = rests[time]!;
    if (rest === 0) continue;
    const u = values[first + block]!;
    const odds = Math.exp(Math.min(offset + slope * u, MOST_LOG_HAZARD));
    const weighted = link === 'log' ? rest * odds : (rest * odds) / (1 + odds);
    sums.cumulative[time]! += link === 'log' ? weighted : rest * Math.log1p(odds);
    sums.slopes[time]! += weighted;
    sums.slopesTimesCovariate[time]! += weighted * u;
  }
}

function settle(
  { weight: share, gradient }: DeathNode,
  { cumulative, slopes, slopesTimesCovariate }: HazardSums,
  { patient, weight }: { readonly patient: number; readonly weight: number },
  columns: readonly Float64Array[],
  derivatives: readonly Float64Array[],
): void {
  for (let time = 0; time < columns.length; time++) {
    const alive = share * Math.exp(-cumulative[time]!);
    columns[time]![patient]! += alive;
    const derivative = derivatives[time]!;
    for (let parameter = 0; parameter < gradient.length; parameter++) {
      const { constant, perChi } = gradient[parameter]!;
      derivative[parameter]! -= weight * alive * (constant * slopes[time]! + perChi * slopesTimesCovariate[time]!);
    }
  }
}

/** The same for the sums over times, by their terms. */
function addTerms(
  { from, sums, times, coefficients }: SurvivalSums,
  { weight: share, gradient }: DeathNode,
  { cumulative, slopes, slopesTimesCovariate }: HazardSums,
  { patient, weight }: { readonly patient: number; readonly weight: number },
  derivatives: readonly Float64Array[],
): void {
  for (let term = from[patient]!; term < from[patient + 1]!; term++) {
    const time = times[term]!;
    const dying = coefficients[term]! * weight * share * Math.exp(-cumulative[time]!);
    const derivative = derivatives[sums[term]!]!;
    for (let parameter = 0; parameter < gradient.length; parameter++) {
      const { constant, perChi } = gradient[parameter]!;
      derivative[parameter]! -= dying * (constant * slopes[time]! + perChi * slopesTimesCovariate[time]!);
    }
  }
}
