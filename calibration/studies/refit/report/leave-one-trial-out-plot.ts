import type { TopLevelSpec } from 'vega-lite';
import { endpointShort, isInMonths, trialEndpoints } from '../../../endpoints/endpoints.js';
import type { LeaveOneTrialOutEndpoint } from '../../../inference/results.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, armColour, armLabel } from '../../../plots/arm-style.js';
import { endpointValue } from '../../../plots/endpoint-phrase.js';
import { type GroupedRow, groupedRows, nameRoom, rowKey } from '../../../plots/grouped-rows.js';
import { HOVER } from '../../../plots/hover.js';
import { inRows, panelGrid } from '../../../plots/panel-grid.js';
import { shortTrialName } from '../../../plots/trial-name.js';

/** Panels in a row of a wide figure; room of the names of trials; height of a line; px. */
const COLUMNS = 3;
const LABELS = { wide: 214, narrow: 112 } as const;
const ROW_STEP = 17;

/** Disease control and medians; the table has the others. */
const isShown = (kind: string, name: string): boolean => kind === 'median' || name === 'dcr';

/** A line per trial and arm; the names of trials hold their subgroups. */
function lineOf({ trial, arm }: LeaveOneTrialOutEndpoint, arms: readonly ArmStyle[], narrow: boolean): GroupedRow {
  const [name = trial, ...parts] = trial.split(/(?<=\)), /);
  const short = shortTrialName({ trial: name, subgroup: parts.join(', ') });
  return { group: armLabel(arms, arm), name: narrow ? short : trial };
}

interface LeaveOneTrialOutPanel {
  readonly predictions: readonly LeaveOneTrialOutEndpoint[];
  readonly lines: readonly GroupedRow[];
  readonly arms: readonly ArmStyle[];
  readonly isFirst: boolean;
  readonly width: number;
  readonly room: number;
  readonly narrow: boolean;
}

function panelOf({ predictions, lines, arms, isFirst, width, room, narrow }: LeaveOneTrialOutPanel): FigurePanel {
  const endpoint = predictions[0]!.endpoint;
  const values = predictions.map((prediction) => ({
    row: rowKey(lineOf(prediction, arms, narrow)),
    armLabel: armLabel(arms, prediction.arm),
    predicted: prediction.predicted,
    low: prediction.low,
    high: prediction.high,
    observed: prediction.observed,
    covered: prediction.covered,
    hover: `${prediction.trial}, ${armLabel(arms, prediction.arm)}: observed ${endpointValue(endpoint, prediction.observed)}, predicted ${endpointValue(endpoint, prediction.predicted)} (${endpointValue(endpoint, prediction.low)} to ${endpointValue(endpoint, prediction.high)})`,
  }));
  const domain = axisExtent(values.flatMap(({ low, high, observed, predicted }) => [low, high, observed, predicted]));
  const at = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title: isInMonths(endpoint) ? 'Months' : 'Patients (%)', grid: true, tickCount: 6 },
  });
  const color = armColour(arms);
  const { y, headings, count } = groupedRows(lines, { isNamed: isFirst, room });
  return {
    width,
    height: ROW_STEP * count,
    title: endpointShort(endpoint),
    data: { values },
    encoding: { y },
    layer: [
      ...headings,
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
        mark: { type: 'point', filled: true, size: 48, strokeWidth: 1.5, opacity: 1, stroke: INK.text },
        encoding: {
          x: at('observed'),
          fill: { condition: { test: 'datum.covered', value: INK.text }, value: INK.paper },
          ...HOVER,
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
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function leaveOneTrialOutPlot(
  predictions: readonly LeaveOneTrialOutEndpoint[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const { narrow } = layout;
  const known = [...arms.map(({ arm }) => arm), ...predictions.map(({ arm }) => arm)];
  const ordered = [...predictions].sort((a, b) => known.indexOf(a.arm) - known.indexOf(b.arm));
  const endpoints = trialEndpoints.filter(
    ({ kind, name }) => isShown(kind, name) && predictions.some(({ endpoint }) => endpoint === name),
  );
  const shown = ordered.filter(({ endpoint }) => endpoints.some(({ name }) => name === endpoint));
  const lines = shown.map((prediction) => lineOf(prediction, arms, narrow));
  const room = nameRoom(lines, narrow ? LABELS.narrow : LABELS.wide);
  const { columns, width } = panelGrid(layout, { wide: COLUMNS, labels: room });
  return {
    vconcat: inRows(endpoints, columns).map((row) => ({
      hconcat: row.map(({ name }, index) => {
        const own = shown.filter(({ endpoint }) => endpoint === name);
        return panelOf({
          predictions: own,
          lines: narrow ? own.map((prediction) => lineOf(prediction, arms, narrow)) : lines,
          arms,
          isFirst: index === 0,
          width,
          room,
          narrow,
        });
      }),
    })),
    resolve: { scale: { x: 'independent', y: 'independent' } },
  };
}
