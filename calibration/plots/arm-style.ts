import { ownValue, type TrialArm, trialArms } from '../../src/index.js';
import { colourChip } from '../page/colour-chip.js';
import type { KeyEntry, KeyShape } from '../page/drawn-plot.js';
import { type Html, html } from '../page/html.js';
import { FURTHER_ARM_COLOURS, palette } from '../page/theme.js';

/** How an arm is named and coloured throughout the report. */
export interface ArmStyle {
  readonly arm: string;
  readonly label: string;
  readonly colour: string;
}

/** Clinical names of the trials' arms; another arm goes by its own name. */
const KNOWN_ARMS: ReadonlyMap<string, TrialArm> = new Map(Object.entries(trialArms));

/**
 * Names and colours of the arms of a run, the same in every figure and table.
 *
 * @param arms - arms in the order of the run
 * @param labels - names of the arms in reports; by default the clinical names of the trials' arms, else the arm's own name
 * @returns one style per arm, in that order; colours repeat after the eleventh arm
 */
export function armStyles(arms: readonly string[], labels: Readonly<Record<string, string>> = {}): readonly ArmStyle[] {
  let further = 0;
  return arms.map((arm) => {
    const known = KNOWN_ARMS.get(arm);
    const label = ownValue(labels, arm) ?? known?.label ?? arm;
    if (known !== undefined) {
      return { arm, label, colour: known.colour };
    }
    const colour = FURTHER_ARM_COLOURS[further % FURTHER_ARM_COLOURS.length]!;
    further += 1;
    return { arm, label, colour };
  });
}

/**
 * The name of an arm in the report.
 *
 * @param styles - styles of the run's arms
 * @param arm - the arm
 * @returns its label; the arm's own name when it is not among them
 */
export function armLabel(styles: readonly ArmStyle[], arm: string): string {
  return styles.find((style) => style.arm === arm)?.label ?? arm;
}

/** Panels of arms side by side; further arms begin another row. */
export const PANELS_PER_ROW = 3;

/** An axis label in two lines where a combination of drugs would be too long for one. */
export const ARM_LABEL_LINES = "split(replace(datum.label, ' + ', ' +|'), '|')";

/**
 * Colour channel of the arms, for rows that carry `armLabel`. The legend is HTML beside the figure.
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

/** Widths of the lines of arms that may lie upon each other: those drawn first are the widest; px. */
const LINE_WIDTHS = { first: 4.2, last: 1.5 } as const;

/**
 * Widths of the arms' lines, for rows that carry `armLabel`: a line shows on both sides of one that covers it.
 *
 * @param arms - styles of the arms, in drawing order
 * @returns a Vega-Lite encoding of the width without legend
 */
export function armWidth(arms: readonly ArmStyle[]) {
  const step = (LINE_WIDTHS.first - LINE_WIDTHS.last) / Math.max(1, arms.length - 1);
  return {
    field: 'armLabel',
    type: 'ordinal',
    scale: {
      domain: arms.map(({ label }) => label),
      range: arms.map((_, index) => LINE_WIDTHS.last + (arms.length - 1 - index) * step),
    },
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

/**
 * The name of an arm with its colour, as a heading in a table.
 *
 * @param arms - styles of the run's arms
 * @param arm - the arm
 * @returns a colour chip and the label
 */
export function armName(arms: readonly ArmStyle[], arm: string): Html {
  const colour = arms.find((style) => style.arm === arm)?.colour ?? palette.faint;
  return html`${colourChip(colour)}${armLabel(arms, arm)}`;
}

/**
 * Key entries for the arms of a run.
 *
 * @param arms - styles of the arms
 * @param shape - how an arm looks in the figure
 * @returns one entry per arm
 */
export function armKey(arms: readonly ArmStyle[], shape: KeyShape): readonly KeyEntry[] {
  return arms.map((style) => ({ shape, colour: style.colour, label: style.label }));
}
