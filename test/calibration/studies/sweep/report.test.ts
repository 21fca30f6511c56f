// Evidence: a made-up sweep of the stated form; the page holds its figures, and laws of its order.
import { describe, expect, test } from 'vitest';
import type { ReceivedFigure } from '../../../../calibration/page/drawn-plot.js';
import { pageOf } from '../../../../calibration/page/page.js';
import { alikeLevels, alikeRemarks } from '../../../../calibration/studies/sweep/report/alike-points.js';
import { sweepAnswer } from '../../../../calibration/studies/sweep/report/answer.js';
import { pointsOf } from '../../../../calibration/studies/sweep/report/points.js';
import { render } from '../../../../calibration/studies/sweep/report.js';
import { SWEEP_VERSION, type SweepResult, sweepResultSchema } from '../../../../calibration/studies/sweep/result.js';
import { countMarks, figureOf, pageIssues, visibleText } from '../run/report/page-checks.js';
import { noWarnings, storedSource } from '../stored-source.js';

const result: SweepResult = {
  schema_version: SWEEP_VERSION,
  name: 'doses & days',
  description: '',
  seed: '1',
  points: 6,
  patients: 100,
  failed: 0,
  horizon_days: 400,
  coordinates: ['schedule', 'dose'],
  coordinate_units: { schedule: '', dose: 'mg' },
  assessment_day: 56,
  endpoints: ['pr', 'pr_se', 'orr', 'orr_se', 'dcr', 'dcr_se', 'median_os_months', 'median_os_se'],
  differences: ['dcr', 'median_os_months'],
  heat_maps: ['dcr', 'median_os_months'],
};

/** Response depends on the dose alone, survival on both; the median of the last point is not reached. */
const rows: readonly (readonly (string | number | null)[])[] = [
  ['short', 100, 5, 2, 6, 2, 40, 5, 8, 0.3],
  ['short', 20, 3, 2, 3, 2, 30, 5, 7, 0.3],
  ['short', 3, 1, 1, 1, 1, 20, 4, 6, 0.3],
  ['long', 100, 5, 2, 6, 2, 40, 5, 9.5, 0.4],
  ['long', 20, 3, 2, 3, 2, 30, 5, 7.5, 0.3],
  ['long', 3, 1, 1, 1, 1, 20, 4, null, null],
];
const differences = rows
  .slice(1)
  .map(([schedule, dose, , , , , dcr, , median]) => [
    ...[schedule!, dose!, Number(dcr) - 40, 1.5],
    ...(median === null ? [null, null] : [Number(median) - 8, 0.05]),
  ]);
const tables = [
  { file: 'sweep.csv', header: [...result.coordinates, ...result.endpoints], rows },
  {
    file: 'differences.csv',
    header: [...result.coordinates, 'dcr', 'dcr_se', 'median_os_months', 'median_os_months_se'],
    rows: differences,
  },
];

const sourceOf = (changed: SweepResult, shown = tables) =>
  storedSource({ result: changed, tables: shown }, (value) => sweepResultSchema.parse(value));
const points = async (changed = result) => {
  const { table } = sourceOf(changed);
  return pointsOf(changed, await table('sweep.csv'), await table('differences.csv'));
};

describe('points of a sweep', () => {
  test('are sorted by their values: numbers ascending, names as configured; the first one stays the reference', async () => {
    const sorted = await points();
    expect(sorted.map(({ coordinates }) => coordinates.join(' '))).toEqual([
      ...['short 3', 'short 20', 'short 100'],
      ...['long 3', 'long 20', 'long 100'],
    ]);
    expect(sorted.filter(({ isFirst }) => isFirst).map(({ coordinates }) => coordinates)).toEqual([['short', '100']]);
  });

  test('have their errors and their paired differences', async () => {
    const best = (await points()).at(-1)!;
    expect(best.endpoints.get('median_os_months')).toEqual({ value: 9.5, error: 0.4 });
    expect(best.differences.get('median_os_months')).toEqual({ value: 1.5, error: 0.05 });
  });
});

