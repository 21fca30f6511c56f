import type { TopLevelSpec } from 'vega-lite';
import { drawnFigure, type FigureLayout, type KeyEntry } from '../../../page/drawn-plot.js';
import { type Html, type HtmlPart, html } from '../../../page/html.js';
import type { FigureTableName } from '../plot-tables.js';
import { describeMissing, type ReportContext } from './report-context.js';

/** A figure of the report with title, key, caption and data links. */
interface FigureBlock {
  /** Unique in the page. */
  readonly id: string;
  /** What is seen, in one line. */
  readonly title: string;
  readonly key: readonly KeyEntry[];
  /** What the figure shows, which cohort, how many. */
  readonly caption: HtmlPart;
  /** Tables that the figure is drawn from. */
  readonly tables: readonly FigureTableName[];
  /** What the figure shows, with numbers; called only when the tables have rows, as is `draw`. */
  readonly alt: () => string;
  readonly draw: (layout: FigureLayout) => TopLevelSpec;
}

function csvLinks(tables: readonly FigureTableName[]): Html {
  const links = tables.map((table, index) => {
    const path = `figures/${table}.csv`;
    return html`${index === 0 ? '' : ' and '}<a href="${path}">${path}</a>`;
  });
  return html`Data: ${links}.`;
}

/**
 * Draws a figure with title, key, caption and the links to its data; without data, shows a note.
 *
 * @param block - the figure
 * @param context - the run
 * @returns a `figure` element
 */
export async function figureBlock(block: FigureBlock, context: ReportContext): Promise<Html> {
  const { id, title, key, caption, tables } = block;
  if (tables.every((table) => context.figures[table].length === 0)) {
    return html`<figure id="${id}"><h3>${title}</h3>
<p class="note">${describeMissing(context.results, 'The data of this figure')}</p></figure>
`;
  }
  return drawnFigure(
    { id, title, key, caption: html`${caption} ${csvLinks(tables)}`, alt: block.alt(), draw: block.draw },
    context,
  );
}
