import { type Html, html, NO_HTML } from '../../../page/html.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';

/** A standardised difference with its tolerance and verdict; in standard errors of the clinical endpoint. */
export interface DeviationBar {
  readonly difference: number;
  /** Half width of the tolerance; null where none is set. */
  readonly tolerance: number | null;
  readonly verdict: 'within' | 'outside' | 'not assessed';
}

const WIDTH = 104;
const HEIGHT = 14;
const CENTRE = WIDTH / 2;

/** Longer bars are cut here and end in an arrow. */
const LIMIT = 3;
const PX_PER_ERROR = CENTRE / LIMIT;

const COLOURS = { within: palette['class-pr'], outside: palette['class-pd'], 'not assessed': INK.faint } as const;

const px = (value: number): string => value.toFixed(1);
/** Not a number counts as zero: a tolerance of zero over an error of zero has no width. */
const clip = (value: number): number => (Number.isNaN(value) ? 0 : Math.max(-LIMIT, Math.min(LIMIT, value)));

/**
 * A standardised difference as a small bar around zero, from -3 to 3 standard errors, over the band of its tolerance.
 *
 * @param bar - difference, tolerance, verdict
 * @returns an inline `svg`; empty when the difference is not finite
 */
export function deviationBar(bar: DeviationBar): Html {
  if (!Number.isFinite(bar.difference)) {
    return NO_HTML;
  }
  const end = CENTRE + clip(bar.difference) * PX_PER_ERROR;
  const band = clip(bar.tolerance ?? 0) * PX_PER_ERROR;
  const beyond = Math.abs(bar.difference) > LIMIT;
  const edge = bar.difference > 0 ? WIDTH : 0;
  const inner = edge + (bar.difference > 0 ? -5 : 5);
  const colour = COLOURS[bar.verdict];
  return html`<svg class="bar" width="${String(WIDTH)}" height="${String(HEIGHT)}" aria-hidden="true">
<rect x="${px(CENTRE - band)}" y="0" width="${px(2 * band)}" height="${String(HEIGHT)}" fill="${palette['good-bg']}"/>
<rect x="${px(Math.min(end, CENTRE))}" y="4" width="${px(Math.max(0.8, Math.abs(end - CENTRE)))}" height="6" fill="${colour}"/>
${beyond ? html`<path d="M${px(inner)},1L${px(edge)},7L${px(inner)},13Z" fill="${colour}"/>` : NO_HTML}<path d="M${px(CENTRE)},0V${String(HEIGHT)}" stroke="${INK.soft}"/></svg>`;
}
