import { type ArmStyle, armStyles } from '../../plots/arm-style.js';

/** Hues that stay apart on white for colour-blind readers; `bright` scheme of P. Tol with a darker yellow. */
const GROUP_COLOURS = ['#4477aa', '#ee6677', '#228833', '#b39b00', '#aa3377', '#66ccee'] as const;

/**
 * Names and colours of groups: arms of the published trials look as in every report, other groups take a colour in turn.
 *
 * @param groups - names in order
 * @returns one style per group; colours repeat after the sixth group that is no known arm
 * @see Tol 2021, Colour Schemes, SRON/EPS/TN/09-002
 */
export function groupStyles(groups: readonly string[]): readonly ArmStyle[] {
  let others = 0;
  return armStyles(groups).map((style) => {
    // A known arm has a label of its own
    if (style.label !== style.arm) return style;
    const colour = GROUP_COLOURS[others % GROUP_COLOURS.length] ?? GROUP_COLOURS[0];
    others++;
    return { ...style, colour };
  });
}
