import type { TopLevelSpec } from 'vega-lite';
import type { ComparedForm, DeathComparison, PublishedRatio } from '../../../inference/death-comparison-result.js';
import type { FigureLayout, KeyEntry } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { type FigureLayer, type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { palette } from '../../../page/theme.js';
import { type ArmStyle, armLabel } from '../../../plots/arm-style.js';
import { HOVER } from '../../../plots/hover.js';
import { panelGrid } from '../../../plots/panel-grid.js';
import { WRAPPED_LABEL, wrapLabel } from '../../../plots/wrap-label.js';
import { formLabel, formLabels, sharingLabel, sharings } from '../../run/death-form-labels.js';
import { heldOutArmError, trialError } from '../death-comparison-summary.js';

/** Room and size of the names of forms, and the height of a form; px. */
const LABELS = { wide: 150, narrow: 112 } as const;
const LABEL_SIZE = 11;
const ROW_STEP = 38;
/** Panels beside each other. */
const COLUMNS = 3;

/** Colours of the ways of sharing, told apart by lightness too. */
const SHARING_COLOURS: Readonly<Record<ComparedForm['sharing'], string>> = {
  'by-arm': palette.faint,
  shared: palette['class-pd'],
  'treatment-effect': palette['series-1'],
};

/** Key of the figure. */
export function deathComparisonKey(): readonly KeyEntry[] {
  return [
    ...sharings.map((sharing) => ({
      shape: 'dot' as const,
      colour: SHARING_COLOURS[sharing],
      label: sharingLabel(sharing),
    })),
    { shape: 'outline', colour: INK.faint, label: 'published hazard ratio, 95 % interval' },
  ];
}

interface Panel {
  readonly title: string;
  readonly axis: string | readonly string[];
  readonly errorOf: (form: ComparedForm) => number | null;
  readonly published?: PublishedRatio;
  readonly isFirst: boolean;
}

interface PanelSize {
  readonly width: number;
  readonly labels: number;
}

function panelOf(
  forms: readonly ComparedForm[],
  { title, axis, errorOf, published, isFirst }: Panel,
  { width, labels }: PanelSize,
): FigurePanel {
  const rowOf = (label: string): string => wrapLabel(label, { width: labels - 12, size: LABEL_SIZE });
  const values = forms.flatMap((form) => {
    const value = errorOf(form);
    if (value === null || !Number.isFinite(value)) return [];
    const hover = `${formLabel(form.form)}, ${sharingLabel(form.sharing)}: ${formatFixed(value, 2)}`;
    return [{ form: rowOf(formLabel(form.form)), sharing: form.sharing, value, hover }];
  });
  const rows = formLabels.map(rowOf);
  const ends = published === undefined ? [] : [published.low, published.high];
  const x: PositionEncoding = {
    field: 'value',
    type: 'quantitative',
    scale: { domain: axisExtent([...values.map(({ value }) => value), ...ends]), nice: false, zero: false },
    axis: { title: typeof axis === 'string' ? axis : [...axis], grid: true, tickCount: 5 },
  };
  const interval: readonly FigureLayer[] =
    published === undefined
      ? []
      : [
          {
            data: { values: [{ low: published.low, high: published.high, value: published.hazard_ratio }] },
            mark: { type: 'rect', color: INK.faint, opacity: 0.22 },
            encoding: { x: { ...x, field: 'low' }, x2: { field: 'high' } },
          },
          {
            data: { values: [{ value: published.hazard_ratio }] },
            mark: { type: 'rule', color: INK.soft, strokeWidth: 1.5 },
            encoding: { x },
          },
        ];
  return {
    width,
    height: ROW_STEP * rows.length,
    title,
    layer: [
      ...interval,
      {
        data: { values },
        mark: { type: 'point', filled: true, size: 62, opacity: 1 },
        encoding: {
          x,
          y: {
            field: 'form',
            type: 'nominal',
            scale: { domain: rows },
            axis: isFirst
              ? { title: null, ticks: false, labelLimit: labels, labelExpr: WRAPPED_LABEL }
              : { title: null, ticks: false, labels: false },
          },
          yOffset: { field: 'sharing', type: 'nominal', scale: { domain: [...sharings], paddingOuter: 0.6 } },
          color: {
            field: 'sharing',
            type: 'nominal',
            scale: { domain: [...sharings], range: sharings.map((sharing) => SHARING_COLOURS[sharing]) },
            legend: null,
          },
          ...HOVER,
        },
      },
    ],
  };
}

/**
 * Errors of each form on held-out arms and trials, and the hazard ratios that it predicts without an arm, over those published.
 *
 * @param comparison - the comparison
 * @param arms - styles of the arms
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function deathComparisonPlot(
  { forms, published }: DeathComparison,
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const labels = layout.narrow ? LABELS.narrow : LABELS.wide;
  const { columns, width } = panelGrid(layout, { wide: COLUMNS, labels });
  const panels: readonly Omit<Panel, 'isFirst'>[] = [
    { title: 'Survival of held-out arms', axis: 'Root mean square error (points)', errorOf: heldOutArmError },
    { title: 'Held-out trials', axis: 'Deviance', errorOf: trialError },
    ...published.map((ratio, index) => ({
      title: `${ratio.trial}`,
      axis: ['Hazard ratio,', `${armLabel(arms, ratio.arm)} : ${armLabel(arms, ratio.versus)}`],
      errorOf: (form: ComparedForm) => form.hazard_ratios[index]?.without_arm ?? null,
      published: ratio,
    })),
  ];
  return {
    concat: panels.map((panel, index) =>
      panelOf(forms, { ...panel, isFirst: index % columns === 0 }, { width, labels }),
    ),
    columns,
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
