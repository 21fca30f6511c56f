import { expect, test } from 'vitest';
import { distinctRows, rowsOfArm } from '../../../calibration/targets/select-rows.js';
import { DataError } from '../../../src/errors.js';

const rows = [
  { trial: 'A', arm: 'placebo', subsetOf: null },
  { trial: 'B', arm: 'tas102', subsetOf: null },
  { trial: 'C', arm: 'placebo', subsetOf: 'A' },
];

test('rowsOfArm keeps the rows of the arm in order, and refuses an arm without rows', () => {
  expect(rowsOfArm('survival', rows, 'placebo').map(({ trial }) => trial)).toEqual(['A', 'C']);
  expect(() => rowsOfArm('survival', rows, 'folfiri')).toThrow(DataError);
  expect(() => rowsOfArm('survival', rows, 'folfiri')).toThrow(
    'survival: must have a row for arm folfiri; got rows of placebo, tas102',
  );
});

test('distinctRows leaves out subsets', () => {
  expect(distinctRows(rows).map(({ trial }) => trial)).toEqual(['A', 'B']);
});
