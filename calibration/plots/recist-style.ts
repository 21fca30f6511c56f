import type { AssessedClass, ResponseClass } from '../../src/index.js';
import { PD_OR_NE } from '../endpoints/best-response.js';
import { type FigureLayer, INK } from '../page/plots/plot-theme.js';
import { palette } from '../page/theme.js';

/** A response class as the report shows it. */
interface RecistStyle<Class extends string = ResponseClass> {
  readonly recist: Class;
  readonly summary: string;
  readonly colour: string;
  /** Colour of a text on it. */
  readonly text: string;
}

/**
 * Response classes from best to worst; colours differ in lightness as well as hue, so that they are distinguishable with colour blindness and in grey print.
 */
export const RECIST_STYLES: readonly RecistStyle[] = [
  { recist: 'CR', summary: 'complete response', colour: palette['class-cr'], text: palette['on-strong'] },
  { recist: 'PR', summary: 'partial response', colour: palette['class-pr'], text: palette['on-soft'] },
  { recist: 'SD', summary: 'stable disease', colour: palette['class-sd'], text: palette['on-soft'] },
  { recist: 'PD', summary: 'progressive disease', colour: palette['class-pd'], text: palette['on-strong'] },
];

/** Classes of best overall response, from best to worst, then those without an assessment. */
export const BEST_RESPONSE_STYLES: readonly RecistStyle<AssessedClass | typeof PD_OR_NE>[] = [
  ...RECIST_STYLES,
  {
    recist: PD_OR_NE,
    summary: 'progressive or not evaluable',
    colour: palette['class-pd-ne'],
    text: palette['on-soft'],
  },
  { recist: 'NE', summary: 'not evaluable', colour: palette.faint, text: palette['on-soft'] },
];

/** Colours of the two groups that markers are compared in; those of PR and PD, whose patients they hold. */
export const RESPONDER_COLOURS = { responder: palette['class-pr'], 'non-responder': palette['class-pd'] } as const;

/** A limit between response classes on the axis of tumor volume change. */
export interface ResponseThreshold {
  /** Change of tumor volume from baseline; percent. */
  readonly percent: number;
  readonly summary: string;
}

/** A sphere whose diameter changes by the factor f changes its volume by the factor f cubed. */
const volumePercent = (diameterFactor: number): number => 100 * (diameterFactor ** 3 - 1);

/**
 * The limits of a response rule, as changes of tumor volume.
 *
 * @param rule - response rule of the run
 * @returns limits of PR and PD; empty for a rule that this report does not know
 * @see Eisenhauer et al. 2009, doi:10.1016/j.ejca.2008.10.026
 */
export function responseThresholds(rule: string): readonly ResponseThreshold[] {
  if (rule.includes('diameter')) {
    return [
      { percent: volumePercent(0.7), summary: 'partial response: diameter −30 %' },
      { percent: volumePercent(1.2), summary: 'progression: diameter +20 % and at least 5 mm' },
    ];
  }
  if (rule.includes('volume')) {
    return [
      { percent: -30, summary: 'partial response: volume −30 %' },
      { percent: 20, summary: 'progression: volume +20 %' },
    ];
  }
  return [];
}

/**
 * Colour channel of the response classes, for rows that carry `recist`. The legend is HTML beside the figure.
 *
 * @returns a Vega-Lite colour encoding without legend
 */
export function recistColour() {
  return {
    field: 'recist',
    type: 'nominal',
    scale: {
      domain: BEST_RESPONSE_STYLES.map((style) => style.recist),
      range: BEST_RESPONSE_STYLES.map((style) => style.colour),
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
