import type { TopLevelSpec } from 'vega-lite';
import { endpointShort, isInMonths, trialEndpoints } from '../../../endpoints/endpoints.js';
import type { LeaveOneTrialOutEndpoint } from '../../../inference/results.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armColour, armLabel } from '../../../plots/arm-style.js';

const PANEL_WIDTH = 300;
const ROW_STEP = 19;

/** A trial of two arms has two rows; the label of a row is the text before the bar. */
const rowOf = ({ trial, arm }: LeaveOneTrialOutEndpoint): string => `${trial}|${arm}`;

/** Disease control and medians; the table has the others. */
const isShown = (kind: string, name: string): boolean => kind === 'median' || name === 'dcr';

interface LeaveOneTrialOutPanel {
  readonly predictions: readonly LeaveOneTrialOutEndpoint[];
  readonly rows: readonly string[];
  readonly arms: readonly ArmStyle[];
  readonly isFirst: boolean;
}

function panelOf({ predictions, rows, arms, isFirst }: LeaveOneTrialOutPanel): FigurePanel {
  const endpoint = predictions[0]!.endpoint;
  const values = predictions.map((prediction) => ({
    row: rowOf(prediction),
    armLabel: armLabel(arms, prediction.arm),
    predicted: prediction.predicted,
    low: prediction.low,
    high: prediction.high,
    observed: prediction.observed,
    covered: prediction.covered,
  }));
  const domain = axisExtent(values.flatMap(({ low, high, observed, predicted }) => [low, high, observed, predicted]));
  const at = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title: isInMonths(endpoint) ? 'Months' : 'Patients (%)', grid: true, tickCount: 6 },
  });
  const color = armColour(arms);
  return {
    width: PANEL_WIDTH,
    height: ROW_STEP * rows.length,
    title: endpointShort(endpoint),
    data: { values },
    encoding: {
      y: {
        field: 'row',
        type: 'nominal',
        scale: { domain: [...rows] },
        axis: isFirst
          ? { title: null, ticks: false, labelExpr: "split(datum.label, '|')[0]", labelLimit: 260 }
          : { title: null, ticks: false, labels: false },
      },
    },
    layer: [
      {
        transform: [{ filter: 'isValid(datum.low) && isValid(datum.high)' }],
        mark: { type: 'rule', strokeWidth: 5, opacity: 0.4 },
        encoding: { x: at('low'), x2: { field: 'high' }, color },
      },
      {
        transform: [{ filter: 'isValid(datum.predicted)' }],
        mark: { type: 'tick', thickness: 2, size: 11 },
        encoding: { x: at('predicted'), color },
      },
      {
        transform: [{ filter: 'isValid(datum.observed)' }],
        mark: { type: 'point', filled: true, size: 52, strokeWidth: 1.5, opacity: 1, stroke: INK.text },
        encoding: {
          x: at('observed'),
          fill: { condition: { test: 'datum.covered', value: INK.text }, value: INK.paper },
        },
      },
    ],
  };
}

/**
 * Endpoints of omitted trials over the interval predicted from the other trials; hollow where outside.
 *
 * @param predictions - predictions of all trials
 * @param arms - styles of the arms, in the order of the rows
 * @returns a Vega-Lite specification with its data
 */
export function leaveOneTrialOutPlot(
  predictions: readonly LeaveOneTrialOutEndpoint[],
  arms: readonly ArmStyle[],
): TopLevelSpec {
  const known = [...arms.map(({ arm }) => arm), ...predictions.map(({ arm }) => arm)];
  const ordered = [...predictions].sort((a, b) => known.indexOf(a.arm) - known.indexOf(b.arm));
  const rows = [...new Set(ordered.map(rowOf))];
  const endpoints = trialEndpoints.filter(
    ({ kind, name }) => isShown(kind, name) && predictions.some(({ endpoint }) => endpoint === name),
  );
  return {
    hconcat: endpoints.map(({ name }, index) =>
      panelOf({ predictions: ordered.filter(({ endpoint }) => endpoint === name), rows, arms, isFirst: index === 0 }),
    ),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
