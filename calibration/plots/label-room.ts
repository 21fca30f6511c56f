import type { FigureLayout } from '../page/drawn-plot.js';
import { estimateTextWidth } from '../page/plots/render-svg.js';

/** Longest label beside an axis; px. Longer ones are cut. */
const LONGEST = { wide: 260, narrow: 118 } as const;
/** Between a label and what it stands for, and at the edge of the drawing; px. */
const GAP = 18;

/** Room that labels take to the left of a drawing. */
export interface LabelRoom {
  /** Longest label that is shown whole; px. */
  readonly labelLimit: number;
  /** What is left for the drawing; px. */
  readonly width: number;
}

/**
 * Divides the width of a figure between labels on the left and the drawing.
 *
 * @param labels - beside the vertical axis
 * @param layout - of the figure
 * @param options - size of the labels, px; further room, px
 */
export function labelRoom(
  labels: readonly string[],
  { width, narrow }: FigureLayout,
  { size = 11, further = 0 }: { readonly size?: number; readonly further?: number } = {},
): LabelRoom {
  const labelLimit = narrow ? LONGEST.narrow : LONGEST.wide;
  const longest = labels.reduce((most, label) => Math.max(most, estimateTextWidth(label, { size, bold: false })), 0);
  return { labelLimit, width: Math.floor(width - Math.min(labelLimit, longest) - GAP - further) };
}
