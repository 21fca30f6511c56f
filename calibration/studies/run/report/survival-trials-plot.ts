import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatCount, formatFixed } from '../../../page/format-number.js';
import { type FigurePanel, INK, type PositionEncoding, ZERO_LINE_GRID } from '../../../page/plots/plot-theme.js';
import { estimateTextWidth } from '../../../page/plots/render-svg.js';
import { type ArmStyle, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { monthAxis } from '../../../plots/month-axis.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import { spreadLabels } from '../../../plots/spread-labels.js';
import { shortTrialName, trialName } from '../../../plots/trial-name.js';
import type { SurvivalClinicalRow } from '../plot-tables.js';
import { type SurvivalFigureOptions, survivalLines } from './survival-plot.js';

const HEIGHT = 220;
/** Room of the vertical axis, and between a panel with its labels and the next; px. */
const AXIS = 54;
const GAP = 30;

/** Size and least distance of the names, and their distance from the last points; px. */
const NAME_SIZE = 10;
const NAME_STEP = 11.5;
const LEAD = 12;

interface TrialCurve {
  readonly name: string;
  readonly points: readonly SurvivalClinicalRow[];
}

/** Curves of the trials of an arm, by trial and subgroup. */
function curvesOf(rows: readonly SurvivalClinicalRow[], arm: string): readonly TrialCurve[] {
  const own = rows.filter((row) => row.arm === arm && row.trial !== 'pooled' && row.month > 0);
  return [...new Set(own.map(trialName))].map((full) => {
    const points = own.filter((row) => trialName(row) === full).sort((a, b) => a.month - b.month);
    return { name: shortTrialName(points[0]!), points };
  });
}

/** The names at the ends of the curves, one under the other where these are close. */
function namesOf(curves: readonly TrialCurve[], end: number) {
  const last = curves.map(({ points }) => points.at(-1)!);
  const toPx = (percent: number): number => HEIGHT * (1 - percent / 100);
  const places = spreadLabels(
    last.map(({ survival_percent: percent }) => toPx(percent)),
    { gap: NAME_STEP, from: 0, to: HEIGHT },
  );
  return curves.map(({ name }, index) => ({
    name,
    month: last[index]!.month,
    survival: last[index]!.survival_percent,
    end,
    level: 100 * (1 - places[index]! / HEIGHT),
  }));
}

function panelOf(
  options: SurvivalFigureOptions,
  style: ArmStyle,
  { width, isFirst, names }: { readonly width: number; readonly isFirst: boolean; readonly names: number },
): FigurePanel {
  const plot = width - names - LEAD;
  const month = monthAxis({ ...options, width: plot });
  const x: PositionEncoding = { ...month, axis: { ...month.axis, title: 'Months' } };
  const y: PositionEncoding = {
    field: 'survival',
    type: 'quantitative',
    scale: { domain: [0, 100] },
    axis: { title: isFirst ? 'Patients alive (%)' : null, labels: isFirst, tickCount: 5, gridColor: ZERO_LINE_GRID },
  };
  const curves = curvesOf(options.clinical, style.arm);
  const points = curves.flatMap(({ name, points: own }) =>
    own.map((row) => ({
      name,
      month: row.month,
      survival: row.survival_percent,
      n: row.n,
      hover: `${trialName(row)}: ${formatFixed(row.survival_percent, 1)} % alive at ${row.month} months, n = ${formatCount(row.n)}`,
    })),
  );
  const labels = namesOf(curves, (month.scale as { readonly domain: readonly number[] }).domain[1]!);
  return {
    width: plot,
    height: HEIGHT,
    title: style.label,
    layer: [
      {
        data: { values: points },
        mark: { type: 'line', strokeWidth: 0.8, opacity: 0.4, color: style.colour },
        encoding: { x, y, detail: { field: 'name', type: 'nominal' } },
      },
      {
        data: { values: survivalLines({ ...options, arms: [style] }) },
        mark: { type: 'line', strokeWidth: 2.5, color: style.colour },
        encoding: { x, y },
      },
      {
        data: { values: points },
        mark: { type: 'point', filled: false, strokeWidth: 1.1, opacity: 0.75, color: style.colour },
        encoding: {
          x,
          y,
          size: { field: 'n', type: 'quantitative', scale: { domain: [0, 500], range: [8, 130] }, legend: null },
          ...HOVER,
        },
      },
      {
        data: { values: labels },
        mark: { type: 'rule', strokeWidth: 0.8, color: INK.line, x2Offset: LEAD - 3 },
        encoding: { x, x2: { field: 'end' }, y, y2: { field: 'level' } },
      },
      {
        data: { values: labels },
        mark: { type: 'text', align: 'left', dx: LEAD, fontSize: NAME_SIZE, color: INK.soft },
        encoding: { x: { ...x, field: 'end' }, y: { ...y, field: 'level' }, text: { field: 'name' } },
      },
    ],
  };
}

/**
 * Survival by arm: the simulated curve with the points of the individual trials, each named at its end; symbol area by
 * number of patients.
 *
 * @param options - rows of `survival` and `survival_clinical`, arm styles, length of a month
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function survivalTrialsFigure(options: SurvivalFigureOptions, layout: FigureLayout): TopLevelSpec {
  const present = options.arms.filter(({ arm }) => options.simulated.some((row) => row.arm === arm));
  const { columns, width } = panelGrid(layout, { wide: PANELS_PER_ROW, labels: AXIS, gap: GAP });
  const names = Math.max(
    0,
    ...present
      .flatMap(({ arm }) => curvesOf(options.clinical, arm))
      .map(({ name }) => estimateTextWidth(name, { size: NAME_SIZE, bold: false })),
  );
  return {
    vconcat: inRows(present, columns).map((row) => ({
      hconcat: row.map((style, index) =>
        panelOf(options, style, { width, isFirst: index === 0, names: Math.min(names, width / 2) }),
      ),
    })),
  };
}
