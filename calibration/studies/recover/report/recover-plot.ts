import type { TopLevelSpec } from 'vega-lite';
import { decimalsOf, type EndpointName, endpointNames, endpointShort, unitOf } from '../../../endpoints/endpoints.js';
import type { RecoveredEndpoint } from '../../../inference/results.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed, formatSigned } from '../../../page/format-number.js';
import { type FigureLayer, INK } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { type EndpointPlaces, endpointPanels } from '../../../plots/endpoint-panels.js';
import { endpointAgainst, endpointOfArm } from '../../../plots/endpoint-phrase.js';
import { HOVER } from '../../../plots/hover.js';

const ROW_STEP = { wide: 24, narrow: 20 } as const;

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
    .map(({ endpoint, bias, mean_estimate: mean, truth }) => ({
      row: endpointShort(endpoint),
      bias,
      hover: `${endpointShort(endpoint)}: mean estimate ${endpointAgainst(endpoint, mean, truth)}, the truth`,
    }))
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
      encoding: { x: at('bias'), y, ...HOVER },
    },
  ];
}

/**
 * Estimates around the true value: a tick per data set, a dot at their mean.
 *
 * @param endpoints - endpoints of all arms
 * @param arms - styles of the arms, in the order of the panels
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function recoverFigure(
  endpoints: readonly RecoveredEndpoint[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  const shown = endpoints.filter(({ endpoint }) => RECOVER_SHOWN.includes(endpoint));
  return endpointPanels(shown, arms, {
    titles: { percent: 'Estimate − truth (percentage points)', months: 'Estimate − truth (months)' },
    layout,
    rowStep: ROW_STEP,
    shown: (rows) => rows.flatMap(({ truth, estimates }) => estimates.map((value) => value - truth)),
    layers: layersOf,
  });
}

/** Biases that are named. */
const NAMED = 4;

/**
 * The largest biases in words, for readers who cannot see the figure.
 *
 * @param endpoints - those that are drawn
 * @param arms - styles of the arms
 */
export function recoverAlt(endpoints: readonly RecoveredEndpoint[], arms: readonly ArmStyle[]): string {
  const inSpreads = ({ bias, standard_deviation: spread }: RecoveredEndpoint) => Math.abs(bias) / spread;
  const named = endpoints
    .filter((row) => Number.isFinite(inSpreads(row)))
    .sort((a, b) => inSpreads(b) - inSpreads(a))
    .slice(0, NAMED)
    .map(
      (row) =>
        `${endpointOfArm(row, arms)} ${formatSigned(row.bias, decimalsOf(row.endpoint) + 1)} ${unitOf(row.endpoint)}, spread ${formatFixed(row.standard_deviation, decimalsOf(row.endpoint) + 1)}`,
    );
  return `Estimates minus the truth, a tick per data set, by endpoint and arm. Largest biases against the spread: ${named.join('; ')}.`;
}
