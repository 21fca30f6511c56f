import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import type { FigurePanel, PositionEncoding } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import { BEST_RESPONSE_STYLES, recistColour } from '../../../plots/recist-style.js';
import { shortTrialName, trialName } from '../../../plots/trial-name.js';
import type { BestResponseRow } from '../plot-tables.js';

/** Room of the names, height of a bar; px. */
const LABELS = { wide: 236, narrow: 112 } as const;
const BAR_STEP = 22;

/** Narrower segments have no room for their number; px. */
const LEAST_LABELLED = 30;

/** `Trial A (n = 60)`; the number of patients is left out where there is little room. */
function nameOf({ source, subgroup, n }: BestResponseRow, narrow: boolean): string {
  const part = { trial: source, subgroup };
  return narrow ? shortTrialName(part) : `${trialName(part)} (n = ${formatCount(n)})`;
}

interface Bars {
  readonly style: ArmStyle;
  readonly isLast: boolean;
  readonly width: number;
  readonly narrow: boolean;
}

function panelOf(rows: readonly BestResponseRow[], { style, isLast, width, narrow }: Bars): FigurePanel {
  const names = [...new Set(rows.map((row) => nameOf(row, narrow)))];
  const values = names.flatMap((name) => {
    let from = 0;
    return BEST_RESPONSE_STYLES.flatMap(({ recist, summary }) => {
      const row = rows.find((each) => nameOf(each, narrow) === name && each.best === recist);
      if (row === undefined || !(row.percent > 0)) return [];
      const low = from;
      from += row.percent;
      const hover = `${style.label}, ${name}: ${summary} (${recist}) ${formatFixed(row.percent, 1)} %, n = ${formatCount(row.n)}`;
      return [{ name, recist, low, high: from, middle: (low + from) / 2, percent: row.percent, hover }];
    });
  });
  const x: PositionEncoding = {
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: isLast ? 'Patients (%)' : null, tickCount: 5, grid: true },
  };
  const y: PositionEncoding = {
    field: 'name',
    type: 'nominal',
    sort: names,
    axis: { title: null, ticks: false, domain: false, labelLimit: narrow ? LABELS.narrow : LABELS.wide },
    scale: { paddingInner: 0.18, paddingOuter: 0.1 },
  };
  const hasRoom = ({ percent }: { readonly percent: number }) => (percent * width) / 100 >= LEAST_LABELLED;
  return {
    width,
    height: BAR_STEP * names.length,
    title: { text: style.label, anchor: 'start' },
    layer: [
      {
        data: { values },
        mark: { type: 'bar' },
        encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' }, y, color: recistColour(), ...HOVER },
      },
      {
        data: { values: values.filter(hasRoom) },
        mark: { type: 'text', fontSize: 10.5 },
        encoding: {
          x: { ...x, field: 'middle' },
          y,
          text: { field: 'percent', type: 'quantitative', format: '.1f' },
          fill: {
            field: 'recist',
            type: 'nominal',
            scale: {
              domain: BEST_RESPONSE_STYLES.map(({ recist }) => recist),
              range: BEST_RESPONSE_STYLES.map(({ text }) => text),
            },
            legend: null,
          },
        },
      },
    ],
  };
}

/**
 * Best overall response, simulated, of the pooled trials and of each trial, as stacked bars; one block per arm.
 *
 * @param rows - table `best_response`
 * @param arms - styles of the arms, in the order of the blocks
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function bestResponseFigure(
  rows: readonly BestResponseRow[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const { narrow } = layout;
  const present = arms.filter(({ arm }) => rows.some((row) => row.arm === arm));
  const { width } = panelGrid(layout, { wide: 1, labels: narrow ? LABELS.narrow : LABELS.wide });
  return {
    vconcat: present.map((style, index) =>
      panelOf(
        rows.filter(({ arm }) => arm === style.arm),
        { style, isLast: index === present.length - 1, width, narrow },
      ),
    ),
    spacing: 18,
    resolve: { scale: { y: 'independent' } },
  };
}
