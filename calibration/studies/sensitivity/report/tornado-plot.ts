import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout, KeyEntry } from '../../../page/drawn-plot.js';
import { formatSignificant } from '../../../page/format-number.js';
import type { FigureTable } from '../../../page/plots/figure-table.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { fittedWidth } from '../../../plots/fitted-width.js';
import { labelRoom } from '../../../plots/label-room.js';
import { titleLines } from '../../../plots/title-lines.js';

/** A bar with its interval. */
export interface TornadoBar {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Colours of effects that enlarge and that shrink the output, and of effects whose sign has no meaning. */
export const SIGN_COLOURS = { up: palette['class-pd'], down: palette['series-1'] } as const;
export const UNSIGNED_COLOURS = { up: SIGN_COLOURS.down, down: SIGN_COLOURS.down } as const;

/** Legend of the two colours. */
export function signKey(factor: string, output: string): readonly KeyEntry[] {
  return [
    { shape: 'fill', colour: SIGN_COLOURS.up, label: `larger ${factor}, larger ${output}` },
    { shape: 'fill', colour: SIGN_COLOURS.down, label: `larger ${factor}, smaller ${output}` },
  ];
}

export interface TornadoOptions {
  readonly axis: string;
  /** Half-width of the band in which a coefficient without effect lies 95 times in 100; null for none. */
  readonly noise: number | null;
  readonly colours: { readonly up: string; readonly down: string };
}

const ROW = 19;

/** The table behind such a figure. */
export function tornadoTable(bars: readonly TornadoBar[], { axis }: Pick<TornadoOptions, 'axis'>): FigureTable {
  return {
    columns: ['Parameter', axis, 'Lower end', 'Upper end'],
    rows: bars.map(({ label, value, low, high }) => [label, value, low, high]),
  };
}

/** Bars by strength, the longest on top, with intervals. */
export function tornadoFigure(
  bars: readonly TornadoBar[],
  { axis, noise, colours }: TornadoOptions,
  layout: FigureLayout,
): TopLevelSpec {
  const values = bars.map((bar) => ({
    ...bar,
    sign: bar.value >= 0 ? 'up' : 'down',
    hover: `${bar.label}\n${axis}: ${formatSignificant(bar.value)} (${formatSignificant(bar.low)} to ${formatSignificant(bar.high)})`,
  }));
  const room = labelRoom(
    bars.map(({ label }) => label),
    layout,
    { further: 16 },
  );
  const y = {
    field: 'label',
    type: 'nominal',
    sort: bars.map(({ label }) => label),
    axis: { title: null, labelLimit: room.labelLimit },
  } as const;
  return {
    ...fittedWidth(layout.width),
    height: ROW * bars.length,
    layer: [
      ...(noise === null
        ? []
        : [
            {
              data: { values: [{ from: -noise, to: noise }] },
              mark: { type: 'rect', fill: INK.grid, opacity: 0.8 } as const,
              encoding: {
                x: { field: 'from', type: 'quantitative' } as const,
                x2: { field: 'to' },
              },
            },
          ]),
      {
        data: { values },
        mark: { type: 'bar', height: { band: 0.72 } },
        encoding: {
          y,
          x: {
            field: 'value',
            type: 'quantitative',
            axis: { title: titleLines(axis, room.width), grid: true, tickCount: layout.narrow ? 5 : 9 },
          },
          fill: {
            field: 'sign',
            type: 'nominal',
            scale: { domain: ['up', 'down'], range: [colours.up, colours.down] },
            legend: null,
          },
          tooltip: { field: 'hover', type: 'nominal' },
        },
      },
      {
        data: { values },
        mark: { type: 'rule', strokeWidth: 1.2, color: INK.text },
        encoding: { y, x: { field: 'low', type: 'quantitative' }, x2: { field: 'high' } },
      },
    ],
  };
}
