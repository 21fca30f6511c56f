import type { TopLevelSpec } from 'vega-lite';
import { Z95 } from '../../../../src/index.js';
import { type EndpointName, endpointNames, endpointShort } from '../../../endpoints/endpoints.js';
import type { EndpointChange } from '../../../inference/results.js';
import type { FigureLayout } from '../../../page/drawn-plot.js';
import { formatFixed } from '../../../page/format-number.js';
import { type FigureLayer, INK } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { type EndpointPlaces, endpointPanels } from '../../../plots/endpoint-panels.js';
import { endpointAgainst, endpointValue } from '../../../plots/endpoint-phrase.js';
import { HOVER } from '../../../plots/hover.js';
import { ERROR_STYLES, type ErrorName } from './error-style.js';

const ROW_STEP = { wide: 24, narrow: 22 } as const;

/** One error of one endpoint around its value. */
interface ErrorBand {
  readonly row: string;
  readonly error: ErrorName;
  readonly low: number;
  readonly high: number;
}

interface EndpointChangesMark {
  readonly row: string;
  readonly role: 'before' | 'confirmed';
  readonly at: number;
  readonly hover: string;
}

/**
 * Error bands of an endpoint, relative to the trials after the change: sampling around zero, the other two around the
 * validation cohort.
 */
function bandsOf(change: EndpointChange): readonly ErrorBand[] {
  const row = endpointShort(change.endpoint);
  const around = (error: ErrorName, centre: number | null, width: number | null): readonly ErrorBand[] =>
    centre === null || width === null || !Number.isFinite(centre) || !Number.isFinite(width)
      ? []
      : [{ row, error, low: centre - Z95 * width, high: centre + Z95 * width }];
  return [
    ...around('sampling', 0, change.sampling_error),
    ...around('parameters', change.difference, change.parameter_error),
    ...around('simulation', change.difference, change.monte_carlo_error),
  ];
}

function marksOf(change: EndpointChange): readonly EndpointChangesMark[] {
  const row = endpointShort(change.endpoint);
  const before = change.before - change.after;
  const marks: readonly EndpointChangesMark[] = [
    {
      row,
      role: 'before',
      at: before,
      hover: `${row}, trials before the change: ${endpointValue(change.endpoint, change.before)}`,
    },
    ...(change.difference === null
      ? []
      : [
          {
            row,
            role: 'confirmed' as const,
            at: change.difference,
            hover: `${row}, refitted model: ${endpointAgainst(change.endpoint, change.confirmed, change.after)} of the trials, z = ${formatFixed(change.z, 1)}`,
          },
        ]),
  ];
  return marks.filter(({ at }) => Number.isFinite(at));
}

function layersOf(changes: readonly EndpointChange[], { at, y }: EndpointPlaces): readonly FigureLayer[] {
  const marks = changes.flatMap(marksOf);
  return [
    {
      data: { values: changes.flatMap(bandsOf) },
      mark: { type: 'bar', opacity: 0.85 },
      encoding: {
        x: at('low'),
        x2: { field: 'high' },
        y,
        yOffset: { field: 'error', type: 'nominal', scale: { domain: ERROR_STYLES.map(({ error }) => error) } },
        color: {
          field: 'error',
          type: 'nominal',
          scale: { domain: ERROR_STYLES.map(({ error }) => error), range: ERROR_STYLES.map(({ colour }) => colour) },
          legend: null,
        },
      },
    },
    {
      data: { values: marks.filter(({ role }) => role === 'before') },
      mark: { type: 'point', filled: false, size: 62, strokeWidth: 1.6, color: INK.text, opacity: 1 },
      encoding: { x: at('at'), y, ...HOVER },
    },
    {
      data: { values: marks.filter(({ role }) => role === 'confirmed') },
      mark: { type: 'point', filled: true, size: 54, color: INK.text, stroke: INK.paper, opacity: 1 },
      encoding: { x: at('at'), y, ...HOVER },
    },
  ];
}

/** Endpoint changes of an arm in the order of the endpoints. */
export function inEndpointOrder<Row extends { readonly endpoint: EndpointName }>(rows: readonly Row[]): Row[] {
  return endpointNames.flatMap((name) => rows.filter(({ endpoint }) => endpoint === name));
}

/**
 * Endpoint changes as distances from the pooled endpoint after the change: the endpoint before, the validation cohort
 * of the refitted model, and three separate error bands.
 *
 * @param changes - endpoint changes of all arms
 * @param arms - styles of the arms, in the order of the panels
 * @param layout - of the figure
 * @returns a Vega-Lite specification with its data
 */
export function endpointChangesPlot(
  changes: readonly EndpointChange[],
  arms: readonly ArmStyle[],
  layout: FigureLayout,
): TopLevelSpec {
  return endpointPanels(changes, arms, {
    titles: { percent: 'Distance from the trials (percentage points)', months: 'Distance from the trials (months)' },
    layout,
    rowStep: ROW_STEP,
    padding: { paddingInner: 0.18, paddingOuter: 0.09 },
    shown: (rows) => [
      ...rows.flatMap(bandsOf).flatMap(({ low, high }) => [low, high]),
      ...rows.flatMap(marksOf).map(({ at }) => at),
    ],
    layers: layersOf,
  });
}
