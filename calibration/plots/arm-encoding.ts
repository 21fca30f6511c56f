import type { ArmStyle } from './arm-style.js';

/** Panels of arms that stand side by side; further arms begin another row. */
export const PANELS_PER_ROW = 3;

/** An axis label in two lines where a combination of drugs would be too long for one. */
export const ARM_LABEL_LINES = "split(replace(datum.label, ' + ', ' +|'), '|')";

/**
 * Colour channel of the arms, for rows that carry `armLabel`. The key stands in HTML beside the figure.
 *
 * @param arms - styles of the run's arms
 * @returns a Vega-Lite colour encoding without legend
 */
export function armColour(arms: readonly ArmStyle[]) {
  return {
    field: 'armLabel',
    type: 'nominal',
    scale: { domain: arms.map((style) => style.label), range: arms.map((style) => style.colour) },
    legend: null,
  } as const;
}

/**
 * Order of the arms as a sort array of labels.
 *
 * @param arms - styles of the run's arms
 * @returns their labels
 */
export function armOrder(arms: readonly ArmStyle[]): string[] {
  return arms.map((style) => style.label);
}
