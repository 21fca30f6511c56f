import { expect, test } from 'vitest';
import { quantities } from '../../../../src/model/parameters/quantities.js';

test('quantities gives every name its value and the common unit and group, in order', () => {
  const table = quantities('volume', 'L', { V_A: 0.01, V_B: 0 });
  expect(Object.entries(table)).toEqual([
    ['V_A', { value: 0.01, unit: 'L', group: 'volume' }],
    ['V_B', { value: 0, unit: 'L', group: 'volume' }],
  ]);
});

test('quantities of nothing is empty', () => {
  expect(quantities('volume', 'L', {})).toEqual({});
});
