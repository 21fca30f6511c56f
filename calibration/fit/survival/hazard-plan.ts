import { GRID_STEP_DAYS, type HazardGrid } from './hazard-grid.js';

/**
 * A hazard grid sorted for products: nearly every node before a time weighs the step of the grid.
 *
 * With softplus(z) = log(1 + e^z) a sum of equally weighted nodes is the logarithm of one product. So the cumulative hazard at a
 * time is the step times the sum over all nodes before `ends`, and corrections: what the few nodes around the time, and the
 * first one, weigh more or less than that.
 */
export interface HazardPlan {
  readonly times: number;
  /** Nodes [0, ends[k]) are summed with the step of the grid at time k; ascending. */
  readonly ends: Int32Array;
  /** Corrections of time k, those of every time left out: nodes and weights at [from[k], from[k + 1]). */
  readonly from: Int32Array;
  readonly nodes: Int32Array;
  readonly weights: Float64Array;
  /** Corrections that are the same at every time. */
  readonly commonNodes: Int32Array;
  readonly commonWeights: Float64Array;
}

interface Correction {
  readonly node: number;
  readonly weight: number;
}

/** Sorts a grid for products. */
export function hazardPlan({ days, first, increments }: HazardGrid): HazardPlan {
  const totals = new Float64Array(days.length);
  let end = 0;
  const ends: number[] = [];
  const corrections = increments.map((weights, time): readonly Correction[] => {
    weights.forEach((weight, offset) => {
      totals[first[time]! + offset]! += weight;
    });
    while (totals[end + 1] === GRID_STEP_DAYS) end++;
    ends.push(end + 1);
    return Array.from(totals, (weight, node) => ({ node, weight: weight - (node <= end ? GRID_STEP_DAYS : 0) })).filter(
      ({ weight }) => weight !== 0,
    );
  });
  const common = (corrections[0] ?? []).filter((one) => corrections.every((all) => all.some(same(one))));
  const own = corrections.map((all) => all.filter((one) => !common.some(same(one))));
  const from = new Int32Array(own.length + 1);
  own.forEach((all, time) => {
    from[time + 1] = from[time]! + all.length;
  });
  return {
    times: increments.length,
    ends: Int32Array.from(ends),
    from,
    nodes: Int32Array.from(own.flat(), ({ node }) => node),
    weights: Float64Array.from(own.flat(), ({ weight }) => weight),
    commonNodes: Int32Array.from(common, ({ node }) => node),
    commonWeights: Float64Array.from(common, ({ weight }) => weight),
  };
}

function same(one: Correction): (other: Correction) => boolean {
  return ({ node, weight }) => node === one.node && weight === one.weight;
}

GRID_STEP_DAYS satisfies 4;

/**
 * exp(-step of the grid x log product).
 *
 * @param product - of 1 + e^z over nodes; infinite where nobody is left
 * @returns the product to the power -4
 */
export function productSurvival(product: number): number {
  const daily = 1 / product;
  const square = daily * daily;
  return square * square;
}
