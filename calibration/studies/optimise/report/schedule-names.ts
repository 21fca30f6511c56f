import { INK } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import type { OptimiseCandidate, OptimiseResult, ScheduleQuantity } from '../result.js';

/** Colours of chosen schedules, in order of the front; told apart by colour-blind readers. */
const CHOSEN_COLOURS = [
  palette['series-1'],
  palette['class-pd'],
  palette['series-3'],
  palette['series-4'],
  palette['series-6'],
  palette['series-5'],
  palette['arm-7'],
] as const;

/** `Schedule 3`, `Reference`, or the label of a schedule that is asked about. */
export function nameOf({ label }: Pick<OptimiseCandidate, 'label'>): string {
  if (label === 'reference') return 'Reference';
  return /^\d+$/.test(label) ? `Schedule ${label}` : label;
}

/** The reference, the front and the schedules asked about. */
export function schedulesOf({ reference, front, asked }: OptimiseResult): readonly OptimiseCandidate[] {
  return [reference, ...front, ...asked];
}

/** Those of them that have curves and calendars, in the same order. */
export function chosenSchedules(result: OptimiseResult): readonly OptimiseCandidate[] {
  return schedulesOf(result).filter((candidate) => candidate.chosen || candidate === result.reference);
}

/**
 * Names and colours of the chosen schedules, the same in every figure and table.
 *
 * @param result - of `qcic optimise`
 * @returns the reference, then the chosen ones; colours repeat after the seventh
 */
export function scheduleStyles(result: OptimiseResult): readonly ArmStyle[] {
  return chosenSchedules(result).map((candidate, index) => ({
    arm: candidate.label,
    label: nameOf(candidate),
    colour: index === 0 ? INK.text : CHOSEN_COLOURS[(index - 1) % CHOSEN_COLOURS.length]!,
  }));
}

/**
 * How a quantity is named, with its unit and decimals.
 *
 * @param result - of `qcic optimise`
 * @param name - key of the quantity
 * @returns its description; one by its name where the result does not describe it
 */
export function quantityOf({ quantities }: Pick<OptimiseResult, 'quantities'>, name: string): ScheduleQuantity {
  return (
    quantities.find((each) => each.name === name) ?? { name, label: name, short_label: name, unit: '', decimals: 2 }
  );
}

/** ` months`, ` %`; nothing for a number without unit. */
export function unitBehind({ unit }: ScheduleQuantity): string {
  if (unit === '') return '';
  return ` ${unit === 'percent' ? '%' : unit}`;
}

/** The same behind a difference: shares differ by points. */
export function differenceUnit(quantity: ScheduleQuantity): string {
  const unit = unitBehind(quantity);
  return unit === ' %' ? ' points' : unit;
}

/** What tells a schedule from others: `pattern of a drug 1-5, 15-19 of 28; delay of a drug 14 days`; nothing where no value is known. */
export function describedValues(
  { variables }: Pick<OptimiseResult, 'variables'>,
  { values }: OptimiseCandidate,
): string {
  return variables
    .flatMap(({ name, changes, unit }) => {
      const value = values[name];
      return value === null || value === undefined ? [] : [`${changes} ${value}${unit === '' ? '' : ` ${unit}`}`];
    })
    .join('; ');
}