describe('the answer', () => {
  test('names the best points with their values, errors and gains', async () => {
    expect(sweepAnswer(result, await points())).toBe(
      'Median overall survival is longest, 9.50 ± 0.40 months (+1.50 ± 0.05 months against the first point), at schedule long, dose 100 mg. Disease control on day 56 is highest, 40.0 ± 5.0 %, at schedule short, dose 100 mg and at schedule long, dose 100 mg.',
    );
  });

  test('of a sweep without survival is that of disease control, of folders of before without errors of differences', async () => {
    const { differences: _, coordinate_units: __, assessment_day: ___, ...before } = result;
    const old = { ...before, endpoints: ['dcr'] };
    const text = sweepAnswer(
      old,
      pointsOf(
        old,
        [
          ['schedule', 'dose', 'dcr'],
          ['a', '1', '10'],
          ['a', '2', '20'],
        ],
        undefined,
      ),
    );
    expect(text).toBe('Disease control is highest, 20.0 %, at schedule a, dose 2.');
  });
});

test('values between which the response does not differ are remarked, others are not', async () => {
  expect(alikeLevels(result, await points())).toEqual([{ axis: 'schedule', levels: ['short', 'long'], day: 56 }]);
  expect(alikeRemarks(alikeLevels(result, await points()))).toEqual([
    'The endpoints of day 56 do not differ between schedule short and long: what differs between them is given later, or has no effect by then.',
  ]);
});

describe('the page', () => {
  test('has a map for each column with a cell for each point and a bar of colours, its tables with errors, and the remark', async () => {
    const figures: ReceivedFigure[] = [];
    const page = pageOf(await render(sourceOf(result), { ...noWarnings, onFigure: (figure) => figures.push(figure) }));
    expect(pageIssues(page)).toEqual([]);
    const text = visibleText(page).replaceAll('\u00a0', ' ').replace(/\s+/g, ' ');
    expect(text).toContain('+1.50 ± 0.05 months against the first point');
    expect(text).toContain('do not differ between schedule short and long');
    expect(text).toContain('long 100 5.0 ±2.0 6.0 ±2.0 40.0 ±5.0 9.50 ±0.40');
    expect(text).toContain('short first point 100');
    expect(text).toContain('not reached');
    // Six cells and the steps of the bar
    expect(countMarks(figureOf(page, 'heat-1'), 'rect')).toBe(6 + 24);
    expect(figures.map(({ id }) => id)).toEqual(['heat-1', 'heat-2']);
    expect(figures[1]!.table.columns).toEqual([
      'Schedule',
      'Dose (mg)',
      'Median overall survival (months)',
      'Standard error',
    ]);
    expect(figures[1]!.table.rows.at(-1)).toEqual(['long', '100', 9.5, 0.4]);
    expect(pageOf(await render(sourceOf(result)))).toBe(page);
  });

  test('of one axis has dots with their intervals', async () => {
    const one = { ...result, coordinates: ['dose'] };
    const shown = tables.map(({ file, header, rows: all }) => ({
      file,
      header: header.slice(1),
      rows: all.filter(([schedule]) => schedule === 'short').map((cells) => cells.slice(1)),
    }));
    const page = pageOf(await render(sourceOf(one, shown), noWarnings));
    expect(pageIssues(page)).toEqual([]);
    expect(countMarks(figureOf(page, 'heat-1'), 'symbol')).toBe(3);
    expect(countMarks(figureOf(page, 'heat-1'), 'rule')).toBe(3);
  });

  test('a name becomes no markup', async () => {
    const hostile = '<script>alert(1)</script>"';
    const shown = tables.map((table) => ({ ...table, header: [hostile, ...table.header.slice(1)] }));
    const page = pageOf(
      await render(sourceOf({ ...result, name: hostile, coordinates: [hostile, 'dose'] }, shown), noWarnings),
    );
    expect(pageIssues(page)).toEqual([]);
  });
});
