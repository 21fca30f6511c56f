import type { TopLevelSpec } from 'vega-lite';
import { curves } from '../../../endpoints/curves.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { logTicks } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import { shortTrialName } from '../../../plots/trial-name.js';
import type { HazardRatioRow } from '../plot-tables.js';

/** Room of the names, and of the numbers at the right; px. */
const LABELS = { wide: 190, narrow: 78 } as const;
const NUMBERS = 120;
const ROW_STEP = 22;
/** Room at both ends of the axis, as a factor. */
const ROOM = 1.12;

const summaryOf = ({ hazard_ratio: ratio, ci_low: low, ci_high: high }: HazardRatioRow): string =>
  low === null || high === null
    ? formatFixed(ratio, 2)
    : `${formatFixed(ratio, 2)} (${formatFixed(low, 2)} to ${formatFixed(high, 2)})`;

/** Comparisons in order of appearance: endpoint and pair of arms. */
function comparisons(rows: readonly HazardRatioRow[]): readonly (readonly HazardRatioRow[])[] {
  const keyOf = ({ endpoint, arm, versus }: HazardRatioRow) => `${endpoint}\n${arm}\n${versus}`;
  return [...new Set(rows.map(keyOf))].map((key) => rows.filter((row) => keyOf(row) === key));
}

/**
 * Hazard ratios, simulated and published, on a logarithmic axis; one block per endpoint and pair of arms.
 *
 * @param rows - table `hazard_ratios`; all ratios above 0
 * @param arms - styles of the arms
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function hazardRatiosFigure(
  rows: readonly HazardRatioRow[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const { narrow } = layout;
  const room = narrow ? LABELS.narrow : LABELS.wide;
  const { width } = panelGrid(layout, { wide: 1, labels: room + NUMBERS });
  const nameOf = (source: string): string => (narrow ? shortTrialName({ trial: source }) : source);
  const shown = rows.flatMap(({ hazard_ratio: ratio, ci_low: low, ci_high: high }) => [
    ratio,
    ...(low === null ? [] : [low]),
    ...(high === null ? [] : [high]),
  ]);
  const domain = [Math.min(1, ...shown) / ROOM, Math.max(1, ...shown) * ROOM] as const;
  const blocks = comparisons(rows);
  const panel = (block: readonly HazardRatioRow[], index: number): FigurePanel => {
    const { endpoint, arm, versus } = block[0]!;
    const names = block.map(({ source }) => nameOf(source));
    const against = `${armLabel(arms, arm)} against ${armLabel(arms, versus)}`;
    const values = block.map((row) => ({
      source: nameOf(row.source),
      ratio: row.hazard_ratio,
      low: row.ci_low,
      high: row.ci_high,
      summary: summaryOf(row),
      hover: `${row.source}: ${curves[endpoint].shortLabel}, ${against}: hazard ratio ${summaryOf(row)}`,
      isSimulated: row.source === 'simulated',
    }));
    const x: PositionEncoding = {
      type: 'quantitative',
      scale: { type: 'log', domain: [...domain], nice: false },
      axis: {
        title: index === blocks.length - 1 ? 'Hazard ratio (log scale)' : null,
        values: [...logTicks(...domain)],
        grid: true,
        format: '.2~f',
      },
    };
    const y: PositionEncoding = {
      field: 'source',
      type: 'nominal',
      sort: names,
      axis: { title: null, ticks: false, domain: false, labelLimit: room },
    };
    return {
      width,
      height: ROW_STEP * names.length,
      title: {
        text: narrow ? [curves[endpoint].label, against] : `${curves[endpoint].label}: ${against}`,
        anchor: 'start',
      },
      layer: [
        {
          data: { values: [{ one: 1 }] },
          mark: { type: 'rule', color: INK.soft },
          encoding: { x: { ...x, field: 'one' } },
        },
        {
          data: { values: values.filter(({ low, high }) => low !== null && high !== null) },
          mark: { type: 'rule', strokeWidth: 1.4, color: INK.text },
          encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y },
        },
        {
          data: { values },
          mark: { type: 'point', filled: true, size: 70, opacity: 1, stroke: INK.text, strokeWidth: 1.2 },
          encoding: {
            x: { ...x, field: 'ratio' },
            y,
            shape: {
              field: 'isSimulated',
              type: 'nominal',
              scale: { domain: [true, false], range: ['diamond', 'circle'] },
              legend: null,
            },
            fill: { condition: { test: 'datum.isSimulated', value: INK.text }, value: INK.paper },
            ...HOVER,
          },
        },
        {
          data: { values },
          mark: { type: 'text', align: 'left', fontSize: 11, color: INK.text },
          encoding: { x: { value: width + 12 }, y, text: { field: 'summary' } },
        },
      ],
    };
  };
  return { vconcat: blocks.map(panel), spacing: 16, resolve: { scale: { y: 'independent' } } };
}
