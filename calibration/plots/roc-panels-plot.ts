import type { TopLevelSpec } from 'vega-lite';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../page/plots/plot-theme.js';
import { SCORE_COLOURS } from './score-colours.js';

/** A curve with its legend text. */
export interface LabelledCurve {
  readonly label: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** A group of a calibration curve. */
export interface LabelledGroups {
  readonly label: string;
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

const PANEL = { width: 248, height: 248 } as const;

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

function colourOf(labels: readonly string[], orient: 'bottom-right' | 'top-left') {
  return {
    field: 'label',
    type: 'nominal',
    scale: {
      domain: [...labels],
      range: labels.map((_, index) => SCORE_COLOURS[index % SCORE_COLOURS.length] ?? INK.text),
    },
    legend: { orient, offset: 6, rowPadding: 1, symbolSize: 90, symbolType: 'stroke', labelLimit: 240 },
  } as const;
}

function rocPanel(title: string, curves: readonly LabelledCurve[]): FigurePanel {
  const [x, y] = ['False positive rate', 'True positive rate'] as const;
  return {
    ...PANEL,
    title,
    layer: [
      diagonal(x, y),
      {
        data: {
          values: curves.flatMap((curve) =>
            curve.x.map((rate, order) => ({ label: curve.label, fpr: rate, tpr: curve.y[order]!, order })),
          ),
        },
        mark: { type: 'line', strokeJoin: 'round', strokeWidth: 1.8 },
        encoding: {
          x: unitAxis('fpr', x),
          y: unitAxis('tpr', y),
          order: { field: 'order', type: 'quantitative' },
          color: colourOf(
            curves.map(({ label }) => label),
            'bottom-right',
          ),
        },
      },
    ],
  };
}

function calibrationPanel(curves: readonly LabelledGroups[]): FigurePanel {
  const [x, y] = ['Predicted probability', 'Observed share'] as const;
  const data = {
    values: curves.flatMap(({ label, groups }) => groups.map((group, order) => ({ label, order, ...group }))),
  };
  const color = colourOf(
    curves.map(({ label }) => label),
    'top-left',
  );
  return {
    ...PANEL,
    title: 'calibration, out of fold',
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
        },
      },
      {
        data,
        mark: { type: 'circle', size: 28, opacity: 1 },
        encoding: { x: unitAxis('predicted', x), y: unitAxis('observed', y), color },
      },
    ],
  };
}

/**
 * ROC curves of markers and of classifiers, and the calibration of the classifiers, side by side.
 *
 * @param panels - labelled curves; a panel without curves is not drawn
 * @returns a Vega-Lite specification with its data
 */
export function rocPanelsFigure({ markers, classifiers, calibration }: RocPanels): TopLevelSpec {
  return {
    hconcat: [
      ...(markers.length === 0 ? [] : [rocPanel('single markers', markers)]),
      ...(classifiers.length === 0 ? [] : [rocPanel('logistic classifiers, out of fold', classifiers)]),
      ...(calibration.length === 0 ? [] : [calibrationPanel(calibration)]),
    ],
    resolve: { scale: { color: 'independent' } },
  };
}
