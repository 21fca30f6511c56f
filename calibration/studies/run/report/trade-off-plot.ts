import type { TopLevelSpec } from 'vega-lite';
import { type Family, familyLabels } from '../../../endpoints/families.js';
import type { TradeOff } from '../../../inference/trade-off-result.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { HOVER } from '../../../plots/hover.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import { FITTED_COLOUR } from './shapes-plot.js';

/** Colour of the refit whose worst family deviates least. */
export const COMPROMISE_COLOUR = palette['class-pd'];

/** Root mean square residual up to which a family counts as followed; sampling errors. */
const FOLLOWED = 1.96;

const titleOf = (family: Family): string => {
  const label = familyLabels[family];
  return `${label[0]!.toUpperCase()}${label.slice(1)} (sampling errors)`;
};

/** Panels in a row of a wide figure; room of the vertical axis; height; px. */
const COLUMNS = 3;
const AXIS = 58;
const HEIGHT = 230;

function panelOf(
  { varied, points, compromise }: TradeOff,
  other: Family,
  { isFirst, width }: { readonly isFirst: boolean; readonly width: number },
): FigurePanel {
  const values = points.map(({ weight, deviations, penalty_active: limited }) => ({
    weight: String(weight),
    order: weight,
    other: deviations[other],
    varied: deviations[varied],
    limited,
    chosen: weight === compromise,
    hover: `weight ${weight}: ${familyLabels[other]} ${formatFixed(deviations[other] ?? null, 2)}, ${familyLabels[varied]} ${formatFixed(deviations[varied] ?? null, 2)} sampling errors`,
  }));
  const at = (field: 'other' | 'varied', family: Family): PositionEncoding => {
    const [, high] = axisExtent([0, 2 * FOLLOWED, ...values.map((row) => row[field] ?? 0)]);
    return {
      field,
      type: 'quantitative',
      scale: { domain: [0, high], nice: false, zero: true },
      axis: { title: titleOf(family), grid: true, tickCount: 6 },
    };
  };
  const x = at('other', other);
  const y = isFirst
    ? at('varied', varied)
    : { ...at('varied', varied), axis: { title: null, grid: true, tickCount: 6 } };
  return {
    width,
    height: HEIGHT,
    data: { values },
    layer: [
      {
        data: { values: [{ other: FOLLOWED }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: INK.soft },
        encoding: { x },
      },
      {
        data: { values: [{ varied: FOLLOWED }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: INK.soft },
        encoding: { y },
      },
      {
        mark: { type: 'line', strokeWidth: 1, color: INK.line },
        encoding: { x, y, order: { field: 'order', type: 'quantitative' } },
      },
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1 },
        encoding: {
          x,
          y,
          color: {
            field: 'chosen',
            type: 'nominal',
            scale: { domain: [false, true], range: [FITTED_COLOUR, COMPROMISE_COLOUR] },
            legend: null,
          },
          ...HOVER,
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 7, dy: -6, color: INK.soft },
        encoding: { x, y, text: { field: 'weight', type: 'nominal' } },
      },
    ],
  };
}

/**
 * Deviation of the varied family over that of each other one, a refit for each weight: a Pareto curve of two families in each panel.
 *
 * @param tradeOff - the path
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function tradeOffPlot(tradeOff: TradeOff, layout: FigureLayout): TopLevelSpec {
  const { columns, width } = panelGrid(layout, { wide: COLUMNS, labels: AXIS, gap: 30 });
  const others = tradeOff.families.filter((family) => family !== tradeOff.varied);
  return {
    vconcat: inRows(others, columns).map((row) => ({
      hconcat: row.map((family, index) => panelOf(tradeOff, family, { isFirst: index === 0, width })),
      resolve: { scale: { x: 'independent', y: 'shared' } },
    })),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
