import type { TopLevelSpec } from 'vega-lite';
import { decimalsOf, type EndpointName, endpointShort, isInMonths, unitOf } from '../../../endpoints/endpoints.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type OffsetEncoding, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armColour, armLabel } from '../../../plots/arm-style.js';
import { labelRoom } from '../../../plots/label-room.js';
import type { PredictResult } from '../result.js';

type Trial = NonNullable<PredictResult['trial']>;

/** Response classes, and the medians; the table has the others. */
const SHOWN: readonly EndpointName[] = ['pr', 'orr', 'sd', 'pd', 'dcr', 'median_os', 'median_pfs'];
/** Height of an arm in the row of an endpoint; px. */
const ARM_STEP = 13;
const ROW_GAP = 10;

/** A prediction of the new trial in an arm. */
interface PredictionRow {
  readonly armLabel: string;
  readonly endpoint: string;
  readonly predicted: number;
  readonly low: number;
  readonly high: number;
  readonly model: number | null;
  readonly hover: string;
  readonly isMedian: boolean;
}

/** Predictions with both ends of their interval; an end that is not reached has no bar. */
export function predictionRows({ arms }: Trial, styles: readonly ArmStyle[]): readonly PredictionRow[] {
  return SHOWN.flatMap((name) =>
    arms.flatMap(({ arm, endpoints }): PredictionRow[] => {
      const { predicted = null, low = null, high = null, model = null } = endpoints[name] ?? {};
      if (predicted === null || low === null || high === null) return [];
      const [label, decimals] = [armLabel(styles, arm), decimalsOf(name)];
      return [
        {
          armLabel: label,
          endpoint: endpointShort(name),
          predicted,
          low,
          high,
          model,
          isMedian: isInMonths(name),
          hover: `${label}, ${endpointShort(name)}\npredicted: ${formatFixed(predicted, decimals)} ${unitOf(name)} (${formatFixed(low, decimals)} to ${formatFixed(high, decimals)})\nmodel: ${formatFixed(model, decimals)} ${unitOf(name)}`,
        },
      ];
    }),
  );
}

/**
 * What a new trial would report: a dot with its prediction interval for each endpoint and arm, and a tick for the fitted model; rates
 * above medians.
 *
 * @param rows - predictions
 * @param styles - names and colours of the arms
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function predictionFigure(
  rows: readonly PredictionRow[],
  styles: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const room = labelRoom(
    rows.map(({ endpoint }) => endpoint),
    layout,
    { further: 12 },
  );
  const panels = [rows.filter(({ isMedian }) => !isMedian), rows.filter(({ isMedian }) => isMedian)];
  return {
    vconcat: panels
      .filter(({ length }) => length > 0)
      .map((own) => panelOf(own, styles, { width: Math.min(720, room.width), narrow: layout.narrow })),
    resolve: { scale: { x: 'independent', y: 'independent', yOffset: 'independent' } },
  };
}

function panelOf(
  rows: readonly PredictionRow[],
  styles: readonly ArmStyle[],
  { width, narrow }: FigureLayout,
): FigurePanel {
  const isMedian = rows[0]!.isMedian;
  const domain = isMedian ? axisExtent([0, ...rows.flatMap(({ low, high }) => [low, high])]) : [0, 100];
  const x = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain: [Math.max(0, domain[0]!), domain[1]!], nice: false },
    axis: { title: isMedian ? 'Months' : 'Patients (%)', tickCount: narrow ? 5 : 10, grid: true },
  });
  const names = [...new Set(rows.map(({ endpoint }) => endpoint))];
  const arms = styles.map(({ label }) => label).filter((label) => rows.some((row) => row.armLabel === label));
  const y: PositionEncoding = {
    field: 'endpoint',
    type: 'nominal',
    sort: names,
    axis: { title: null, ticks: false, domain: false },
    scale: { paddingInner: ROW_GAP / (ARM_STEP * arms.length + ROW_GAP), paddingOuter: 0.2 },
  };
  const yOffset: OffsetEncoding = { field: 'armLabel', type: 'nominal', scale: { domain: arms } };
  const color = armColour(styles);
  return {
    width,
    height: (ARM_STEP * arms.length + ROW_GAP) * names.length,
    data: { values: [...rows] },
    encoding: { y, yOffset },
    layer: [
      { mark: { type: 'rule', strokeWidth: 2 }, encoding: { x: x('low'), x2: { field: 'high' }, color } },
      {
        mark: { type: 'point', filled: true, size: 60, opacity: 1, stroke: INK.paper },
        encoding: { x: x('predicted'), fill: color, tooltip: { field: 'hover', type: 'nominal' } },
      },
      {
        transform: [{ filter: 'isValid(datum.model)' }],
        mark: { type: 'point', shape: 'M0,-1V1', size: 90, strokeWidth: 1.6, filled: false, opacity: 1, tooltip: null },
        encoding: { x: x('model'), stroke: color },
      },
    ],
  };
}
