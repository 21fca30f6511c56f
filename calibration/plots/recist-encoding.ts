import { INK } from '../page/plots/plot-theme.js';
import type { FigureLayer } from '../page/plots/plot-types.js';
import { RECIST_STYLES, type ResponseThreshold } from './recist-style.js';

/**
 * Colour channel of the response classes, for rows that carry `recist`. The key stands in HTML beside the figure.
 *
 * @returns a Vega-Lite colour encoding without legend
 */
export function recistColour() {
  return {
    field: 'recist',
    type: 'nominal',
    scale: {
      domain: RECIST_STYLES.map((style) => style.recist),
      range: RECIST_STYLES.map((style) => style.colour),
    },
    legend: null,
  } as const;
}

/**
 * Ends of an axis of tumor volume change: all values, all limits, and zero.
 *
 * @param values - rows with `change`; percent
 * @param thresholds - limits of the response classes; percent
 * @returns the ends; percent
 */
export function changeDomain(
  values: readonly { readonly change: number }[],
  thresholds: readonly ResponseThreshold[],
): [low: number, high: number] {
  const all = [...values.map(({ change }) => change), ...thresholds.map(({ percent }) => percent)];
  return [all.reduce((low, value) => Math.min(low, value), 0), all.reduce((high, value) => Math.max(high, value), 0)];
}

/**
 * Dashed lines across a panel at the limits of the response classes; the panel's vertical position is its field `change`.
 *
 * @param thresholds - the limits; percent of tumor volume change
 * @param width - width of the panel; px
 * @returns one layer; none without limits
 */
export function thresholdRules(thresholds: readonly ResponseThreshold[], width: number): readonly FigureLayer[] {
  if (thresholds.length === 0) {
    return [];
  }
  return [
    {
      // Data of its own: each line is drawn once, not once per row of the panel.
      data: { values: thresholds.map(({ percent }) => ({ change: percent })) },
      mark: { type: 'rule', strokeDash: [4, 3], strokeWidth: 1, color: INK.soft },
      encoding: { x: { value: 0 }, x2: { value: width } },
    },
  ];
}
