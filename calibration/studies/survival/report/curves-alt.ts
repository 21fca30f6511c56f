import { formatCompact, formatFixed, formatSignificant } from '../../../page/format-number.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import type { ComparisonResult } from '../result.js';

/**
 * What a figure of survival curves shows: patients, median and last landmark of each group.
 *
 * @param comparison - the groups
 * @param shown - names of groups, landmarks, what is left at a landmark, unit of time with a space before it
 * @returns one sentence for each group
 */
export function curvesAlt(
  { group_names: names, groups }: ComparisonResult,
  {
    styles,
    landmarks,
    left,
    unit,
  }: {
    readonly styles: readonly ArmStyle[];
    readonly landmarks: readonly number[];
    readonly left: string;
    readonly unit: string;
  },
): string {
  const last = landmarks.at(-1);
  const texts = names.flatMap((name) => {
    const group = groups[name];
    if (group === undefined) return [];
    const median = group.median === null ? 'median not reached' : `median ${formatSignificant(group.median, 4)}${unit}`;
    const at = last === undefined ? null : (group.landmarks[String(last)] ?? null);
    const share =
      at === null
        ? ''
        : `, ${formatFixed(100 * at.survival, 1)} % ${left.toLowerCase()} at ${formatCompact(last, 4)}${unit}`;
    return [`${armLabel(styles, name)}: ${group.n} patients, ${median}${share}`];
  });
  return `Kaplan-Meier curves. ${texts.join('; ')}.`;
}
