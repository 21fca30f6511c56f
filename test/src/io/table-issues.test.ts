import { expect, test } from 'vitest';
import { DataError } from '../../../src/errors.js';
import { MAX_LISTED_ISSUES, throwTableIssues } from '../../../src/io/table-issues.js';

test('no issues, no error', () => {
  expect(() => throwTableIssues('f.csv', [])).not.toThrow();
});

test('lists every issue up to the limit and counts the rest', () => {
  const issues = Array.from({ length: MAX_LISTED_ISSUES + 1 }, (_, line) => `issue ${line}`);
  expect(() => throwTableIssues('f.csv', issues)).toThrow(DataError);
  expect(() => throwTableIssues('f.csv', issues)).toThrow(/^f\.csv: 21 issue\(s\)\n {2}issue 0\n/);
  expect(() => throwTableIssues('f.csv', issues)).toThrow(/\n {2}issue 19\n {2}and 1 more$/);
  expect(() => throwTableIssues('f.csv', ['only'])).toThrow(/^f\.csv: 1 issue\(s\)\n {2}only$/);
});

test('the error holds every issue, those that its message only counts among them', () => {
  const issues = Array.from({ length: MAX_LISTED_ISSUES + 5 }, (_, line) => `issue ${line}`);
  let caught: unknown;
  try {
    throwTableIssues('f.csv', issues);
  } catch (cause) {
    caught = cause;
  }
  expect(caught).toMatchObject({ issues });
  expect(new DataError('f.csv: must be read; got none').issues).toEqual([]);
});
