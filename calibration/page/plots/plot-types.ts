import type { TopLevelSpec } from 'vega-lite';

/** One layer of a layered figure. */
export type FigureLayer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];

/** One panel of a concatenated figure. */
export type FigurePanel = Extract<TopLevelSpec, { hconcat: unknown }>['hconcat'][number];

type FigureEncoding = NonNullable<Extract<FigureLayer, { mark: unknown }>['encoding']>;

/** How a horizontal or vertical position is read from a row; `field`, `type`, `scale` and `axis`. */
export type PositionEncoding = Extract<NonNullable<FigureEncoding['x']>, { field?: unknown; bin?: unknown }>;

/** How rows of one position are set side by side. */
export type OffsetEncoding = NonNullable<FigureEncoding['yOffset']>;
