import type { TopLevelSpec } from 'vega-lite';
import { type Html, type HtmlPart, html, NO_HTML } from './html.js';
import { INK } from './plots/plot-theme.js';
import { renderSvg } from './plots/render-svg.js';

/** Symbol of a key entry: a filled or outlined square, a line, a dashed line, a dot, a ring, a cross, other filled shapes. */
export type KeyShape =
  | 'fill'
  | 'outline'
  | 'line'
  | 'dashes'
  | 'dot'
  | 'ring'
  | 'cross'
  | 'triangle'
  | 'diamond'
  | 'arrow';

/** One entry of the key of a figure. */
export interface KeyEntry {
  readonly shape: KeyShape;
  readonly colour: string;
  readonly label: HtmlPart;
}

function sign({ shape, colour }: KeyEntry): Html {
  switch (shape) {
    case 'fill':
      return html`<rect x="2" y="2" width="12" height="12" rx="1" fill="${colour}"/>`;
    case 'outline':
      return html`<rect x="2.5" y="2.5" width="11" height="11" fill="${colour}" fill-opacity="0.22" stroke="${colour}"/>`;
    case 'line':
      return html`<path d="M0,8H16" stroke="${colour}" stroke-width="2.5"/>`;
    case 'dashes':
      return html`<path d="M0,8H16" stroke="${colour}" stroke-width="1.4" stroke-dasharray="4 2.5"/>`;
    case 'dot':
      return html`<circle cx="8" cy="8" r="4.5" fill="${colour}"/>`;
    case 'ring':
      return html`<circle cx="8" cy="8" r="4" fill="none" stroke="${colour}" stroke-width="1.4"/>`;
    case 'cross':
      return html`<path d="M8,3V13M3,8H13" stroke="${colour}" stroke-width="3.4"/>`;
    case 'triangle':
      return html`<path d="M8,3L13,13H3Z" fill="${colour}"/>`;
    case 'diamond':
      return html`<path d="M8,2L13,8L8,14L3,8Z" fill="${colour}"/>`;
    case 'arrow':
      return html`<path d="M4,3L13,8L4,13Z" fill="${colour}"/>`;
  }
}

/**
 * The key of a figure, as a line of symbols and labels above it.
 *
 * @param entries - in reading order
 * @returns a list
 */
export function figureKey(entries: readonly KeyEntry[]): Html {
  const items = entries.map(
    (entry) => html`<li><svg width="16" height="16" aria-hidden="true">${sign(entry)}</svg>${entry.label}</li>`,
  );
  return html`<ul class="key">${items}</ul>`;
}

/** Neutral colour for symbols of a role, not for an arm. */
export const ROLE_COLOUR = INK.soft;

/** A drawing with its legend and caption. */
export interface DrawnFigure {
  /** Unique in the page. */
  readonly id: string;
  /** What is seen, in one line. */
  readonly title: string;
  readonly key: readonly KeyEntry[];
  /** What the figure shows, on which data, and where these lie. */
  readonly caption: HtmlPart;
  readonly spec: TopLevelSpec;
}

/** Receiver of warnings of the plot renderer. */
export interface WarningReceiver {
  readonly onWarning: (message: string) => void;
}

/**
 * Draws a figure with title, key and caption.
 *
 * @param figure - the figure with its data inside
 * @param receiver - of the renderer's warnings
 * @returns a `figure` element
 */
export async function drawnFigure(figure: DrawnFigure, { onWarning }: WarningReceiver): Promise<Html> {
  const { id, title, key, caption, spec } = figure;
  const svg = await renderSvg(spec, { id: `${id}-chart`, label: title, onWarning });
  return html`<figure id="${id}"><h3>${title}</h3>
${key.length === 0 ? NO_HTML : figureKey(key)}
${svg}
<figcaption>${caption}</figcaption></figure>
`;
}
