import { ownValue } from '../../../src/index.js';
import { endpoints, unitOf } from '../../endpoints/endpoints.js';
import { dataTable, type TableColumn } from '../../page/data-table.js';
import { drawnFigure, type FigureReceiver } from '../../page/drawn-plot.js';
import { formatCount, formatFixed, formatSigned, NO_NUMBER } from '../../page/format-number.js';
import { type Html, html } from '../../page/html.js';
import type { ReportPage } from '../../page/page.js';
import { heatMapFigure } from '../../page/plots/heat-map-plot.js';
import { studyPage, warningNote } from '../../page/study-page.js';
import type { PageSource } from '../study.js';
import { uncalibratedNote } from '../treatments.js';
import { type SweepResult, shownEndpoints } from './result.js';

interface ColumnDescription {
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
}

const columns: Readonly<Record<string, ColumnDescription>> = {
  ...Object.fromEntries(
    endpoints.flatMap((endpoint) => {
      if (endpoint.kind === 'landmark' || endpoint.kind === 'best') return [];
      const { name, shortLabel: title, decimals } = endpoint;
      return [
        [endpoint.kind === 'rate' ? name : endpoint.curve.outcome.median, { title, unit: unitOf(name), decimals }],
      ];
    }),
  ),
  auc_th1: { title: 'AUC', unit: 'Th1', decimals: 3 },
  auc_ctl: { title: 'AUC', unit: 'CTL', decimals: 3 },
  auc_th1_treg: { title: 'AUC', unit: 'Th1/Treg', decimals: 3 },
  auc_ctl_treg: { title: 'AUC', unit: 'CTL/Treg', decimals: 3 },
};

/** Columns whose names hold a month or a day. */
const families: readonly { readonly pattern: RegExp; readonly title: string; readonly unit: string }[] = [
  { pattern: /^survival_(\d+)$/, title: 'Alive', unit: 'month #, %' },
  { pattern: /^control_(\d+)$/, title: 'Without progression', unit: 'day #, %' },
  { pattern: /^median_change_(\d+)$/, title: 'Median change of volume', unit: 'day #, %' },
];

function describeColumn(column: string): ColumnDescription {
  for (const { pattern, title, unit } of families) {
    const [, number] = pattern.exec(column) ?? [];
    if (number !== undefined) return { title, unit: unit.replace('#', number), decimals: 1 };
  }
  return ownValue(columns, column) ?? { title: column, unit: '', decimals: 2 };
}

/** A point of the table: its varied values, and its endpoints by name; null where an endpoint is not reached. */
interface Point {
  readonly coordinates: readonly string[];
  readonly endpoints: ReadonlyMap<string, number | null>;
}

/**
 * The page of a sweep from what it stored.
 *
 * @param stored - manifest, `sweep.json`, `sweep.csv`
 * @param receiver - of the plot renderer's warnings
 * @returns one HTML page; the same input gives the same bytes
 */
export async function render(
  { manifest, result, table }: PageSource<SweepResult>,
  receiver: FigureReceiver = { onWarning: () => {} },
): Promise<ReportPage> {
  const points = pointsOf(result, await table('sweep.csv'));
  const maps: Html[] = [];
  for (const [index, name] of result.heat_maps.entries())
    maps.push(await heatMap(name, index, { result, points }, receiver));
  const { name, description, drugs, seed, patients, horizon_days: days } = result;
  return studyPage({
    kicker: 'QCIC sweep report',
    title: name,
    head: html`${warningNote(uncalibratedNote(drugs === undefined ? {} : { drugs }))}<p>${description === '' ? `${points.length} points: ${result.coordinates.join(', ')}.` : description}</p>${(result.remarks ?? []).map((remark) => html`<p>${remark}</p>`)}`,
    facts: [
      ['Points', formatCount(points.length)],
      ['Patients per point', formatCount(patients)],
      ['Days', formatCount(days)],
      ['Seed', seed],
    ],
    sections: [
      ...(maps.length === 0 ? [] : [{ id: 'maps', title: 'Maps', body: html`${maps}` }]),
      { id: 'table', title: 'Endpoints', body: endpointTable(result, points) },
      { id: 'differences', title: 'Against the first point', body: differenceTable(result, points) },
      { id: 'method', title: 'Method', body: METHOD },
    ],
    manifest,
  });
}

