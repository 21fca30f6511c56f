import type { FigureLayout } from '../page/drawn-plot.js';

/** Padding of a drawing on both sides, and room for a label that reaches beyond the last panel; px. */
const EDGES = 8 + 12;

/** How panels share the width of a figure. */
export interface PanelShares {
  /** Panels side by side in a wide figure. */
  readonly wide: number;
  /** The same in a narrow one; default 1. */
  readonly narrow?: number;
  /** Room of labels left of the first panel; px. */
  readonly labels: number;
  /** Room between two panels, labels of the right one included; px. */
  readonly gap?: number;
}

/**
 * Equal panels side by side that fill the width of a figure.
 *
 * @param layout - of the figure
 * @param shares - number of panels, and the room for labels
 * @returns panels in a row, and the width of each; px
 */
export function panelGrid(
  { width, narrow }: FigureLayout,
  { wide, narrow: few = 1, labels, gap = 26 }: PanelShares,
): { readonly columns: number; readonly width: number } {
  const columns = narrow ? few : wide;
  return { columns, width: Math.floor((width - EDGES - labels - (columns - 1) * gap) / columns) };
}

/** Items in rows of a number of columns. */
export function inRows<Item>(items: readonly Item[], columns: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    items.slice(row * columns, (row + 1) * columns),
  );
}
