import { describe, expect, test } from 'vitest';
import {
  benchCsvs,
  machineLines,
  plain,
  scientific,
  spreadText,
  timingGroups,
  timingHeads,
} from '../../../calibration/bench/bench-tables.js';
import { parseCsv } from '../../../src/index.js';
import { sampleBench, timingRow } from './sample-bench.js';

// Evidence: the documented forms; constructed results.

describe('numbers in tables', () => {
  test('three digits, a power of ten only where it is shorter', () => {
    expect([0.4567, 4.567, 45.67, 456.7, 45_670, 4.567e6, 4.567e-5, 0, null].map(plain)).toEqual([
      '0.457',
      '4.57',
      '45.7',
      '457',
      '45670',
      '4.6e6',
      '4.6e-5',
      '0',
      '-',
    ]);
  });

  test('errors and tolerances have two digits at most', () => {
    expect([3.26e-6, 1e-6, null].map(scientific)).toEqual(['3.3e-6', '1e-6', '-']);
    expect(spreadText({ min: 1, median: 2.5, max: 10 })).toBe('1.00 / 2.50 / 10.0');
    expect(spreadText(null)).toBe('-');
  });
});

describe('timingGroups', () => {
  const groups = timingGroups(sampleBench());

  test('one group per case, in order', () => {
    expect(groups.map(({ title }) => title)).toEqual(['Placebo, 365 days', 'TAS-102 + bevacizumab, 56 days']);
  });

  test('every group names who is absent and why', () => {
    for (const { rows } of groups) {
      const absent = rows.filter(({ look }) => look === 'absent');
      expect(absent.map(({ cells }) => cells.slice(0, 2))).toEqual([
        ['odex (npm)', 'absent: npm package odex is not installed'],
      ]);
    }
  });

  test('rows have a cell per column; the own row has ratio 1, a matched one is marked', () => {
    for (const { rows } of groups) for (const { cells } of rows) expect(cells).toHaveLength(timingHeads.length);
    expect(groups[0]?.rows.map(({ cells }) => [cells[0], cells[1], cells[3], cells[5]])).toEqual([
      ['this workbench', '1e-6, 1e-3', '1', '-'],
      ['CVODE BDF, dense', '1e-6, 1e-3', '6.00 / 7.00 / 8.00', '570'],
      ['CVODE BDF, dense, equal accuracy', '1e-9, 1e-6', '1.00 / 1.00 / 1.00', '-'],
      ['odex (npm)', 'absent: npm package odex is not installed', '-', '-'],
    ]);
  });
});

test('the machine is described with what is missing', () => {
  const lines = new Map(machineLines(sampleBench()));
  expect(lines.get('C compiler')).toBe('gcc 12; -O3');
  expect(lines.get('SUNDIALS')).toBe('absent');
  expect(lines.get('memory')).toBe('8.0 GiB');
});

// Evidence: what is written reads back.

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

test('values are read back exactly, missing ones are empty', () => {
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
