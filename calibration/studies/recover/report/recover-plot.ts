import type { TopLevelSpec } from 'vega-lite';
import { type EndpointName, endpointNames, endpointShort } from '../../../endpoints/endpoints.js';
import type { RecoveredEndpoint } from '../../../inference/results.js';
import { type FigureLayer, INK } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { type EndpointPlaces, endpointPanels } from '../../../plots/endpoint-panels.js';

const ROW_STEP = 26;

/** More estimates than this cannot be distinguished in a row. */
export const MOST_MARKS = 200;

/** Endpoints that follow from the others (SD, PD, NE and ORR from CR, PR and DCR) are shown in the table only. */
const FOLLOW: readonly string[] = ['sd', 'pd', 'ne', 'orr'].flatMap((rate) => [rate, `bor_${rate}`]);
export const RECOVER_SHOWN: readonly EndpointName[] = endpointNames.filter((name) => !FOLLOW.includes(name));

function layersOf(rows: readonly RecoveredEndpoint[], { style, at, y }: EndpointPlaces): readonly FigureLayer[] {
  const estimates = rows.flatMap(({ endpoint, truth, estimates: all }) =>
    all
      .slice(0, MOST_MARKS)
      .map((estimate) => ({ row: endpointShort(endpoint), error: estimate - truth }))
      .filter(({ error }) => Number.isFinite(error)),
  );
  const means = rows
    .map(({ endpoint, bias }) => ({ row: endpointShort(endpoint), bias }))
    .filter(({ bias }) => Number.isFinite(bias));
  return [
    {
      data: { values: estimates },
      mark: { type: 'tick', thickness: 1, size: 14, opacity: 0.4, color: style.colour },
      encoding: { x: at('error'), y },
    },
    {
      data: { values: means },
      mark: { type: 'point', filled: true, size: 52, opacity: 1, color: INK.text, stroke: INK.paper },
      encoding: { x: at('bias'), y },
    },
  ];
}

/**
 * Estimates around the true value: a tick per data set, a dot at their mean.
 *
 * @param endpoints - endpoints of all arms
 * @param arms - styles of the arms, in the order of the panels
 * @returns a Vega-Lite specification with its data
 */
export function recoverFigure(endpoints: readonly RecoveredEndpoint[], arms: readonly ArmStyle[]): TopLevelSpec {
  const shown = endpoints.filter(({ endpoint }) => RECOVER_SHOWN.includes(endpoint));
  return endpointPanels(shown, arms, {
    titles: { percent: 'Estimate − truth (percentage points)', months: 'Estimate − truth (months)' },
    rowStep: ROW_STEP,
    shown: (rows) => rows.flatMap(({ truth, estimates }) => estimates.map((value) => value - truth)),
    layers: layersOf,
  });
}
