import { dataTable, type TableColumn } from '../../../page/data-table.js';
import { formatError, formatFixed, formatSigned, NO_NUMBER } from '../../../page/format-number.js';
import { type Html, type HtmlPart, html } from '../../../page/html.js';
import { capitalised } from '../../../page/listed.js';
import { describeColumn } from '../endpoint-columns.js';
import { type SweepResult, shownEndpoints } from '../result.js';
import { axisName, axisUnit, type Measured, type Point } from './points.js';

/** The varied values on the left, endpoints on the right. */
function columnsOf(result: SweepResult): readonly TableColumn[] {
  return [
    ...result.coordinates.map((name) => {
      const unit = axisUnit(result, name);
      return { title: capitalised(axisName(name)), ...(unit === '' ? {} : { unit }) };
    }),
    ...shownEndpoints(result).map((name) => {
      const { title, unit } = describeColumn(name);
      return { title, unit, align: 'right' as const };
    }),
  ];
}

const withError = (text: string, error: number | null, decimals: number): HtmlPart =>
  error === null ? text : html`${text} <span class="se">±${formatError(error, decimals)}</span>`;

function coordinateCells({ coordinates, isFirst }: Point): readonly HtmlPart[] {
  return coordinates.map((text, axis) =>
    isFirst && axis === 0 ? html`${text} <span class="se">first point</span>` : text,
  );
}

/** Every endpoint of every point. */
export function endpointTable(result: SweepResult, points: readonly Point[]): Html {
  return dataTable({
    caption: html`The same virtual patients at every point; ± Monte-Carlo standard error of the value. All columns: <a href="sweep.csv">sweep.csv</a> and <a href="sweep.parquet">sweep.parquet</a>.`,
    columns: columnsOf(result),
    rows: points.map((point) => ({
      ...(point.isFirst ? { look: 'strong' as const } : {}),
      cells: [
        ...coordinateCells(point),
        ...shownEndpoints(result).map((name) => {
          const { value, error }: Measured = point.endpoints.get(name) ?? { value: null, error: null };
          const { decimals } = describeColumn(name);
          return value === null ? 'not reached' : withError(formatFixed(value, decimals), error, decimals);
        }),
      ],
    })),
  });
}

/** Differences of every other point from the first one. */
export function differenceTable(result: SweepResult, points: readonly Point[]): Html {
  const first = points.find(({ isFirst }) => isFirst);
  const isStored = result.differences !== undefined;
  const file = html` All columns: <a href="differences.csv">differences.csv</a>.`;
  return dataTable({
    caption: html`Differences from the first point of the configuration, in the units of the columns${isStored ? '; ± standard error on the same patients' : ''}.${isStored ? file : ''}`,
    columns: columnsOf(result),
    rows: points
      .filter(({ isFirst }) => !isFirst)
      .map((point) => ({
        cells: [
          ...coordinateCells(point),
          ...shownEndpoints(result).map((name) => {
            const { value, error } = differenceOf(point, first, name);
            const { decimals } = describeColumn(name);
            return value === null ? NO_NUMBER : withError(formatSigned(value, decimals), error, decimals);
          }),
        ],
      })),
  });
}

/** As stored, or of the values where the folder has no differences. */
function differenceOf(point: Point, first: Point | undefined, name: string): Measured {
  const stored = point.differences.get(name);
  if (stored !== undefined) return stored;
  const [own, reference] = [point.endpoints.get(name)?.value ?? null, first?.endpoints.get(name)?.value ?? null];
  return { value: own === null || reference === null ? null : own - reference, error: null };
}
