import type { TopLevelSpec } from 'vega-lite';
import { type Html, type HtmlPart, html, NO_HTML } from './html.js';
import { figureKey, type KeyEntry } from './legend.js';
import { renderSvg } from './plots/render-svg.js';

/** A drawing with all that stands around it. */
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

/** Receiver of what the figure renderer finds odd. */
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
