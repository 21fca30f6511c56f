import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { INK, ZERO_LINE_GRID } from '../../../page/plots/plot-theme.js';
import { thinRows } from '../../../page/plots/thin-rows.js';
import { type ArmStyle, armLabel, armOrder, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import { changeDomain, type ResponseThreshold, recistColour, thresholdRules } from '../../../plots/recist-style.js';
import type { SpiderRow } from '../plot-tables.js';

const HEIGHT = { wide: 270, narrow: 210 } as const;

/** Room of the vertical axis; px. */
const AXIS = 58;

/** Between panels with the labels at the ends of their axes; px. */
const GAP = 38;

/** Points per line: one for every fourth pixel of a panel. */
const MOST_POINTS = 66;

/** Name of the mean among the patients. */
const MEAN = 'mean';

/** Options of the spider plot. */
export interface SpiderOptions {
  readonly arms: readonly ArmStyle[];
  readonly thresholds: readonly ResponseThreshold[];
}

function linesOf(rows: readonly SpiderRow[]): readonly (readonly SpiderRow[])[] {
  const lines = new Map<string, SpiderRow[]>();
  for (const row of rows) {
    const key = `${row.arm}\n${row.patient}`;
    const line = lines.get(key);
    if (line === undefined) {
      lines.set(key, [row]);
    } else {
      line.push(row);
    }
  }
  return [...lines.values()];
}

/**
 * Tumor volume of each patient over time, coloured by response class, with the mean of the cohort; one panel per arm.
 *
 * @param rows - table `spider`
 * @param options - styles of the arms and limits of the response classes
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function spiderFigure(rows: readonly SpiderRow[], options: SpiderOptions, layout: FigureLayout): TopLevelSpec {
  const { columns, width } = panelGrid(layout, { wide: PANELS_PER_ROW, labels: AXIS, gap: GAP });
  const { arms, thresholds } = options;
  const values = linesOf(rows).flatMap((line) =>
    thinRows(line, MOST_POINTS).map((row) => ({
      armLabel: armLabel(arms, row.arm),
      patient: row.patient,
      day: row.day,
      change: row.change_percent,
      recist: row.recist,
    })),
  );
  const lastDay = values.reduce((last, row) => Math.max(last, row.day), 0);
  return {
    data: { values },
    facet: { field: 'armLabel', type: 'nominal', sort: armOrder(arms), title: null },
    columns,
    spec: {
      width,
      height: layout.narrow ? HEIGHT.narrow : HEIGHT.wide,
      encoding: {
        x: {
          field: 'day',
          type: 'quantitative',
          scale: { domain: [0, lastDay], nice: false },
          axis: { title: 'Day of treatment', values: dayTicks(lastDay) },
        },
        y: {
          field: 'change',
          type: 'quantitative',
          scale: { domain: changeDomain(values, thresholds), nice: true },
          axis: { title: 'Change of tumor volume (%)', tickCount: 6, gridColor: ZERO_LINE_GRID },
        },
      },
      layer: [
        {
          transform: [{ filter: `datum.patient !== '${MEAN}'` }],
          mark: { type: 'line', strokeWidth: 0.9, opacity: 0.55 },
          encoding: {
            detail: { field: 'patient', type: 'nominal' },
            color: recistColour(),
          },
        },
        ...thresholdRules(thresholds, width),
        {
          transform: [{ filter: `datum.patient === '${MEAN}'` }],
          mark: { type: 'line', strokeWidth: 3, color: INK.text },
        },
      ],
    },
  };
}

/** Ticks of an axis of days: every eight weeks, or fewer where the plot is short. */
export function dayTicks(lastDay: number): number[] {
  const step = lastDay > 112 ? 56 : lastDay > 56 ? 28 : 14;
  return Array.from({ length: Math.floor(lastDay / step) + 1 }, (_, index) => index * step);
}
