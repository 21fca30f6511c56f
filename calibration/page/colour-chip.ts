import { type Html, html, NO_HTML } from './html.js';

/**
 * A small square of a colour before a name.
 *
 * @param colour - a CSS colour
 * @param opacity - in [0, 1]
 */
export function colourChip(colour: string, opacity = 1): Html {
  const faded = opacity === 1 ? NO_HTML : html` fill-opacity="${String(opacity)}"`;
  return html`<svg class="chip" width="11" height="11" aria-hidden="true"><rect width="11" height="11" rx="2" fill="${colour}"${faded}/></svg>`;
}
