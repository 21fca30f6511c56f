// Evidence: results made by hand.
import { describe, expect, test } from 'vitest';
import type { SensitivityReply } from '../../../../../calibration/server/api/sensitivity.js';
import {
  effectRows,
  largestEffects,
  measures,
} from '../../../../../calibration/web/pages/sensitivity/effect-matrix.js';
import { effectHeatMap, scatterModel } from '../../../../../calibration/web/pages/sensitivity/effect-plots.js';

const output = (arm: string) => ({ arm, output: 'tri@56', title: `TRI at day 56, ${arm}`, short: `TRI, ${arm}` });
const row = (name: string, mu_star: number | null) => ({
  name,
  factors: 1,
  mu_star,
  ci_low: mu_star,
  ci_high: mu_star,
  mu: mu_star,
  sigma: 0,
  reason: mu_star === null ? 'failed' : null,
});
const reply = {
  run: 'm',
  name: 'm',
  columns: [],
  command: '',
  outputs: [output('a'), output('b')],
  result: {
    method: 'morris',
    settings: { by: 'parameter' },
    responses: [
      { arm: 'a', output: 'tri@56', rows: [row('x', 0.2), row('y', 0.1), row('z', null)] },
      { arm: 'b', output: 'tri@56', rows: [row('y', 30), row('x', 3)] },
    ],
  },
} as unknown as SensitivityReply;

describe('effectRows(reply, measure)', () => {
  const rows = effectRows(reply, 'mu_star');

  test('has every parameter once, with its effect on each output', () => {
    expect(rows.map(({ name, effects }) => [name, ...effects.map((effect) => effect?.value ?? null)])).toEqual([
      ['x', 0.2, 3],
      ['y', 0.1, 30],
      ['z', null, null],
    ]);
    expect(largestEffects(rows, 2)).toEqual([0.2, 30]);
  });

  test('a heat map of outputs with different units has shares of the largest of each', () => {
    const { values, scale } = effectHeatMap(reply, measures.morris[0], rows, rows);
    expect(values).toEqual([
      [1, 0.1],
      [0.5, 1],
      [null, null],
    ]);
    expect(scale).toMatchObject({ kind: 'sequential', low: 0, high: 1 });
  });
});

test('scatterModel leaves out samples that failed', () => {
  const { series } = scatterModel('x', output('a'), {
    columns: [
      [1, 2, 3],
      [4, null, 6],
    ],
    isBeginning: false,
  });
  expect([series[0]!.x, series[0]!.y]).toEqual([
    [1, 3],
    [4, 6],
  ]);
});
