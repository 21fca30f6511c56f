import { logger, parse, textMetrics, View, Warn } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { escapeHtml, type Html, rawHtml } from '../html.js';
import { FIGURE_THEME } from './plot-theme.js';
import { estimateTextWidth } from './text-width.js';
import { tidySvg } from './tidy-svg.js';

/** The part of Vega's text measurement that is set here; Vega exports it, its types leave it out. */
interface TextMetrics {
  width: (item: { readonly fontSize?: number; readonly fontWeight?: unknown }, line: unknown) => number;
}

declare module 'vega' {
  const textMetrics: TextMetrics;
}

/** How a figure is named in the page, and where its renderer's warnings go. */
export interface RenderOptions {
  /** Unique in the page; prefix of every id inside the drawing. */
  readonly id: string;
  /** Text alternative; one sentence. */
  readonly label: string;
  /** Receives what Vega finds odd about the figure; silent when absent. */
  readonly onWarning?: (message: string) => void;
}

/** Vega's own default where a text has no size; px. */
const DEFAULT_FONT_SIZE = 11;

const isBold = (weight: unknown): boolean => weight === 'bold' || Number(weight) >= 600;

/** Vega would guess 0.8 em per character, or ask a canvas if one is installed; layouts would then differ by machine. */
function useFontMetrics(): void {
  textMetrics.width = (item, line) =>
    estimateTextWidth(String(line ?? ''), {
      size: item.fontSize ?? DEFAULT_FONT_SIZE,
      bold: isBold(item.fontWeight),
    });
}

/**
 * Draws a Vega-Lite figure as a static inline SVG: no script, no browser, no canvas.
 *
 * The same specification gives the same bytes on every machine.
 *
 * @param spec - the figure with its data inside
 * @param options - id in the page, text alternative, receiver of warnings
 * @returns one `svg` element
 * @throws Error - when the specification is not valid Vega-Lite
 */
export async function renderSvg(spec: TopLevelSpec, options: RenderOptions): Promise<Html> {
  useFontMetrics();
  const log = logger(Warn, 'warn', (_method, _level, parts) => options.onWarning?.(parts.map(String).join(' ')));
  const compiled = compile(spec, { config: FIGURE_THEME, logger: log });
  const view = new View(parse(compiled.spec), { renderer: 'none', logger: log });
  try {
    const svg = await view.toSVG();
    return rawHtml(tidySvg(svg, { id: options.id, label: escapeHtml(options.label) }));
  } finally {
    view.finalize();
  }
}
