// Evidence: sums of the widths.
import { describe, expect, test } from 'vitest';
import { columnsUpTo, columnWidths } from '../../../../../calibration/web/pages/trials/grid-layout.js';

describe('columnsUpTo(widths, right)', () => {
  const widths = columnWidths(['trial', 'arm', 'n', 'reference', 'month_12', 'note']);

  test('is the number of columns that begin before an edge', () => {
    for (let right = 0; right <= widths.total + 50; right += 7) {
      const begun = widths.cells.filter((_, column) => widths.number + widths.before(column) < right);
      expect(columnsUpTo(widths, right), `${right} px`).toBe(begun.length);
    }
  });

  test('is none behind the numbers of the rows, and all of them behind the last one', () => {
    expect(columnsUpTo(widths, widths.number)).toBe(0);
    expect(columnsUpTo(widths, widths.number + 1)).toBe(1);
    expect(columnsUpTo(widths, Number.POSITIVE_INFINITY)).toBe(6);
  });
});
