import { expect, test } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { MAX_LISTED_FAULTS, throwTableFaults } from '../../../src/io/table-issues.js';

test('no faults, no error', () => {
  expect(() => throwTableFaults('f.csv', [])).not.toThrow();
});

test('lists every fault up to the limit and counts the rest', () => {
  const faults = Array.from({ length: MAX_LISTED_FAULTS + 1 }, (_, line) => `fault ${line}`);
  expect(() => throwTableFaults('f.csv', faults)).toThrow(DataError);
  expect(() => throwTableFaults('f.csv', faults)).toThrow(/^f\.csv: 21 fault\(s\)\n {2}fault 0\n/);
  expect(() => throwTableFaults('f.csv', faults)).toThrow(/\n {2}fault 19\n {2}and 1 more$/);
  expect(() => throwTableFaults('f.csv', ['only'])).toThrow(/^f\.csv: 1 fault\(s\)\n {2}only$/);
});
