import { expect, test } from 'vitest';
import { countPatients, patientMean } from '../../../calibration/targets/patient-mean.js';

const rows = [
  { n: 1, figure: 10 },
  { n: 3, figure: 2 },
];

test('patientMean weights by patients: (1 x 10 + 3 x 2) / 4', () => {
  expect(patientMean(rows, ({ figure }) => figure)).toBe(4);
  expect(countPatients(rows)).toBe(4);
});

test('patientMean of one row is its figure, and of equal figures that figure', () => {
  expect(patientMean([{ n: 7, figure: 0.5 }], ({ figure }) => figure)).toBe(0.5);
  expect(patientMean([...rows, ...rows], () => 3)).toBe(3);
});
