import { Z95 } from '../../../../src/index.js';
import type { DrawnFigure } from '../../../page/drawn-plot.js';
import { formatError, formatFixed } from '../../../page/format-number.js';
import { html } from '../../../page/html.js';
import { capitalised } from '../../../page/listed.js';
import { columnTitle, describeColumn } from '../endpoint-columns.js';
import type { SweepResult } from '../result.js';
import { dotsFigure, type SweepDot } from './dots-plot.js';
import { mapFigure, type SweepMap } from './map-plot.js';
import { axisName, axisUnit, levelsOf, type Measured, type Point, pointName } from './points.js';

/**
 * One endpoint of a sweep as a figure: dots along a single axis, else a map whose columns are the axis with the shortest values.
 *
 * @param name - column of the table
 * @param place - of the figure in the page, from 1
 * @param sweep - result and points
 * @returns the figure; undefined where the endpoint is reached at no point
 */
export function endpointFigure(
  name: string,
  place: number,
  { result, points }: { readonly result: SweepResult; readonly points: readonly Point[] },
): DrawnFigure | undefined {
  const values = points.flatMap((point) => {
    const value = point.endpoints.get(name)?.value ?? null;
    return value === null ? [] : [{ point, value }];
  });
  const [first] = values;
  if (first === undefined) return undefined;
  const { decimals, behind, summary } = describeColumn(name);
  const ends = values.reduce(
    ([low, high], each) => [each.value < low.value ? each : low, each.value > high.value ? each : high] as const,
    [first, first] as const,
  );
  const text = ({ point, value }: typeof first) =>
    `${formatFixed(value, decimals)}${behind} at ${pointName(result, point)}`;
  const alt = `${capitalised(summary)} at ${values.length} points: from ${text(ends[0])} to ${text(ends[1])}.`;
  const table = {
    columns: [...result.coordinates.map((_, axis) => axisTitle(result, axis)), columnTitle(name), 'Standard error'],
    rows: points.map((point) => {
      const { value, error }: Measured = point.endpoints.get(name) ?? { value: null, error: null };
      return [...point.coordinates, value, error];
    }),
  };
  const common = { id: `heat-${place}`, title: columnTitle(name), key: [], alt, table };
  if (result.coordinates.length === 1) {
    const dots = values.map(({ point, value }) => dotOf(result, point, { name, value }));
    return {
      ...common,
      caption: html`Bars are 95 % Monte-Carlo intervals of the value. Differences between points are more precise: <a href="#differences">against the first point</a>.`,
      draw: (layout) => dotsFigure(dots, { row: axisTitle(result, 0), value: columnTitle(name) }, layout),
    };
  }
  const map = sweepMap(name, { result, points });
  return {
    ...common,
    caption: html`The stronger the colour, the larger the value. Standard errors are in the table of <a href="#table">endpoints</a>.`,
    draw: (layout) => mapFigure(map, layout),
  };
}

function axisTitle(result: SweepResult, axis: number): string {
  const name = result.coordinates[axis]!;
  const unit = axisUnit(result, name);
  return `${capitalised(axisName(name))}${unit === '' ? '' : ` (${unit})`}`;
}

/** What a point is, and its value with its error. */
function hoverOf(result: SweepResult, point: Point, name: string): string {
  const { decimals, behind, summary } = describeColumn(name);
  const { value, error }: Measured = point.endpoints.get(name) ?? { value: null, error: null };
  const shown =
    value === null ? 'not reached' : `${formatFixed(value, decimals)}${errorText(error, decimals)}${behind}`;
  return `${pointName(result, point)}\n${summary}: ${shown}`;
}

const errorText = (error: number | null, decimals: number): string =>
  error === null ? '' : ` ± ${formatError(error, decimals)}`;

function dotOf(
  result: SweepResult,
  point: Point,
  { name, value }: { readonly name: string; readonly value: number },
): SweepDot {
  const beside = Z95 * (point.endpoints.get(name)?.error ?? 0);
  return {
    row: point.coordinates[0]!,
    value,
    low: value - beside,
    high: value + beside,
    hover: hoverOf(result, point, name),
  };
}

/** The axis whose values are shortest, all together, stands above the columns; the others beside the rows. */
function sweepMap(
  name: string,
  { result, points }: { readonly result: SweepResult; readonly points: readonly Point[] },
): SweepMap {
  const lengthOf = (axis: number) => levelsOf(points, axis).reduce((sum, level) => sum + level.length, 0);
  const axes = result.coordinates.map((_, axis) => axis);
  const column = axes.reduce((best, axis) => (lengthOf(axis) < lengthOf(best) ? axis : best));
  const others = axes.filter((axis) => axis !== column);
  const rowOf = ({ coordinates }: Point) => others.map((axis) => coordinates[axis]!).join(' · ');
  return {
    decimals: describeColumn(name).decimals,
    titles: {
      column: axisTitle(result, column),
      row: others.map((axis) => axisTitle(result, axis)).join(' · '),
      value: columnTitle(name),
    },
    columns: levelsOf(points, column),
    rows: [...new Set(points.map(rowOf))],
    cells: points.map((point) => ({
      column: point.coordinates[column]!,
      row: rowOf(point),
      value: point.endpoints.get(name)?.value ?? null,
      hover: hoverOf(result, point, name),
    })),
  };
}
