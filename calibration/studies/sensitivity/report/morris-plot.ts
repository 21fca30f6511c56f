import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatSignificant } from '../../../page/format-number.js';
import { INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { LABEL_SIZE, placeLabels } from '../../../plots/place-labels.js';
import { titleLines } from '../../../plots/title-lines.js';

/** A parameter in the plane of strength and spread. */
interface MorrisPoint {
  readonly label: string;
  readonly muStar: number;
  readonly sigma: number;
}

/** Labelled points, at most: more would overlap. */
const LABELLED = { wide: 12, narrow: 6 } as const;
const SIZE = { width: 620, height: 320 } as const;
/** Room of the vertical axis; px. */
const AXIS_ROOM = 84;
/** Room beyond the largest value, as a share of it. */
const ROOM = 0.08;

/** mu* against sigma, the strongest with their names. */
export function morrisFigure(points: readonly MorrisPoint[], output: string, layout: FigureLayout): TopLevelSpec {
  const size = { width: Math.min(SIZE.width, layout.width - AXIS_ROOM), height: SIZE.height };
  const top = Math.max(...points.map(({ muStar }) => muStar), Number.MIN_VALUE);
  const spread = Math.max(...points.map(({ sigma }) => sigma), Number.MIN_VALUE);
  const [right, upper] = [top * (1 + ROOM), spread * (1 + ROOM)];
  const end = Math.min(right, upper);
  const axis = (field: string, title: string, domain: [number, number]): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false },
    axis: { title: titleLines(title, field === 'muStar' ? size.width : size.height), grid: true, tickCount: 5 },
  });
  const x = axis('muStar', `mu*: mean absolute effect of the full range on ${output}`, [0, right]);
  const y = axis('sigma', 'sigma: standard deviation of the effects', [0, upper]);
  const placed = placesOf(
    [...points].sort((a, b) => b.muStar - a.muStar),
    {
      size,
      ends: [right, upper],
      most: layout.narrow ? LABELLED.narrow : LABELLED.wide,
    },
  );
  return {
    ...size,
    layer: [
      {
        data: {
          values: [
            { muStar: 0, sigma: 0 },
            { muStar: end, sigma: end },
          ],
        },
        mark: { type: 'line', strokeDash: [4, 3], strokeWidth: 1, color: INK.faint, tooltip: null },
        encoding: { x, y },
      },
      {
        data: {
          values: points.map((point) => ({
            ...point,
            hover: `${point.label}\nmu*: ${formatSignificant(point.muStar)}\nsigma: ${formatSignificant(point.sigma)}`,
          })),
        },
        mark: { type: 'point', filled: true, size: 36, opacity: 0.75, fill: palette['series-1'] },
        encoding: { x, y, tooltip: { field: 'hover', type: 'nominal' } },
      },
      {
        data: { values: placed },
        mark: { type: 'text', fontSize: LABEL_SIZE, color: INK.text },
        encoding: { x, y, text: { field: 'label', type: 'nominal' } },
      },
    ],
  };
}

/** Names beside their points, in units of the axes. */
function placesOf(
  ranked: readonly MorrisPoint[],
  {
    size,
    ends: [right, upper],
    most,
  }: {
    readonly size: { readonly width: number; readonly height: number };
    readonly ends: readonly [number, number];
    readonly most: number;
  },
) {
  const pixels = ranked.map(({ label, muStar, sigma }) => ({
    text: label,
    x: (size.width * muStar) / right,
    y: size.height * (1 - sigma / upper),
  }));
  const places = placeLabels(pixels.slice(0, most), size, pixels.slice(most));
  return ranked.slice(0, most).flatMap(({ label }, index) => {
    const place = places[index] ?? null;
    return place === null
      ? []
      : [{ label, muStar: (right * place.x) / size.width, sigma: upper * (1 - place.y / size.height) }];
  });
}
