import { type CsvCell, InputError, nearestName } from '../../../src/index.js';
import type { SweepConfig } from '../../config/sweep-schema.js';
import { dataTable, type TableColumn } from '../../page/data-table.js';
import { formatCount, formatFixed, formatSigned } from '../../page/format-number.js';
import { type Html, html } from '../../page/html.js';
import { heatMapFigure } from '../../page/plots/heat-map-plot.js';
import { drawnFigure } from '../sensitivity/report/drawn-plot.js';
import type { StudyOutput } from '../sensitivity/study-output.js';
import { paragraphs } from '../sensitivity/study-summary.js';
import type { SweepTable } from './compute.js';

/** Columns that the page shows beside the coordinates, of those that the table has. */
const SHOWN = ['pr', 'sd', 'pd', 'dcr', 'median_os_months', 'survival_6', 'survival_12', 'survival_24'] as const;

interface ColumnDescription {
  readonly title: string;
  readonly unit: string;
  readonly decimals: number;
}

const summary: Readonly<Record<string, ColumnDescription>> = {
  pr: { title: 'PR', unit: '%', decimals: 1 },
  sd: { title: 'SD', unit: '%', decimals: 1 },
  pd: { title: 'PD', unit: '%', decimals: 1 },
  orr: { title: 'ORR', unit: '%', decimals: 1 },
  dcr: { title: 'DCR', unit: '%', decimals: 1 },
  median_os_months: { title: 'Median OS', unit: 'months', decimals: 2 },
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

/** A column for readers. */
function textOf(column: string): ColumnDescription {
  for (const { pattern, title, unit } of families) {
    const [, number] = pattern.exec(column) ?? [];
    if (number !== undefined) return { title, unit: unit.replace('#', number), decimals: 1 };
  }
  return summary[column] ?? { title: column, unit: '', decimals: 2 };
}

/**
 * The report of a sweep.
 *
 * @throws InputError - when a heat map is asked for a column that the table does not have
 */
export async function sweepOutput(config: SweepConfig, table: SweepTable): Promise<StudyOutput> {
  const { header, rows, coordinates } = table;
  const figures = header.slice(coordinates);
  const heat =
    config.heat.length > 0 ? config.heat : ['dcr', 'median_os_months'].filter((name) => figures.includes(name));
  for (const name of heat) {
    if (figures.includes(name)) continue;
    const nearest = nearestName(name, figures);
    throw new InputError(
      `heat: must name columns of the table, ${figures.join(', ')}; got ${name}${nearest === null ? '' : ` (did you mean ${nearest}?)`}`,
    );
  }
  const maps: Html[] = [];
  for (const [index, name] of heat.entries()) maps.push(await heatMap(name, index, table));
  const shown = [
    ...transformedParametersOf(table),
    ...SHOWN.filter((name) => figures.includes(name)).map((name) => header.indexOf(name)),
  ];
  const parameterSummary = header.slice(0, coordinates).join(', ');
  return {
    tables: [{ file: 'sweep.csv', header, rows }],
    title: config.name,
    lead: config.description === '' ? `${rows.length} points: ${parameterSummary}.` : config.description,
    facts: [
      ['Points', formatCount(rows.length)],
      ['Patients at each', formatCount(config.patients)],
      ['Days', formatCount(config.horizonDays)],
      ['Seed', config.seed],
    ],
    sections: [
      ...(maps.length === 0 ? [] : [{ id: 'maps', title: 'Maps', body: html`${maps}` }]),
      {
        id: 'table',
        title: 'Endpoints',
        body: html`${dataTable({
          caption: html`The same virtual patients at every point. All columns, with standard errors: <a href="sweep.csv">sweep.csv</a> and <a href="sweep.parquet">sweep.parquet</a>.`,
          columns: shown.map((column) => columnOf(table, column)),
          rows: rows.map((cells) => ({
            cells: shown.map((column) => cellText(cells[column]!, header[column]!, column < coordinates)),
          })),
        })}`,
      },
      { id: 'differences', title: 'Against the first point', body: differences(table, shown) },
      {
        id: 'method',
        title: 'How to read it',
        body: paragraphs([
          'Every point simulates the same patients, so that differences between points are not the luck of the draw: they are far better known than the figures’ own standard errors.',
          'Response classes are those of the assessment day; “without progression” compares the volume on a day with the volume at baseline. Survival follows a death function that was fitted under the stored run’s schedule (of one arm for all points, or of the arm whose drugs a point gives; see the configuration); a schedule acts through the tumor burden alone, and toxicity and patients who stop are not in it.',
        ]),
      },
    ],
    summary: [
      parameterSummary,
      ...rows.map(
        (cells) =>
          `  ${shown.map((column) => `${column < coordinates ? '' : `${header[column]} `}${describeCells(cells[column]!)}`).join('  ')}`,
      ),
    ],
    counts: [
      {
        arm: 'sweep',
        output: 'all',
        samples: rows.length * config.patients,
        failed: table.failed,
        blocks: rows.length * config.patients,
        droppedBlocks: table.failed,
      },
    ],
  };
}

/** Coordinates stand left, figures right. */
function columnOf({ header, coordinates }: SweepTable, column: number): TableColumn {
  if (column < coordinates) return { title: header[column]! };
  const { title, unit } = textOf(header[column]!);
  return { title, unit, align: 'right' };
}

function transformedParametersOf({ coordinates }: SweepTable): readonly number[] {
  return Array.from({ length: coordinates }, (_, column) => column);
}

function cellText(cell: CsvCell, column: string, isTransformedParameter: boolean): string {
  if (cell === null) return isTransformedParameter ? '–' : 'not reached';
  return typeof cell === 'string' || isTransformedParameter ? String(cell) : formatFixed(cell, textOf(column).decimals);
}

function describeCells(cell: CsvCell): string {
  if (cell === null) return '-';
  return typeof cell === 'string' ? cell : String(Number(cell.toPrecision(4)));
}

async function heatMap(name: string, index: number, { header, rows, coordinates }: SweepTable): Promise<Html> {
  const column = header.indexOf(name);
  const rest = header.slice(1, coordinates);
  const { title, unit, decimals } = textOf(name);
  return drawnFigure({
    id: `heat-${index + 1}`,
    title: unit === '' ? title : `${title}, ${unit}`,
    caption: html`Columns: ${header[0]!}${rest.length === 0 ? '' : html`; rows: ${rest.join(', ')}`}. Darker is larger.`,
    spec: heatMapFigure({
      decimals,
      cells: rows.map((cells) => {
        const value = cells[column] ?? null;
        return {
          column: String(cells[0] ?? '–'),
          row: cells
            .slice(1, coordinates)
            .map((cell) => String(cell ?? '–'))
            .join(' · '),
          value: typeof value === 'number' ? value : null,
        };
      }),
    }),
  });
}

function differences(table: SweepTable, shown: readonly number[]): Html {
  const { header, rows, coordinates } = table;
  const [first] = rows;
  return dataTable({
    caption: 'Differences from the first row of the table, in the units of the columns.',
    columns: shown.map((column) => columnOf(table, column)),
    rows: rows.slice(1).map((cells) => ({
      cells: shown.map((column) => {
        if (column < coordinates) return cellText(cells[column]!, header[column]!, true);
        const [own, reference] = [cells[column], first![column]];
        if (typeof own !== 'number' || typeof reference !== 'number') return '–';
        return formatSigned(own - reference, textOf(header[column]!).decimals);
      }),
    })),
  });
}
