import { describe, expect, it } from 'vitest';
import { figureTable } from '../../../../calibration/page/plots/figure-table.js';

const rows = [
  { arm: 'A', month: 1, survival: 90.5, isDashed: true },
  { arm: 'B', month: 2, survival: null, isDashed: false },
];

describe('the table behind a figure', () => {
  it('has the rows of the specification, with the titles of the axes as columns', () => {
    const table = figureTable({
      data: { values: rows },
      mark: 'line',
      encoding: {
        x: { field: 'month', axis: { title: ['Time', '(months)'] } },
        y: { field: 'survival', title: 'Alive (%)' },
        color: { field: 'arm', legend: null },
      },
    });
    expect(table.columns).toEqual(['arm', 'Time (months)', 'Alive (%)', 'isDashed']);
    expect(table.rows).toEqual([
      ['A', 1, 90.5, 'true'],
      ['B', 2, null, 'false'],
    ]);
  });

  it('rows that several layers and panels share stand in it once; helper lines do not', () => {
    const panel = (data: readonly object[]) => ({
      layer: [
        { data: { values: [{ zero: 0 }] }, mark: 'rule', encoding: { x: { field: 'zero' } } },
        { data: { values: data }, mark: 'bar' },
        { data: { values: data }, mark: { type: 'point' } },
      ],
    });
    const table = figureTable({ hconcat: [panel(rows), { vconcat: [panel([{ arm: 'C', low: Number.NaN }])] }] });
    expect(table.columns).toEqual(['arm', 'month', 'survival', 'isDashed', 'low']);
    expect(table.rows).toEqual([
      ['A', 1, 90.5, 'true', null],
      ['B', 2, null, 'false', null],
      ['C', null, null, null, null],
    ]);
  });

  it('columns of one title keep the names of their fields', () => {
    const y = { axis: { title: 'Patients (%)' } };
    const table = figureTable({
      data: { values: [{ low: 1, high: 2 }] },
      layer: [
        { mark: 'bar', encoding: { y: { field: 'low', ...y } } },
        { mark: 'bar', encoding: { y: { field: 'high', ...y } } },
      ],
    });
    expect(table).toEqual({ columns: ['low', 'high'], rows: [[1, 2]] });
  });
});
