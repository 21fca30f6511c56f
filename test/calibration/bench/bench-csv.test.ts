// Evidence: what is written reads back.
import { expect, test } from 'vitest';
import { benchCsvs } from '../../../calibration/bench/bench-csv.js';
import { parseCsv } from '../../../src/index.js';
import { sampleBench, timingRow } from './sample-bench.js';

const results = sampleBench({ timings: [timingRow(), timingRow({ milliseconds: null, ratio: null, error: null })] });
const tables = new Map(benchCsvs(results).map(({ name, text }) => [name, parseCsv(text, name)]));

test('there is a table for times, precision, scaling and solvers, with a row for each', () => {
  expect([...tables].map(([name, { rows }]) => [name, rows.length])).toEqual([
    ['timings.csv', 2],
    ['work-precision.csv', results.precision.length],
    ['scaling.csv', results.scaling.length],
    ['solvers.csv', results.solvers.length],
  ]);
});

test('figures read back in full, missing ones are empty', () => {
  const { header, rows } = tables.get('timings.csv')!;
  const cell = (row: number, column: string) => rows[row]?.cells[header.indexOf(column)];
  expect(cell(0, 'ms_max')).toBe('0.625');
  expect(cell(0, 'patients_large')).toBe('1000');
  expect([cell(1, 'ms_min'), cell(1, 'ratio_median'), cell(1, 'error')]).toEqual(['', '', '']);
});

test('the reason of an absence is in the table of solvers', () => {
  const { rows } = tables.get('solvers.csv')!;
  expect(rows.find(({ cells }) => cells[0] === 'odex')?.cells.at(-1)).toBe('npm package odex is not installed');
});
