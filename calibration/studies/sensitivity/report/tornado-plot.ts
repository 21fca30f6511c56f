import type { TopLevelSpec } from 'vega-lite';
import type { KeyEntry } from '../../../page/drawn-plot.js';
import { INK } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';

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
const WIDTH = 740;

/** Bars by strength, the longest on top, with intervals. */
export function tornadoFigure(bars: readonly TornadoBar[], { axis, noise, colours }: TornadoOptions): TopLevelSpec {
  const values = bars.map((bar) => ({ ...bar, sign: bar.value >= 0 ? 'up' : 'down' }));
  const y = {
    field: 'label',
    type: 'nominal',
    sort: bars.map(({ label }) => label),
    axis: { title: null, labelLimit: 260 },
  } as const;
  return {
    width: WIDTH,
    height: { step: ROW },
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
            axis: { title: axis, grid: true, tickCount: 9 },
          },
          fill: {
            field: 'sign',
            type: 'nominal',
            scale: { domain: ['up', 'down'], range: [colours.up, colours.down] },
            legend: null,
          },
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
