import { expect, test } from 'vitest';
import { countPatients, weightedMean } from '../../../calibration/targets/weighted-mean.js';

const rows = [
  { n: 1, figure: 10 },
  { n: 3, figure: 2 },
];

test('weightedMean weights by patients: (1 x 10 + 3 x 2) / 4', () => {
  expect(weightedMean(rows, ({ figure }) => figure)).toBe(4);
  expect(countPatients(rows)).toBe(4);
});

test('weightedMean of one row is its figure, and of equal figures that figure', () => {
  expect(weightedMean([{ n: 7, figure: 0.5 }], ({ figure }) => figure)).toBe(0.5);
  expect(weightedMean([...rows, ...rows], () => 3)).toBe(3);
});
