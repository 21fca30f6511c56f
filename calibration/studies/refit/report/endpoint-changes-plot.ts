import type { TopLevelSpec } from 'vega-lite';
import { Z95 } from '../../../../src/index.js';
import { type EndpointName, endpointNames, endpointShort, isInMonths } from '../../../endpoints/endpoints.js';
import type { EndpointChange } from '../../../inference/results.js';
import { axisExtent } from '../../../page/plots/axes.js';
import { type FigurePanel, INK, type PositionEncoding } from '../../../page/plots/plot-theme.js';
import { type ArmStyle, PANELS_PER_ROW } from '../../../plots/arm-style.js';
import { ERROR_STYLES, type ErrorName } from './error-style.js';

const PANEL_WIDTH = 232;
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

interface EndpointChangesPanel {
  readonly style: ArmStyle;
  readonly changes: readonly EndpointChange[];
  readonly domain: [number, number];
  readonly isFirst: boolean;
  /** Title of the axis. */
  readonly title: string;
  readonly isHeaded: boolean;
}

function panelOf({ style, changes, domain, isFirst, title, isHeaded }: EndpointChangesPanel): FigurePanel {
  const rows = endpointNames.filter((name) => changes.some(({ endpoint }) => endpoint === name)).map(endpointShort);
  const y = {
    field: 'row',
    type: 'nominal',
    scale: { domain: rows, paddingInner: 0.18, paddingOuter: 0.09 },
    axis: isFirst ? { title: null, ticks: false, domain: false } : null,
  } as const;
  const at = (field: string): PositionEncoding => ({
    field,
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title, tickCount: 5, grid: true },
  });
  const marks = changes.flatMap(marksOf);
  return {
    width: PANEL_WIDTH,
    height: ROW_STEP * rows.length,
    ...(isHeaded ? { title: style.label } : {}),
    layer: [
      { data: { values: [{ zero: 0 }] }, mark: { type: 'rule', color: INK.soft }, encoding: { x: at('zero') } },
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
    ],
  };
}

type PanelUnit = Pick<EndpointChangesPanel, 'title' | 'isHeaded'>;

/** Panels of one unit, a row of at most three arms each; one axis for all arms. */
function panelsOf(changes: readonly EndpointChange[], arms: readonly ArmStyle[], unit: PanelUnit): FigurePanel[] {
  const domain = axisExtent([
    0,
    ...changes.flatMap(bandsOf).flatMap(({ low, high }) => [low, high]),
    ...changes.flatMap(marksOf).map(({ at }) => at),
  ]);
  const present = arms.filter(({ arm }) => changes.some((change) => change.arm === arm));
  return Array.from({ length: Math.ceil(present.length / PANELS_PER_ROW) }, (_, row) => ({
    spacing: 22,
    hconcat: present.slice(row * PANELS_PER_ROW, (row + 1) * PANELS_PER_ROW).map((style, index) =>
      panelOf({
        style,
        changes: changes.filter(({ arm }) => arm === style.arm),
        domain,
        isFirst: index === 0,
        ...unit,
      }),
    ),
  }));
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
  const months = changes.filter(({ endpoint }) => isInMonths(endpoint));
  const percent = changes.filter(({ endpoint }) => !isInMonths(endpoint));
  return {
    vconcat: [
      ...panelsOf(percent, arms, { title: 'Percentage points from the trials', isHeaded: true }),
      ...panelsOf(months, arms, { title: 'Months from the trials', isHeaded: percent.length === 0 }),
    ],
    resolve: { scale: { x: 'independent', y: 'independent', yOffset: 'independent' } },
  };
}
