// Evidence: a slow and plain order of the same rows, and small tables by hand.
import { describe, expect, test } from 'vitest';
import { gridRows, nextSort, rowWindow } from '../../../calibration/web/components/grid-model.js';

interface Row {
  readonly id: string;
  readonly value: number | null;
}

const fields = [
  { id: 'id', value: ({ id }: Row) => id },
  {
    id: 'value',
    value: ({ value }: Row) => value,
    text: ({ value }: Row) => (value === null ? '' : `${value} months`),
  },
];
const row = (id: string, value: number | null): Row => ({ id, value });
const order = (rows: readonly Row[], sort: Parameters<typeof gridRows>[3], filter = '') =>
  gridRows(rows, fields, filter, sort).map(({ id }) => id);

describe('rows of a table', () => {
  const rows = [
    row('run 10', 2),
    row('Run 2', null),
    row('run 1', -1),
    row('other', 2),
    row('b', Number.NaN),
    row('a', 0),
  ];

  test('numbers are in their order, empty cells last in both directions, equal ones as they stood', () => {
    expect(order(rows, { id: 'value', isDescending: false })).toEqual(['run 1', 'a', 'run 10', 'other', 'Run 2', 'b']);
    expect(order(rows, { id: 'value', isDescending: true })).toEqual(['run 10', 'other', 'a', 'run 1', 'Run 2', 'b']);
  });

  test('texts are in the order in which people count', () => {
    expect(order(rows, { id: 'id', isDescending: false })).toEqual(['a', 'b', 'other', 'run 1', 'Run 2', 'run 10']);
  });

  test('without a column, or with one that is not there, rows stay as they are', () => {
    expect(order(rows, null)).toEqual(rows.map(({ id }) => id));
    expect(order(rows, { id: 'gone', isDescending: true })).toEqual(rows.map(({ id }) => id));
  });

  test('a filter wants every word in some field, in any case', () => {
    expect(order(rows, null, 'RUN')).toEqual(['run 10', 'Run 2', 'run 1']);
    expect(order(rows, null, '  2  months ')).toEqual(['run 10', 'other']);
    expect(order(rows, null, 'run months 10')).toEqual(['run 10']);
    expect(order(rows, null, '<b>')).toEqual([]);
  });

  test('1,000 rows are ordered as by insertion, one after the other', () => {
    const many = Array.from({ length: 1000 }, (_, index) => row(`r${index}`, (index * 7919) % 101));
    const slow: Row[] = [];
    for (const each of many) {
      const before = slow.findIndex(({ value }) => (value ?? 0) > (each.value ?? 0));
      slow.splice(before < 0 ? slow.length : before, 0, each);
    }
    expect(order(many, { id: 'value', isDescending: false })).toEqual(slow.map(({ id }) => id));
  });

  test('a head changes its order at the first, second and third click', () => {
    const first = nextSort(null, 'value', true);
    const second = nextSort(first, 'value', true);
    expect([first?.isDescending, second?.isDescending, nextSort(second, 'value', true)]).toEqual([true, false, null]);
    expect(nextSort(first, 'id', false)).toEqual({ id: 'id', isDescending: false });
  });
});

describe('rows that are drawn', () => {
  test.each([
    [1000, 0, 0, 38],
    [1000, 3600, 80, 138],
    [1000, 35_640, 970, 1000],
    [3, 0, 0, 3],
    [0, 0, 0, 0],
  ])('of %d rows, scrolled by %d px', (count, top, start, end) => {
    expect(rowWindow(count, 36, { top, height: 648 }, 20)).toEqual({ start, end });
  });

  test('hold every row in sight, and few others', () => {
    for (let top = 0; top < 40_000; top += 977) {
      const { start, end } = rowWindow(1000, 36, { top, height: 640 }, 20);
      expect(start).toBeLessThanOrEqual(Math.min(999, Math.floor(top / 36)));
      expect(end).toBeGreaterThanOrEqual(Math.min(1000, Math.ceil((top + 640) / 36)));
      expect(end - start).toBeLessThanOrEqual(60);
    }
  });
});