const METHOD = html`<p>The same patients are simulated at every point. Differences between points are therefore far more precise than the standard errors of the endpoints themselves.</p>
<p>Response classes are those of the assessment day; “without progression” compares the volume on a day with the volume at baseline. Survival follows a death function that was fitted under the stored run’s schedule (of one arm for all points, or of the arm that gives most of the drugs of a point; see the configuration). A schedule acts through the tumor burden alone; toxicity and discontinuation are not modelled.</p>
`;

function pointsOf(
  { coordinates }: SweepResult,
  [header = [], ...rows]: readonly (readonly string[])[],
): readonly Point[] {
  return rows.map((cells) => ({
    coordinates: cells.slice(0, coordinates.length),
    endpoints: new Map(
      header.map((name, column) => [name, cells[column] === '' ? null : Number(cells[column])] as const),
    ),
  }));
}

/** The varied values on the left, endpoints on the right. */
function columnsOf(result: SweepResult): readonly TableColumn[] {
  return [
    ...result.coordinates.map((title) => ({ title })),
    ...shownEndpoints(result).map((name) => {
      const { title, unit } = describeColumn(name);
      return { title, unit, align: 'right' as const };
    }),
  ];
}

const coordinateText = (cell: string): string => (cell === '' ? NO_NUMBER : cell);

function endpointTable(result: SweepResult, points: readonly Point[]): Html {
  return dataTable({
    caption: html`The same virtual patients at every point. All columns, with standard errors: <a href="sweep.csv">sweep.csv</a> and <a href="sweep.parquet">sweep.parquet</a>.`,
    columns: columnsOf(result),
    rows: points.map(({ coordinates, endpoints }) => ({
      cells: [
        ...coordinates.map(coordinateText),
        ...shownEndpoints(result).map((name) => {
          const value = endpoints.get(name) ?? null;
          return value === null ? 'not reached' : formatFixed(value, describeColumn(name).decimals);
        }),
      ],
    })),
  });
}

function differenceTable(result: SweepResult, points: readonly Point[]): Html {
  const [first] = points;
  return dataTable({
    caption: 'Differences from the first row of the table, in the units of the columns.',
    columns: columnsOf(result),
    rows: points.slice(1).map(({ coordinates, endpoints }) => ({
      cells: [
        ...coordinates.map(coordinateText),
        ...shownEndpoints(result).map((name) => {
          const [own, reference] = [endpoints.get(name) ?? null, first!.endpoints.get(name) ?? null];
          if (own === null || reference === null) return NO_NUMBER;
          return formatSigned(own - reference, describeColumn(name).decimals);
        }),
      ],
    })),
  });
}

function heatMap(
  name: string,
  index: number,
  { result, points }: { readonly result: SweepResult; readonly points: readonly Point[] },
  receiver: FigureReceiver,
): Promise<Html> {
  const [first = '', ...rest] = result.coordinates;
  const { title, unit, decimals } = describeColumn(name);
  return drawnFigure(
    {
      id: `heat-${index + 1}`,
      title: unit === '' ? title : `${title}, ${unit}`,
      key: [],
      caption: html`Columns: ${first}${rest.length === 0 ? '' : html`; rows: ${rest.join(', ')}`}. Darker is larger.`,
      spec: heatMapFigure({
        decimals,
        cells: points.map(({ coordinates, endpoints }) => {
          const [column = '', ...row] = coordinates.map(coordinateText);
          return { column, row: row.join(' · '), value: endpoints.get(name) ?? null };
        }),
      }),
    },
    receiver,
  );
}
