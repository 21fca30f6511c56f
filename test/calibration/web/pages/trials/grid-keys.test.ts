// Evidence: the conventions of spreadsheets and of the grid pattern, key by key.
import { expect, test } from 'vitest';
import { movedBy } from '../../../../../calibration/web/pages/trials/grid-keys.js';
import { HEADER_ROW } from '../../../../../calibration/web/pages/trials/table-model.js';

const size = { rows: 10, columns: 4, page: 5 };
const plain = { ctrl: false, shift: false };
/** Rows 2 to 4 of column 1 are filled. */
const isFilled = ({ row, column }: { row: number; column: number }) => column === 1 && row >= 2 && row <= 4;

test.each([
  ['ArrowDown', { row: 0, column: 0 }, { row: 1, column: 0 }],
  ['ArrowDown', { row: 9, column: 0 }, { row: 9, column: 0 }],
  ['ArrowUp', { row: 0, column: 2 }, { row: HEADER_ROW, column: 2 }],
  ['ArrowUp', { row: HEADER_ROW, column: 2 }, { row: HEADER_ROW, column: 2 }],
  ['ArrowLeft', { row: 3, column: 0 }, { row: 3, column: 0 }],
  ['ArrowRight', { row: 3, column: 2 }, { row: 3, column: 3 }],
  ['Home', { row: 3, column: 2 }, { row: 3, column: 0 }],
  ['End', { row: 3, column: 1 }, { row: 3, column: 3 }],
  ['PageDown', { row: 3, column: 1 }, { row: 8, column: 1 }],
  ['PageDown', { row: 8, column: 1 }, { row: 9, column: 1 }],
  ['PageUp', { row: 3, column: 1 }, { row: HEADER_ROW, column: 1 }],
  ['Enter', { row: 3, column: 1 }, { row: 4, column: 1 }],
  ['Tab', { row: 3, column: 3 }, { row: 4, column: 0 }],
  ['Tab', { row: 9, column: 3 }, null],
  ['x', { row: 9, column: 3 }, null],
])('%s from %j', (key, from, to) => {
  expect(movedBy(from, { key, ...plain }, size, isFilled)).toEqual(to);
});

test.each([
  ['ArrowDown', { row: 0, column: 1 }, { row: 2, column: 1 }],
  ['ArrowDown', { row: 2, column: 1 }, { row: 4, column: 1 }],
  ['ArrowDown', { row: 4, column: 1 }, { row: 9, column: 1 }],
  ['ArrowUp', { row: 4, column: 1 }, { row: 2, column: 1 }],
  ['ArrowRight', { row: 3, column: 0 }, { row: 3, column: 1 }],
  ['ArrowRight', { row: 0, column: 0 }, { row: 0, column: 3 }],
  ['Home', { row: 3, column: 2 }, { row: HEADER_ROW, column: 0 }],
  ['End', { row: 3, column: 2 }, { row: 9, column: 3 }],
])('Ctrl and %s from %j', (key, from, to) => {
  expect(movedBy(from, { key, ctrl: true, shift: false }, size, isFilled)).toEqual(to);
});

test('Shift turns Tab and Enter around, and leaves the grid before its first cell', () => {
  const back = { ctrl: false, shift: true };
  expect(movedBy({ row: 0, column: 0 }, { key: 'Tab', ...back }, size, isFilled)).toEqual({
    row: HEADER_ROW,
    column: 3,
  });
  expect(movedBy({ row: HEADER_ROW, column: 0 }, { key: 'Tab', ...back }, size, isFilled)).toBeNull();
  expect(movedBy({ row: 3, column: 1 }, { key: 'Enter', ...back }, size, isFilled)).toEqual({ row: 2, column: 1 });
});
