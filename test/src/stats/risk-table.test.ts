// Evidence: by hand.
import { describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { riskTable } from '../../../src/stats/risk-table.js';

describe('riskTable', () => {
  test('counts deaths, censorings, patients at risk and survivors at each distinct time', () => {
    const table = riskTable([3, 1, 3, 2, 3], [1, 0, 0, 1, 1], undefined, 'here');
    expect([...table.times]).toEqual([1, 2, 3]);
    expect([...table.atRisk]).toEqual([5, 4, 3]);
    expect([...table.deaths]).toEqual([0, 1, 2]);
    expect([...table.censored]).toEqual([1, 0, 1]);
    expect([...table.survivors]).toEqual([5, 3, 1]);
  });

  test('sums weights and their squares', () => {
    const table = riskTable([2, 1, 2], [1, 1, 0], [3, 0.5, 2], 'here');
    expect([...table.atRisk]).toEqual([5.5, 5]);
    expect([...table.squaredDeaths]).toEqual([0.25, 9]);
    expect([...table.squaredCensored]).toEqual([0, 4]);
  });

  test('nobody is left after the last deaths, whatever the weights round to', () => {
    const weights = Array.from({ length: 50 }, (_, row) => 0.1 + (row % 7) / 3);
    const table = riskTable(
      weights.map((_, row) => row % 5),
      new Uint8Array(50).fill(1),
      weights,
      'here',
    );
    expect(table.survivors.at(-1)).toBe(0);
  });

  test.each([
    ['a weight of 0', [1, 0], 'here.weights[1]: must be finite and > 0; got 0'],
    ['a weight that is no number', [Number.NaN, 1], 'here.weights[0]: must be finite and > 0; got NaN'],
    ['a weight too few', [1], 'here.weights: must hold 2 values, one per time; got 1'],
  ])('refuses %s', (_, weights, message) => {
    expect(() => riskTable([1, 2], [1, 0], weights, 'here')).toThrow(new InputError(message));
  });
});
