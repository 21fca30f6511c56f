import { eachSection } from '../../../src/index.js';
import { type BurdenRow, exponentialTable, readBurdens } from './burden-exponentials.js';
import { type DeathNodeGroup, transformedDeathNames } from './death-parameters.js';
import { GRID_STEP_DAYS, type HazardPlan, productSurvival } from './hazard-grid.js';
import type { PatientBurdens } from './patient-burdens.js';
import { type SurvivalSums, survivalSumsInto } from './survival-sums.js';

/** Sums over times that a pass computes beside survival at each time. */
export interface PassSums {
  readonly terms: SurvivalSums;
  /** Written: sums x patients. */
  readonly columns: readonly Float64Array[];
}

/**
 * Survival of each patient and derivatives of the cohort's, in one pass over the burdens.
 *
 * -log of the daily survival probability is softplus(z) = log(1 + e^z), z = (chi - mu)/sigma. With e^z = e^offset e^(slope chi)
 * nodes of one slope share their exponentials, and the sum over the nodes of a grid that weigh the same is one product of
 * 1 + e^z; a logarithm is left for the few around each time that do not (see `HazardPlan`). The derivatives are
 * d S_i / d theta = -S_i sum w P dz/dtheta with P = e^z / (1 + e^z): dz/dtheta is linear in chi, so the sums of W S w P and
 * of W S w P chi serve every parameter.
 *
 * @param burdens - chi of the patients
 * @param groups - death probability: nodes of the ranges of mu and sigma
 * @param weights - weights of the patients in the derivatives; any sign
 * @param columns - written: S at each time; times x patients
 * @param asked - sums over times, such as progression-free survival; their survival columns must be given
 * @returns derivative of sum_i W_i S_i(t_k): [time][parameter], order of `transformedDeathNames`; then those of the sums
 */
export function survivalPass(
  { values, nodes, top, plan }: PatientBurdens,
  groups: readonly DeathNodeGroup[],
  weights: Float64Array,
  columns: readonly Float64Array[],
  asked?: PassSums,
): readonly Float64Array[] {
  const room = () => new Float64Array(transformedDeathNames.length);
  const derivatives = Array.from({ length: plan.times }, room);
  const ofSums = asked?.columns.map(room) ?? [];
  const row: BurdenRow = { chi: new Float64Array(nodes), exponentials: new Float64Array(nodes) };
  const survival = new Float64Array(plan.times);
  for (const column of columns) column.fill(0);
  for (const group of groups) {
    const table = exponentialTable(group.slope, top);
    const sums = nodeSums(plan, group);
    const weighted = asked === undefined ? undefined : weightedSums(asked, group);
    eachSection(values, nodes, (section, first, count) => {
      for (let patient = first; patient < first + count; patient++) {
        readBurdens(table, section, (patient - first) * nodes, row);
        sumRuns(plan, row, sums);
        addCommonCorrections(plan, row, sums);
        addCorrections(plan, row, sums);
        settle(sums, weights[patient]!, survival);
        if (weighted !== undefined) addTerms(weighted, patient, sums);
        for (let time = 0; time < columns.length; time++) columns[time]![patient]! += survival[time]!;
      }
    });
    subtractGradients(group, sums, derivatives);
    if (weighted !== undefined) subtractGradients(group, weighted, ofSums);
  }
  if (asked !== undefined) survivalSumsInto(asked.terms, columns, asked.columns);
  return [...derivatives, ...ofSums];
}

/** Sums of one patient at the nodes of a group, [node][time], and what of them is added up over patients. */
interface NodeSums {
  readonly odds: Float64Array;
  readonly shares: Float64Array;
  /** Product of 1 + e^z, and what the corrections add to its hazard. */
  readonly products: Float64Array;
  readonly hazards: Float64Array;
  /** W S of the last patient. */
  readonly weighted: Float64Array;
  /** Sums of w P and of w P chi. */
  readonly deaths: Float64Array;
  readonly deathsTimesChi: Float64Array;
  /** Over patients: of W S times these. */
  readonly weightedDeaths: Float64Array;
  readonly weightedDeathsTimesChi: Float64Array;
}

/** Sums over patients of c W S w P and of c W S w P chi at the nodes of a group, [node][sum]. */
interface WeightedSums extends Pick<NodeSums, 'weightedDeaths' | 'weightedDeathsTimesChi'> {
  readonly terms: SurvivalSums;
  readonly count: number;
  readonly nodes: number;
}

function weightedSums({ terms, columns }: PassSums, { nodes }: DeathNodeGroup): WeightedSums {
  const room = () => new Float64Array(nodes.length * columns.length);
  return {
    terms,
    count: columns.length,
    nodes: nodes.length,
    weightedDeaths: room(),
    weightedDeathsTimesChi: room(),
  };
}

function nodeSums({ times }: HazardPlan, { nodes }: DeathNodeGroup): NodeSums {
  const room = () => new Float64Array(nodes.length * times);
  return {
    odds: Float64Array.from(nodes, ({ odds }) => odds),
    shares: Float64Array.from(nodes, ({ weight }) => weight),
    products: room(),
    hazards: room(),
    weighted: room(),
    deaths: room(),
    deathsTimesChi: room(),
    weightedDeaths: room(),
    weightedDeathsTimesChi: room(),
  };
}

