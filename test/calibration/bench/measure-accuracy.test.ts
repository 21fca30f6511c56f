// Evidence: slow oracle (the same solver at relative 1e-10) · laws.
import { expect, test } from 'vitest';
import {
  accuracyCases,
  accuracyText,
  cornerPatients,
  measureAccuracy,
} from '../../../calibration/bench/measure-accuracy.js';
import { heterogeneityParameters } from '../../../src/index.js';

/** What the workbench promises of a density, at the corners of the parameter ranges too. */
const PROMISED_ACCURACY = 5e-6;

const plan = {
  patients: 10,
  days: 365,
  seed: '1',
  cases: accuracyCases.filter(({ form, regimen }) => form === 'posted' && /-tas102$/.test(regimen)),
};

test('errors at the corners of the parameter ranges are below 5e-6, with posted and with corrected dosing', async () => {
  const rows = await measureAccuracy(plan);
  expect(rows.map(({ regimen, patients, failed }) => [regimen, patients, failed])).toEqual(
    ['published-tas102', 'protocol-tas102'].flatMap((regimen) => [
      [regimen, 'drawn', 0],
      [regimen, 'corners', 0],
    ]),
  );
  for (const { largest, median } of rows) {
    expect(largest).toBeLessThan(PROMISED_ACCURACY);
    expect(median).toBeGreaterThan(0);
    expect(median).toBeLessThanOrEqual(largest);
  }
  expect(accuracyText(rows, plan)).toContain('10 patients of each kind');
});

test('a corner patient has every parameter at an end of its range', () => {
  const ranges = Object.values(heterogeneityParameters);
  const values = cornerPatients(200, '1');
  expect(values.length).toBe(200 * ranges.length);
  const atMaximum = values.filter((value, index) => value === ranges[index % ranges.length]!.max).length;
  const atMinimum = values.filter((value, index) => value === ranges[index % ranges.length]!.min).length;
  expect(atMaximum + atMinimum).toBe(values.length);
  // 4200 tosses of a coin: four standard errors
  expect(Math.abs(atMaximum / values.length - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / values.length));
});
