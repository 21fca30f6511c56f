import type { TopLevelSpec } from 'vega-lite';
import type { FigureLayout } from '../page/drawn-plot.js';
import { formatFixed } from '../page/format-number.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../page/plots/plot-theme.js';

/** How a score looks in all panels. */
interface ScoreLook {
  readonly label: string;
  readonly colour: string;
  /** Of logarithms of the markers. */
  readonly isDashed: boolean;
}

/** A curve with its legend text. */
export interface LabelledCurve extends ScoreLook {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A group of a calibration curve. */
export interface LabelledGroups extends ScoreLook {
  readonly groups: readonly {
    readonly predicted: number;
    readonly observed: number;
    readonly low: number;
    readonly high: number;
  }[];
}

/** Panels side by side: ROC curves of markers, of classifiers, and the calibration of classifiers. */
export interface RocPanels {
  readonly markers: readonly LabelledCurve[];
  readonly classifiers: readonly LabelledCurve[];
  readonly calibration: readonly LabelledGroups[];
}

/** Largest side of a panel, and the room of its vertical axis; px. */
const SIDE = 258;
const AXIS_ROOM = 62;
const GAP = 4;

interface PanelSize {
  readonly width: number;
  readonly height: number;
}

function unitAxis(field: string, title: string): PositionEncoding {
  return {
    field,
    type: 'quantitative',
    scale: { domain: [0, 1] },
    axis: { title, values: [0, 0.25, 0.5, 0.75, 1], format: '.2~f', grid: true },
  };
}

const diagonal = (xTitle: string, yTitle: string): FigureLayer => ({
  data: { values: [{ from: 0, to: 1 }] },
  mark: { type: 'rule', strokeDash: [2, 3], color: INK.faint },
  encoding: {
    x: unitAxis('from', xTitle),
    x2: { field: 'to' },
    y: unitAxis('from', yTitle),
    y2: { field: 'to' },
  },
});

function colourOf(looks: readonly ScoreLook[], orient: 'bottom-right' | 'top-left') {
  return {
    field: 'label',
    type: 'nominal',
    scale: { domain: looks.map(({ label }) => label), range: looks.map(({ colour }) => colour) },
    legend: { orient, offset: 6, rowPadding: 1, symbolSize: 90, symbolType: 'stroke', labelLimit: 240 },
  } as const;
}

/** Scores of logarithms are dashed. */
const dash = { condition: { test: 'datum.isDashed', value: [5, 3] }, value: [1, 0] };

function rocPanel(title: string, curves: readonly LabelledCurve[], size: PanelSize): FigurePanel {
  const [x, y] = ['False positive rate', 'True positive rate'] as const;
  return {
    ...size,
    title,
    layer: [
      diagonal(x, y),
      {
        data: {
          values: curves.flatMap((curve) =>
            curve.x.map((rate, order) => ({
              label: curve.label,
              isDashed: curve.isDashed,
              fpr: rate,
              tpr: curve.y[order]!,
              order,
            })),
          ),
        },
        mark: { type: 'line', strokeJoin: 'round', strokeWidth: 1.8 },
        encoding: {
          x: unitAxis('fpr', x),
          y: unitAxis('tpr', y),
          order: { field: 'order', type: 'quantitative' },
          color: colourOf(curves, 'bottom-right'),
          strokeDash: dash,
        },
      },
    ],
  };
}

function calibrationPanel(curves: readonly LabelledGroups[], size: PanelSize): FigurePanel {
  const [x, y] = ['Predicted probability', 'Observed share'] as const;
  const data = {
    values: curves.flatMap(({ label, isDashed, groups }) =>
      groups.map((group, order) => ({
        label,
        isDashed,
        order,
        ...group,
        hover: `${label}\npredicted: ${formatFixed(group.predicted, 2)}\nobserved: ${formatFixed(group.observed, 2)} (${formatFixed(group.low, 2)} to ${formatFixed(group.high, 2)})`,
      })),
    ),
  };
  const color = colourOf(curves, 'top-left');
  return {
    ...size,
    title: 'Calibration, out of fold',
    layer: [
      diagonal(x, y),
      {
        data,
        mark: { type: 'rule', strokeWidth: 1.2 },
        encoding: { x: unitAxis('predicted', x), y: unitAxis('low', y), y2: { field: 'high' }, color },
      },
      {
        data,
        mark: { type: 'line', strokeWidth: 1.4 },
        encoding: {
          x: unitAxis('predicted', x),
          y: unitAxis('observed', y),
          order: { field: 'order', type: 'quantitative' },
          color,
          strokeDash: dash,
        },
      },
      {
        data,
        mark: { type: 'circle', size: 28, opacity: 1 },
        encoding: {
          x: unitAxis('predicted', x),
          y: unitAxis('observed', y),
          color,
          tooltip: { field: 'hover', type: 'nominal' },
        },
      },
    ],
  };
}

/**
 * ROC curves of markers and of classifiers, and the calibration of the classifiers, side by side, or below each other in a narrow
 * figure.
 *
 * @param panels - labelled curves; a panel without curves is not drawn
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function rocPanelsFigure(
  { markers, classifiers, calibration }: RocPanels,
  { width, narrow }: FigureLayout,
): TopLevelSpec {
  const count = [markers, classifiers, calibration].filter(({ length }) => length > 0).length;
  const across = narrow ? 1 : Math.max(1, count);
  const side = Math.min(SIDE, Math.floor(width / across) - AXIS_ROOM - GAP);
  const size = { width: side, height: side };
  const panels = [
    ...(markers.length === 0 ? [] : [rocPanel('Single markers', markers, size)]),
    ...(classifiers.length === 0 ? [] : [rocPanel('Logistic classifiers, out of fold', classifiers, size)]),
    ...(calibration.length === 0 ? [] : [calibrationPanel(calibration, size)]),
  ];
  const resolve = { scale: { color: 'independent' } } as const;
  return narrow ? { vconcat: panels, resolve } : { hconcat: panels, spacing: 10, resolve };
}
