import type { Config, TopLevelSpec } from 'vega-lite';
import { FONT_STACK, palette } from '../theme.js';

/** Greys of the page and of the figures, from text to hairline. */
export const INK = {
  text: palette.text,
  soft: palette.soft,
  faint: palette.faint,
  line: palette.line,
  grid: palette.grid,
  paper: palette.paper,
} as const;

/** One look for all figures: thin grid, no frame, titles in plain weight. */
export const FIGURE_THEME: Config = {
  aria: false,
  background: 'transparent',
  font: FONT_STACK,
  padding: 4,
  view: { stroke: null },
  axis: {
    labelColor: INK.soft,
    labelFontSize: 11,
    labelFlush: false,
    labelPadding: 5,
    titleColor: INK.text,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    titlePadding: 9,
    domainColor: INK.faint,
    tickColor: INK.faint,
    tickSize: 4,
    gridColor: INK.grid,
  },
  axisX: { grid: false },
  axisY: { domain: false, ticks: false },
  header: {
    labelColor: INK.text,
    labelFontSize: 12.5,
    labelFontWeight: 'bold',
    labelPadding: 8,
    title: null,
  },
  title: { color: INK.text, fontSize: 12.5, fontWeight: 'bold', anchor: 'middle', offset: 8 },
  legend: { labelColor: INK.text, labelFontSize: 11, symbolStrokeWidth: 2.5, title: null },
  concat: { spacing: 26 },
  facet: { spacing: 26 },
};

/** Grid of a vertical axis whose zero line carries meaning: drawn as the axis is, above the other lines. */
export const ZERO_LINE_GRID = { condition: { test: 'datum.value === 0', value: INK.faint }, value: INK.grid } as const;

/** One layer of a layered figure. */
export type FigureLayer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** One panel of a concatenated figure. */
export type FigurePanel = Extract<TopLevelSpec, { hconcat: unknown }>['hconcat'][number];

type FigureEncoding = NonNullable<Extract<FigureLayer, { mark: unknown }>['encoding']>;

/** How a horizontal or vertical position is read from a row; `field`, `type`, `scale` and `axis`. */
export type PositionEncoding = Extract<NonNullable<FigureEncoding['x']>, { field?: unknown; bin?: unknown }>;

/** How rows of one position are set side by side. */
export type OffsetEncoding = NonNullable<FigureEncoding['yOffset']>;
