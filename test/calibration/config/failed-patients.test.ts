// Evidence: closed form, by counting.
import { describe, expect, test } from 'vitest';
import { countFailedPatients, failureSummary, tooManyFailed } from '../../../calibration/config/failed-patients.js';

const failed = (first: number, second: number) =>
  countFailedPatients(
    [
      { cohort: 'pool', patients: 1000, failed: first },
      { cohort: 'none', patients: 0, failed: 0 },
      { cohort: 'validation', patients: 100, failed: second },
    ],
    0.01,
  );

describe('countFailedPatients', () => {
  test('the share of each cohort counts, and the accepted share itself is accepted', () => {
    expect([failed(0, 0), failed(10, 1), failed(11, 0), failed(0, 2)].map(tooManyFailed)).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(failed(11, 2)).toEqual({
      simulated: 1100,
      failed: 13,
      largest_share: 0.02,
      cohort: 'validation',
      accepted_share: 0.01,
    });
    expect(failed(0, 0)).toMatchObject({ simulated: 1100, failed: 0, largest_share: 0, cohort: null });
  });

  test('its sentence names cohort and shares; there is none without a failure', () => {
    expect(failureSummary(failed(0, 0))).toEqual([]);
    expect(failureSummary(failed(11, 2))).toEqual([
      '13 of 1100 simulated patients failed, at most 2 % of a cohort (validation): more than the accepted 1 %.',
    ]);
    expect(failureSummary(failed(5, 0))).toEqual([
      '5 of 1100 simulated patients failed, at most 0.5 % of a cohort (pool): within the accepted 1 %.',
    ]);
  });
});