/** The nodes of the grid that weigh its step: all but a few. */
function sumRuns(
  { times, ends }: HazardPlan,
  { chi, exponentials }: BurdenRow,
  { odds: allOdds, products, deaths, deathsTimesChi }: NodeSums,
): void {
  let slot = 0;
  for (let index = 0; index < allOdds.length; index++) {
    const odds = allOdds[index]!;
    let product = 1;
    let dying = 0;
    let dyingTimesChi = 0;
    let node = 0;
    for (let time = 0; time < times; time++, slot++) {
      for (const end = ends[time]!; node < end; node++) {
        const ratio = odds * exponentials[node]!;
        const factor = 1 + ratio;
        const death = ratio / factor;
        product *= factor;
        dying += death;
        dyingTimesChi += death * chi[node]!;
      }
      products[slot] = product;
      deaths[slot] = GRID_STEP_DAYS * dying;
      deathsTimesChi[slot] = GRID_STEP_DAYS * dyingTimesChi;
    }
  }
}

/** Corrections of every time; the first to be added, so that hazards begin with them. */
function addCommonCorrections(
  { times, commonNodes, commonWeights }: HazardPlan,
  { chi, exponentials }: BurdenRow,
  { odds, hazards, deaths, deathsTimesChi }: NodeSums,
): void {
  hazards.fill(0);
  for (let correction = 0; correction < commonNodes.length; correction++) {
    const node = commonNodes[correction]!;
    const weight = commonWeights[correction]!;
    for (let index = 0; index < odds.length; index++) {
      const ratio = odds[index]! * exponentials[node]!;
      const hazard = weight * Math.log1p(ratio);
      const death = (weight * ratio) / (1 + ratio);
      for (let slot = index * times; slot < (index + 1) * times; slot++) {
        hazards[slot]! += hazard;
        deaths[slot]! += death;
        deathsTimesChi[slot]! += death * chi[node]!;
      }
    }
  }
}

/** Corrections of single times. */
function addCorrections(
  { times, from, nodes, weights }: HazardPlan,
  { chi, exponentials }: BurdenRow,
  { odds, hazards, deaths, deathsTimesChi }: NodeSums,
): void {
  for (let time = 0; time < times; time++) {
    const last = from[time + 1]!;
    for (let correction = from[time]!; correction < last; correction++) {
      const node = nodes[correction]!;
      const weight = weights[correction]!;
      const exponential = exponentials[node]!;
      const burden = chi[node]!;
      for (let index = 0, slot = time; index < odds.length; index++, slot += times) {
        const ratio = odds[index]! * exponential;
        const death = (weight * ratio) / (1 + ratio);
        hazards[slot]! += weight * Math.log1p(ratio);
        deaths[slot]! += death;
        deathsTimesChi[slot]! += death * burden;
      }
    }
  }
}

/** Turns one patient's sums into survival, and adds them to those over patients. */
function settle(sums: NodeSums, weight: number, survival: Float64Array): void {
  const { shares, products, hazards, deaths, deathsTimesChi, weightedDeaths, weightedDeathsTimesChi } = sums;
  const kept = sums.weighted;
  for (let time = 0; time < survival.length; time++) survival[time] = 0;
  let slot = 0;
  for (let index = 0; index < shares.length; index++) {
    for (let time = 0; time < survival.length; time++, slot++) {
      const alive = Math.exp(-hazards[slot]!) * productSurvival(products[slot]!);
      const weighted = weight * alive;
      kept[slot] = weighted;
      survival[time]! += shares[index]! * alive;
      weightedDeaths[slot]! += weighted * deaths[slot]!;
      weightedDeathsTimesChi[slot]! += weighted * deathsTimesChi[slot]!;
    }
  }
}

/** Adds one patient's terms of the sums, with the survival that `settle` left. */
function addTerms(
  { terms: { from, sums, times, coefficients }, count, nodes, weightedDeaths, weightedDeathsTimesChi }: WeightedSums,
  patient: number,
  { weighted, deaths, deathsTimesChi }: NodeSums,
): void {
  const perNode = weighted.length / nodes;
  const last = from[patient + 1]!;
  for (let term = from[patient]!; term < last; term++) {
    const coefficient = coefficients[term]!;
    for (let node = 0, slot = times[term]!, sum = sums[term]!; node < nodes; node++, slot += perNode, sum += count) {
      const share = coefficient * weighted[slot]!;
      weightedDeaths[sum]! += share * deaths[slot]!;
      weightedDeathsTimesChi[sum]! += share * deathsTimesChi[slot]!;
    }
  }
}

/** d S = -(sum of W S w P dz/dtheta), with dz/dtheta = constant + perChi chi. */
function subtractGradients(
  { nodes }: DeathNodeGroup,
  { weightedDeaths, weightedDeathsTimesChi }: Pick<NodeSums, 'weightedDeaths' | 'weightedDeathsTimesChi'>,
  derivatives: readonly Float64Array[],
): void {
  nodes.forEach(({ weight, gradient }, index) => {
    derivatives.forEach((derivative, time) => {
      const slot = index * derivatives.length + time;
      gradient.forEach(({ constant, perChi }, transformedParameter) => {
        derivative[transformedParameter]! -=
          weight * (constant * weightedDeaths[slot]! + perChi * weightedDeathsTimesChi[slot]!);
      });
    });
  });
}
