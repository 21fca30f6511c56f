import type { TopLevelSpec } from 'vega-lite';
import { Z95 } from '../../../../src/index.js';
import { type EndpointName, endpointNames, endpointShort } from '../../../endpoints/endpoints.js';
import type { EndpointChange } from '../../../inference/results.js';
import { type FigureLayer, INK } from '../../../page/plots/plot-theme.js';
import type { ArmStyle } from '../../../plots/arm-style.js';
import { type EndpointPlaces, endpointPanels } from '../../../plots/endpoint-panels.js';
import { ERROR_STYLES, type ErrorName } from './error-style.js';

const ROW_STEP = 27;

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
    { row, role: 'before', at: before },
    ...(change.difference === null ? [] : [{ row, role: 'confirmed' as const, at: change.difference }]),
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
      encoding: { x: at('at'), y },
    },
    {
      data: { values: marks.filter(({ role }) => role === 'confirmed') },
      mark: { type: 'point', filled: true, size: 54, color: INK.text, stroke: INK.paper, opacity: 1 },
      encoding: { x: at('at'), y },
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
 * @returns a Vega-Lite specification with its data
 */
export function endpointChangesPlot(changes: readonly EndpointChange[], arms: readonly ArmStyle[]): TopLevelSpec {
  return endpointPanels(changes, arms, {
    titles: { percent: 'Percentage points from the trials', months: 'Months from the trials' },
    rowStep: ROW_STEP,
    padding: { paddingInner: 0.18, paddingOuter: 0.09 },
    shown: (rows) => [
      ...rows.flatMap(bandsOf).flatMap(({ low, high }) => [low, high]),
      ...rows.flatMap(marksOf).map(({ at }) => at),
    ],
    layers: layersOf,
  });
}
