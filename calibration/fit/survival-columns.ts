import { softplus } from '../../src/index.js';
import { type DeathCoordinates, type DeathForm, rangeNodes } from './death-parameters.js';
import type { HazardGrid } from './hazard-grid.js';

/** Points of the table that stands in for softplus and its derivative over chi. */
const TABLE_POINTS = 8192;

/** Coordinates of the fit whose derivatives are taken, in order. */
export const deathCoordinateNames = ['logitAtZero', 'logitAtOne', 'muHalfWidth', 'sigmaRelativeHalfWidth'] as const;

/** Patients' survival at a few times, as the fit needs it. */
export interface SurvivalColumns {
  /** S_i(t_k), one column per time; times x patients. */
  readonly columns: readonly Float64Array[];
}

/**
 * Survival of each patient at the grid's times, averaged over the ranges of mu and sigma.
 *
 * -log of the daily survival probability is softplus(z), z = (chi - mu)/sigma; it is read from a table over chi by linear
 * interpolation, because it is needed for every patient, node and day.
 *
 * @param burden - chi at the nodes of the grid; patients x nodes
 * @param grid - nodes and weights
 * @param form - points or ranges
 * @param coordinates - death probability
 * @param columns - written: S at each time; times x patients
 */
export function survivalColumnsInto(
  burden: Float32Array,
  grid: HazardGrid,
  form: DeathForm,
  coordinates: DeathCoordinates,
  columns: readonly Float64Array[],
): void {
  const nodes = grid.days.length;
  const patients = burden.length / nodes;
  const top = largest(burden);
  for (const column of columns) column.fill(0);
  for (const { slope, offset, weight } of affineNodes(form, coordinates)) {
    const table = tabulate((chi) => softplus(offset + slope * chi), top);
    const scale = (TABLE_POINTS - 1) / top;
    for (let patient = 0; patient < patients; patient++) {
      const row = patient * nodes;
      let hazard = 0;
      for (let k = 0; k < columns.length; k++) {
        const weights = grid.increments[k]!;
        const from = row + grid.first[k]!;
        for (let j = 0; j < weights.length; j++) {
          const position = burden[from + j]! * scale;
          const cell = position | 0;
          const low = table[cell]!;
          hazard += weights[j]! * (low + (position - cell) * (table[cell + 1]! - low));
        }
        columns[k]![patient]! += weight * Math.exp(-hazard);
      }
    }
  }
}

/**
 * Derivatives of the cohort's survival with respect to the death coordinates.
 *
 * d S_i / d theta = -S_i sum w P(chi) dz/dtheta over the grid; weighted over patients here, because only the cohort's
 * derivative is needed.
 *
 * @param weights - importance weights of the patients; sum 1
 * @returns derivative of sum_i W_i S_i(t_k): [time][coordinate], order of {@link deathCoordinateNames}
 */
export function survivalDerivatives(
  burden: Float32Array,
  grid: HazardGrid,
  form: DeathForm,
  coordinates: DeathCoordinates,
  weights: Float64Array,
): readonly Float64Array[] {
  const nodes = grid.days.length;
  const top = largest(burden);
  const times = grid.increments.length;
  const derivatives = Array.from({ length: times }, () => new Float64Array(deathCoordinateNames.length));
  for (const node of affineNodes(form, coordinates)) {
    const { slope, offset, weight } = node;
    const hazardTable = tabulate((chi) => softplus(offset + slope * chi), top);
    const deathTable = tabulate((chi) => 1 / (1 + Math.exp(-(offset + slope * chi))), top);
    const scale = (TABLE_POINTS - 1) / top;
    // Sums over patients of W S, times cumulative P and P chi, at each time
    const constantPart = new Float64Array(times);
    const burdenPart = new Float64Array(times);
    for (let patient = 0; patient < weights.length; patient++) {
      const row = patient * nodes;
      let hazard = 0;
      let deaths = 0;
      let deathsTimesChi = 0;
      for (let k = 0; k < times; k++) {
        const increments = grid.increments[k]!;
        const from = row + grid.first[k]!;
        for (let j = 0; j < increments.length; j++) {
          const chi = burden[from + j]!;
          const position = chi * scale;
          const cell = position | 0;
          const share = position - cell;
          hazard += increments[j]! * (hazardTable[cell]! + share * (hazardTable[cell + 1]! - hazardTable[cell]!));
          const dying = increments[j]! * (deathTable[cell]! + share * (deathTable[cell + 1]! - deathTable[cell]!));
          deaths += dying;
          deathsTimesChi += dying * chi;
        }
        const alive = weights[patient]! * Math.exp(-hazard);
        constantPart[k]! += alive * deaths;
        burdenPart[k]! += alive * deathsTimesChi;
      }
    }
    for (let k = 0; k < times; k++) {
      node.gradient.forEach(({ constant, perChi }, coordinate) => {
        derivatives[k]![coordinate]! -= weight * (constant * constantPart[k]! + perChi * burdenPart[k]!);
      });
    }
  }
  return derivatives;
}

interface AffineNode {
  /** z = offset + slope * chi at this node. */
  readonly offset: number;
  readonly slope: number;
  readonly weight: number;
  /** dz/dtheta = constant + perChi * chi for each coordinate. */
  readonly gradient: readonly { readonly constant: number; readonly perChi: number }[];
}

/**
 * z as an affine function of chi at each node of the ranges.
 *
 * With l0 and l1 the logits at chi = 0 and 1, slope s = l1 - l0, half-widths w (of mu) and r (of sigma, relative) and node
 * offsets x and y: z = (l0 + s (chi - w x)) / (1 + r y).
 */
function affineNodes(form: DeathForm, coordinates: DeathCoordinates): readonly AffineNode[] {
  const { logitAtZero, logitAtOne, muHalfWidth: w, sigmaRelativeHalfWidth: r } = coordinates;
  const s = logitAtOne - logitAtZero;
  return rangeNodes(form).map(({ mu: x, sigma: y, weight }) => {
    const stretch = 1 / (1 + r * y);
    const offset = (logitAtZero - s * w * x) * stretch;
    const slope = s * stretch;
    return {
      offset,
      slope,
      weight,
      gradient: [
        { constant: (1 + w * x) * stretch, perChi: -stretch },
        { constant: -w * x * stretch, perChi: stretch },
        { constant: -s * x * stretch, perChi: 0 },
        { constant: -offset * y * stretch, perChi: -slope * y * stretch },
      ],
    };
  });
}

/** Values of a function at equally spaced chi in [0, top], with one spare entry for chi = top. */
function tabulate(f: (chi: number) => number, top: number): Float64Array {
  const table = new Float64Array(TABLE_POINTS + 1);
  for (let point = 0; point < TABLE_POINTS; point++) table[point] = f((point * top) / (TABLE_POINTS - 1));
  table[TABLE_POINTS] = table[TABLE_POINTS - 1]!;
  return table;
}

function largest(values: Float32Array): number {
  let top = 0;
  for (const value of values) if (value > top) top = value;
  return top > 0 ? top : 1;
}
