import type { TopLevelSpec } from 'vega-lite';
import type { RocCurvePoints } from '../biomarkers/result.js';
import type { FigureLayout } from '../page/drawn-plot.js';
import { type FigurePanel, INK, type PositionEncoding } from '../page/plots/plot-theme.js';
import { thinCurve } from '../page/plots/thin-rows.js';
import type { ArmStyle } from './arm-style.js';
import { scoreLabel } from './marker-style.js';
import { inRows, panelGrid } from './panel-grid.js';
import { scoreColour } from './score-colours.js';

/** A point of a ROC curve of an arm, with the AUC of the curve. */
export interface RocPoint extends Pick<RocCurvePoints, 'score' | 'kind'> {
  readonly arm: string;
  readonly fpr: number;
  readonly tpr: number;
  readonly auc: number;
}

/** Room of the vertical axis of each panel; px. */
const AXIS = 58;

type Family = 'marker' | 'logistic' | 'min-max sum';

const FAMILIES: readonly { readonly family: Family; readonly title: string }[] = [
  { family: 'marker', title: 'single markers' },
  { family: 'logistic', title: 'logistic classifiers' },
  { family: 'min-max sum', title: 'min-max sums' },
];

const familyOf = (kind: RocPoint['kind']): Family => (kind === 'marker' || kind === 'min-max sum' ? kind : 'logistic');

/** Classifiers are evaluated out of fold; their in-sample curves are drawn dashed. */
const isDashed = (kind: RocPoint['kind']): boolean => kind === 'in sample';

/** Legend text of a score, with its AUC; in-sample AUCs are in the table. */
function legendOf(rows: readonly RocPoint[], score: string): string {
  const shown =
    rows.find((row) => row.score === score && !isDashed(row.kind)) ?? rows.find((row) => row.score === score);
  return `${shown === undefined ? '' : shown.auc.toFixed(2)}\u2002${scoreLabel(score.split(' + '))}`;
}

function rate(field: string, title: string): PositionEncoding {
  return {
    field,
    type: 'quantitative',
    scale: { domain: [0, 1] },
    axis: { title, values: [0, 0.25, 0.5, 0.75, 1], format: '.2~f', grid: true },
  };
}

interface RocPanel {
  readonly title: string;
  readonly scores: readonly string[];
  /** All markers, which colours are chosen from. */
  readonly markers: readonly string[];
  readonly width: number;
}

function panelOf(rows: readonly RocPoint[], { title, scores, markers, width }: RocPanel): FigurePanel {
  const legends = new Map(scores.map((score) => [score, legendOf(rows, score)]));
  const kinds = [...new Set(rows.map((row) => row.kind))];
  const values = kinds.flatMap((kind) =>
    scores.flatMap((score) =>
      thinCurve(rows.filter((row) => row.kind === kind && row.score === score)).map((row, order) => ({
        curve: `${kind} ${score}`,
        legend: legends.get(score) ?? score,
        dashed: isDashed(kind),
        fpr: row.fpr,
        tpr: row.tpr,
        order,
      })),
    ),
  );
  return {
    width,
    height: width,
    title,
    layer: [
      {
        data: { values: [{ from: 0, to: 1 }] },
        mark: { type: 'rule', strokeDash: [2, 3], color: INK.faint },
        encoding: {
          x: { ...rate('from', 'False positive rate') },
          x2: { field: 'to' },
          y: { ...rate('from', 'True positive rate') },
          y2: { field: 'to' },
        },
      },
      {
        data: { values },
        mark: { type: 'line', strokeJoin: 'round' },
        encoding: {
          x: rate('fpr', 'False positive rate'),
          y: rate('tpr', 'True positive rate'),
          order: { field: 'order', type: 'quantitative' },
          detail: { field: 'curve', type: 'nominal' },
          strokeDash: {
            field: 'dashed',
            type: 'nominal',
            scale: {
              domain: [false, true],
              range: [
                [1, 0],
                [4, 3],
              ],
            },
            legend: null,
          },
          opacity: { condition: { test: 'datum.dashed', value: 0.6 }, value: 1 },
          strokeWidth: { condition: { test: 'datum.dashed', value: 1 }, value: 1.8 },
          color: {
            field: 'legend',
            type: 'nominal',
            scale: {
              domain: [...legends.values()],
              range: scores.map((score) => scoreColour(score.split(' + '), markers)),
            },
            legend: {
              orient: 'bottom-right',
              offset: 6,
              rowPadding: 1,
              symbolSize: 90,
              symbolType: 'stroke',
              labelLimit: 240,
            },
          },
        },
      },
    ],
  };
}

/**
 * ROC curves: a row of panels per arm, a panel per family of scores, AUCs in the legend of each panel; a set of markers has one
 * colour in all panels.
 *
 * Logistic classifiers: out-of-fold predictions solid, in-sample predictions dashed.
 *
 * @param rows - table `roc`
 * @param arms - styles of the arms, in the order of the rows of panels
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function rocFigure(rows: readonly RocPoint[], arms: readonly ArmStyle[], layout: FigureLayout): TopLevelSpec {
  const { columns, width } = panelGrid(layout, { wide: FAMILIES.length, labels: AXIS, gap: AXIS });
  const markers = [...new Set(rows.flatMap(({ score }) => score.split(' + ')))];
  const resolve = { scale: { color: 'independent', strokeDash: 'independent' } } as const;
  const present = arms.filter((style) => rows.some((row) => row.arm === style.arm));
  return {
    vconcat: present.flatMap((style) => {
      const panels = FAMILIES.flatMap(({ family, title }) => {
        const ofPanel = rows.filter((row) => row.arm === style.arm && familyOf(row.kind) === family);
        const scores = [...new Set(ofPanel.map((row) => row.score))];
        return scores.length === 0
          ? []
          : [panelOf(ofPanel, { title: `${style.label}: ${title}`, scores, markers, width })];
      });
      return inRows(panels, columns).map((row) => ({ spacing: 12, hconcat: [...row], resolve }));
    }),
    resolve,
  };
}
