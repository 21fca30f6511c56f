// Evidence: the documented forms; made-up results.
import { describe, expect, test } from 'vitest';
import {
  machineLines,
  plain,
  scientific,
  spreadText,
  timingGroups,
  timingHeads,
} from '../../../calibration/bench/bench-cells.js';
import { sampleBench } from './sample-bench.js';

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

  test('one group per piece of work, in order', () => {
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

  test('rows have a cell per column; the own row has ratio 1, a matched one says so', () => {
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
