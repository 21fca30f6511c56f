/** How an arm is named and coloured throughout the report. */
export interface ArmStyle {
  readonly arm: string;
  readonly label: string;
  readonly colour: string;
}

/** Clinical names of the published arms; another arm goes by its own name. */
const KNOWN_ARMS: Readonly<Record<string, { readonly label: string; readonly colour: string }>> = {
  placebo: { label: 'Placebo', colour: '#6b7785' },
  tas102: { label: 'TAS-102', colour: '#2f6fb0' },
  tas102_bev: { label: 'TAS-102 + bevacizumab', colour: '#a3307a' },
};

/** Colours of further arms, in order of appearance; from the `bright` scheme of P. Tol, safe for colour-blind readers. */
const FURTHER_COLOURS = ['#228833', '#ccbb44', '#66ccee', '#ee6677'] as const;

/**
 * Names and colours of the arms of a run, the same in every figure and table.
 *
 * @param arms - arms in the order of the run
 * @returns one style per arm, in that order; colours repeat after the seventh arm
 * @see Tol 2021, Colour Schemes, SRON/EPS/TN/09-002
 */
export function armStyles(arms: readonly string[]): readonly ArmStyle[] {
  let further = 0;
  return arms.map((arm) => {
    const known = KNOWN_ARMS[arm];
    if (known !== undefined) {
      return { arm, ...known };
    }
    const colour = FURTHER_COLOURS[further % FURTHER_COLOURS.length] ?? FURTHER_COLOURS[0];
    further += 1;
    return { arm, label: arm, colour };
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
