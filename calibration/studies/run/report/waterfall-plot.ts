import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatSigned } from '../../../page/format-number.js';
import { ZERO_LINE_GRID } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armLabel, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import {
  BEST_RESPONSE_STYLES,
  changeDomain,
  type ResponseThreshold,
  recistColour,
  thresholdRules,
} from '../../../plots/recist-style.js';
import type { BestChangeRow, WaterfallRow } from '../plot-tables.js';

const HEIGHT = { wide: 230, narrow: 170 } as const;

/** Room of the vertical axis; px. */
const AXIS = 54;

/** Bars overlap by a trace, so that no seam shows between them; px. */
const SEAM = 0.3;

/** Options of the waterfall plot. */
export interface WaterfallOptions {
  readonly arms: readonly ArmStyle[];
  readonly thresholds: readonly ResponseThreshold[];
  /** Title of the vertical axis; default: change of tumor volume. */
  readonly title?: string;
}

type ChangeRow = WaterfallRow | BestChangeRow;

/** `PD 55, SD 44, PR 1`: the classes that occur, as counts of bars. */
function classCounts(rows: readonly ChangeRow[]): string {
  return [...BEST_RESPONSE_STYLES]
    .reverse()
    .map(({ recist }) => ({ recist, count: rows.filter((row) => row.recist === recist).length }))
    .filter(({ count }) => count > 0)
    .map(({ recist, count }) => `${recist} ${count}`)
    .join('  ·  ');
}

/**
 * Change of tumor volume of each patient, ranked; one panel per arm, headed by the counts per class.
 *
 * @param rows - table `waterfall` or `best_change`
 * @param options - styles of the arms, limits of the response classes, title of the axis
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function waterfallFigure(
  rows: readonly ChangeRow[],
  options: WaterfallOptions,
  layout: FigureLayout,
): TopLevelSpec {
  const { columns, width } = panelGrid(layout, { wide: PANELS_PER_ROW, labels: AXIS });
  const present = options.arms.filter((style) => rows.some((row) => row.arm === style.arm));
  const heading = new Map(
    present.map((style) => [style.arm, `${style.label}|${classCounts(rows.filter((row) => row.arm === style.arm))}`]),
  );
  const values = rows.map((row) => ({
    panel: heading.get(row.arm) ?? armLabel(options.arms, row.arm),
    rank: row.rank,
    change: row.change_percent,
    recist: row.recist,
    hover: `${armLabel(options.arms, row.arm)}, patient ${row.patient}: ${formatSigned(row.change_percent, 1)} %, ${row.recist}`,
  }));
  const most = values.reduce((last, row) => Math.max(last, row.rank), 1);
  return {
    data: { values },
    facet: {
      field: 'panel',
      type: 'nominal',
      sort: [...heading.values()],
      title: null,
      header: { labelExpr: "split(datum.label, '|')", labelLineHeight: 17 },
    },
    columns,
    spec: {
      width,
      height: layout.narrow ? HEIGHT.narrow : HEIGHT.wide,
      encoding: {
        y: {
          field: 'change',
          type: 'quantitative',
          scale: { domain: changeDomain(values, options.thresholds), nice: true },
          axis: { title: options.title ?? 'Change of tumor volume (%)', tickCount: 6, gridColor: ZERO_LINE_GRID },
        },
      },
      layer: [
        {
          mark: { type: 'bar', binSpacing: 0, width: width / most + SEAM },
          encoding: {
            x: {
              field: 'rank',
              type: 'quantitative',
              scale: { domain: [0.5, most + 0.5], nice: false, zero: false },
              axis: { title: 'Patients, ranked', values: rankTicks(most), domain: false, ticks: false },
            },
            color: recistColour(),
            ...HOVER,
          },
        },
        ...thresholdRules(options.thresholds, width),
      ],
    },
  };
}

/** Ranks at the first, the last and every quarter of the bars. */
function rankTicks(most: number): number[] {
  return [...new Set([1, ...[0.25, 0.5, 0.75].map((share) => Math.max(1, Math.round(share * most))), most])];
}
