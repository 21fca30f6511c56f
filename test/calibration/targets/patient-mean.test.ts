import { expect, test } from 'vitest';
import { countPatients, patientMean } from '../../../calibration/targets/patient-mean.js';

const rows = [
  { n: 1, statistic: 10 },
  { n: 3, statistic: 2 },
];

test('patientMean weights by patients: (1 x 10 + 3 x 2) / 4', () => {
  expect(patientMean(rows, ({ statistic }) => statistic)).toBe(4);
  expect(countPatients(rows)).toBe(4);
});

test('patientMean of one row is its statistic, and of equal statistics that statistic', () => {
  expect(patientMean([{ n: 7, statistic: 0.5 }], ({ statistic }) => statistic)).toBe(0.5);
  expect(patientMean([...rows, ...rows], () => 3)).toBe(3);
});
