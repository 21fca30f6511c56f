import type { TopLevelSpec } from 'vega-lite';
import { type Html, type HtmlPart, html, NO_HTML } from '../../../page/html.js';
import { figureKey, type KeyEntry } from '../../../page/legend.js';
import { renderSvg } from '../../../page/plots/render-svg.js';

/** A figure of a study with what stands around it. */
export interface DrawnFigure {
  /** Unique in the page. */
  readonly id: string;
  readonly title: string;
  readonly key?: readonly KeyEntry[];
  readonly caption: HtmlPart;
  readonly spec: TopLevelSpec;
}

/** Draws a figure with title, key and caption. @returns a `figure` element */
export async function drawnFigure({ id, title, key = [], caption, spec }: DrawnFigure): Promise<Html> {
  const svg = await renderSvg(spec, { id: `${id}-chart`, label: title });
  return html`<figure id="${id}"><h3>${title}</h3>
${key.length === 0 ? NO_HTML : figureKey(key)}
${svg}
<figcaption>${caption}</figcaption></figure>
`;
}
