import type { PositionEncoding } from '../page/plots/plot-theme.js';

/** A curve that ends a day short of a whole month is read as reaching it. */
const NEARLY = 0.05;

/** Steps between ticks, and the least distance of two; months and px. */
const STEPS = [1, 2, 3, 6, 12] as const;
const LEAST_STEP = 40;

/** Width of an axis over a whole figure, and the least one that has room for the long title; px. */
const WIDE_AXIS = 820;
const LONG_TITLE = 330;

/**
 * Axis of months for survival figures: from 0 to the end of the longest curve, with as many ticks as have room.
 *
 * @param options - simulated and clinical rows; length of a month in days, stated in the title; width of the axis in px, by
 *   default that of a whole figure
 * @returns the horizontal position
 */
export function monthAxis(options: {
  readonly simulated: readonly { readonly month: number }[];
  readonly clinical: readonly { readonly month: number }[];
  readonly monthDays: number;
  readonly width?: number;
}): PositionEncoding {
  const { width = WIDE_AXIS } = options;
  const last = [...options.simulated, ...options.clinical].reduce((most, row) => Math.max(most, row.month), 1);
  const whole = Math.round(last);
  const end = Math.abs(last - whole) < NEARLY ? whole : last;
  const step = STEPS.find((each) => (each * width) / end >= LEAST_STEP) ?? STEPS.at(-1)!;
  const month = `months of ${options.monthDays} days`;
  return {
    field: 'month',
    type: 'quantitative',
    scale: { domain: [0, end], nice: false },
    axis: {
      title: width < LONG_TITLE ? `Time (${month})` : `Time from start of treatment (${month})`,
      values: Array.from({ length: Math.floor(end / step) + 1 }, (_, index) => step * index),
    },
  };
}

/** A point of a survival curve. */
interface SurvivalPoint {
  readonly month: number;
  readonly survival_percent: number;
}

const HALF = 50;

/**
 * Where a survival curve crosses one half, linear between its points.
 *
 * @param curve - the curve in order of time; percent
 * @returns the median; months; null when the curve stays above one half
 */
export function medianMonth(curve: readonly SurvivalPoint[]): number | null {
  const index = curve.findIndex((point) => point.survival_percent <= HALF);
  const after = curve[index];
  if (after === undefined) {
    return null;
  }
  const before = curve[index - 1];
  if (before === undefined) {
    return after.month;
  }
  const share = (before.survival_percent - HALF) / (before.survival_percent - after.survival_percent);
  return before.month + share * (after.month - before.month);
}
