// Evidence: independent code · endpoints and errors of a cohort as a calibration computes them; closed form · errors of shares and
// of differences of shares; law · a point differs from itself by nothing.
import { describe, expect, test } from 'vitest';
import { armOutcome } from '../../../../calibration/fit/cohort-outcome.js';
import {
  contributionError,
  differenceError,
  patientContributions,
} from '../../../../calibration/studies/sweep/patient-contributions.js';
import { type ArmRecord, defaultAssessmentRules } from '../../../../src/index.js';
import { armRecord } from '../run/arm-record.js';

const DAYS = 800;
const MONTH = 30;
/** Patients 2 and 9 failed. */
const changes = [-0.5, -0.4, null, 0.1, 0.15, 0.3, 0.6, -0.1, 1.2, null, 0.05, 0.4, -0.35, 0.9];
const mixture = [
  { shape: { mu: 1.1, sigma: 0.15 }, weight: 0.5 },
  { shape: { mu: 0.95, sigma: 0.15 }, weight: 0.5 },
];

function record(growth: number): ArmRecord {
  const arm = armRecord(changes);
  const burden = changes.flatMap((change) =>
    Array.from({ length: DAYS + 1 }, (_, day) => 0.3 + (((change ?? Number.NaN) + 1) * growth * day) / DAYS),
  );
  return { ...arm, burden: Float32Array.from(burden) };
}

const completed = changes.flatMap((change, patient) => (change === null ? [] : [patient]));
const settings = {
  rates: ['pr', 'sd', 'pd', 'orr', 'dcr'] as const,
  responseRule: 'volume' as const,
  mixture,
  landmarkMonths: [3, 6, 12, 60],
  monthDays: MONTH,
  horizonDays: DAYS,
  furtherDays: [28],
  changeAt: (patient: number) => changes[patient]! / 2,
  completed,
};
const contributions = patientContributions(record(1), settings);
const outcome = armOutcome(record(1), mixture, {
  ...settings,
  visits: [28, 56],
  assessment: defaultAssessmentRules,
}).outcome;

const known = (name: string) => [...contributions.get(name)!].filter((value) => !Number.isNaN(value));
const meanOf = (name: string) => known(name).reduce((sum, value) => sum + value, 0) / completed.length;
/** Sums in another order. */
const ROUNDING = 10;
/** Daily curves are kept in another precision than the patients' sums. */
const CURVE_DIGITS = 6;

describe('patientContributions', () => {
  test.each(['pr', 'sd', 'pd', 'orr', 'dcr'] as const)('the mean of %s is the rate of the cohort', (rate) => {
    expect(meanOf(rate)).toBeCloseTo(outcome[rate], ROUNDING);
  });

  test.each([3, 6, 12] as const)(
    'the mean of survival at %i months is that of the cohort, and so is the error',
    (month) => {
      expect(meanOf(`survival_${month}`)).toBeCloseTo(outcome.survival[month], ROUNDING);
      expect(contributionError(contributions.get(`survival_${month}`)!)).toBeCloseTo(
        outcome.survival_standard_errors[month],
        CURVE_DIGITS,
      );
    },
  );

  test('the error of the median is that of the cohort, and the influences add up to nothing', () => {
    expect(contributionError(contributions.get('median_os_months')!)).toBeCloseTo(
      outcome.median_os_standard_error!,
      CURVE_DIGITS,
    );
    expect(meanOf('median_os_months')).toBeCloseTo(0, ROUNDING);
  });

  test('a landmark beyond the simulation, survival without a death function and a median that is not reached are left out', () => {
    expect(contributions.has('survival_60')).toBe(false);
    expect([...patientContributions(record(1), { ...settings, mixture: null }).keys()]).toEqual([
      ...settings.rates,
      'control_28',
    ]);
    const immortal = [{ shape: { mu: 9, sigma: 0.15 }, weight: 1 }];
    expect(patientContributions(record(1), { ...settings, mixture: immortal }).has('median_os_months')).toBe(false);
  });

  test('control on a further day counts changes below +20 % then', () => {
    // Half of the change: 1.2, 0.9, 0.6 and 0.4 are at 60, 45, 30 and 20 %
    expect(known('control_28').filter((value) => value === 0)).toHaveLength(4);
  });
});

describe('errors', () => {
  test('of a share are sqrt(p (1 - p) / (n - 1))', () => {
    const p = meanOf('dcr') / 100;
    expect(contributionError(contributions.get('dcr')!)).toBeCloseTo(
      100 * Math.sqrt((p * (1 - p)) / (completed.length - 1)),
      ROUNDING,
    );
  });

  test('of a difference of shares are those of McNemar: sqrt((b + c - (b - c)^2 / n) / (n (n - 1)))', () => {
    const values = Float64Array.of(100, 100, 0, 0, 100, Number.NaN, 100);
    const others = Float64Array.of(100, 0, 100, 0, 0, 100, 0);
    const [n, b, c] = [6, 3, 1];
    expect(differenceError(values, others)).toBeCloseTo(
      100 * Math.sqrt((b + c - (b - c) ** 2 / n) / (n * (n - 1))),
      ROUNDING,
    );
  });

  test('of a point and itself are 0, and of one patient unknown', () => {
    for (const values of contributions.values()) expect(differenceError(values, values)).toBe(0);
    expect(contributionError([5])).toBeNull();
    expect(contributionError([Number.NaN])).toBeNull();
  });
});
