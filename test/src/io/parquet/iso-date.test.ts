// Evidence: the calendar of JavaScript.
import { expect, test } from 'vitest';
import { isoDate, isoTime } from '../../../../src/io/parquet/iso-date.js';

test('isoDate is the calendar of JavaScript, day by day around leap years and every 1,000 days', () => {
  const around = [-719_528, -25_567, 0, 10_957, 11_016, 47_541].flatMap((day) =>
    Array.from({ length: 800 }, (_, i) => Math.max(-719_528, day - 400 + i)),
  );
  const far = Array.from({ length: 3600 }, (_, i) => -719_528 + 1000 * i);
  for (const days of [...around, ...far]) {
    expect(isoDate(days)).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10));
  }
});

test('isoTime gives hours, minutes and seconds', () => {
  expect([0, 59, 3600, 86_399].map(isoTime)).toEqual(['00:00:00', '00:00:59', '01:00:00', '23:59:59']);
});
