// Evidence: closed form (constant daily death probability) · worked by hand.
import { describe, expect, it } from 'vitest';
import { armOutcome, cohortOutcome, type OutcomeSettings } from '../../../calibration/fit/cohort-outcome.js';
import {
  type ArmRecord,
  type DeathProbabilityMixture,
  emptyArmRecord,
  NumericalError,
  toPrettyJson,
} from '../../../src/index.js';
import { toySpec } from './toy-model.js';

const ROUNDING = 1e-10;

const settings: OutcomeSettings = {
  horizonDays: 366,
  monthDays: 30,
  responseRule: 'volume',
  baselineVolumeCm3: 2,
};

/** Patients of the given TRI at chi = 0 throughout; `null` for one that failed. */
function armOf(tris: readonly (number | null)[], burden = 0): ArmRecord {
  const arm = emptyArmRecord(toySpec, tris.length);
  tris.forEach((tri, patient) => {
    if (tri === null) return;
    arm.status[patient] = 1 + (patient % 2);
    arm.tri[patient] = tri;
    arm.burden.fill(burden, patient * 367, (patient + 1) * 367);
  });
  return arm;
}

/** The same daily death probability at every chi near 0. */
const daily = (probability: number): DeathProbabilityMixture => [
  { shape: { mu: -Math.log(probability / (1 - probability)), sigma: 1 }, weight: 1 },
];

describe('armOutcome', () => {
  // Two CR, one PR, three SD, two PD and two failures
  const arm = armOf([-0.9, -0.8, -0.5, -0.3, 0, 0.19, 0.2, 3, null, null]);
  const { outcome, alive } = armOutcome(arm, daily(0.005), settings);

  it('states rates of completed patients in percent', () => {
    expect(outcome).toMatchObject({ completed: 8, failed: 2, cr: 25, pr: 12.5, sd: 37.5, pd: 25, orr: 37.5, dcr: 75 });
  });

  it('bounds PD and DCR by the largest effect of failed patients', () => {
    expect(outcome.bounds).toEqual({ pd: [20, 40], dcr: [60, 80] });
  });

  it('states binomial standard errors of the completed patients', () => {
    expect(outcome.rate_standard_errors.cr).toBeCloseTo(100 * Math.sqrt((0.25 * 0.75) / 8), 12);
    expect(outcome.rate_standard_errors.orr).toBeCloseTo(100 * Math.sqrt((0.375 * 0.625) / 8), 12);
  });

  it('states survival of a constant daily death probability, (1 - P)^t, without spread between patients', () => {
    for (const month of ['3', '6', '9', '12'] as const) {
      expect(Math.abs(outcome.survival[month] - 100 * 0.995 ** (30 * Number(month)))).toBeLessThan(ROUNDING);
      expect(outcome.survival_standard_errors[month]).toBeLessThan(ROUNDING);
    }
    expect(alive).toHaveLength(367);
    expect(alive[0]).toBe(1);
  });

  it('states the median in months: log 2 / -log(1 - P) days, straight between days', () => {
    const exact = Math.LN2 / -Math.log(0.995);
    // A straight line lies above the curve by at most an eighth of its curvature over a day
    expect(Math.abs(outcome.median_os_months! * 30 - exact)).toBeLessThan(0.001);
    expect(outcome.median_os_standard_error).toBeLessThan(ROUNDING);
  });

  it('states deaths per quarter that add up with survival to 100', () => {
    const deaths = outcome.deaths_per_quarter;
    expect(deaths['0-3']).toBeCloseTo(100 - outcome.survival['3'], 12);
    const sum = Object.values(deaths).reduce((total, share) => total + share, 0);
    expect(Math.abs(sum + outcome.survival['12'] - 100)).toBeLessThan(ROUNDING);
  });

  it('does not look at the rows of failed patients', () => {
    const other = { ...arm, tri: arm.tri.with(9, -1), burden: arm.burden.slice().fill(5, 9 * 367) };
    expect(armOutcome(other, daily(0.005), settings)).toEqual({ outcome, alive });
  });

  it('has null for the median where most patients outlive the simulation', () => {
    const { outcome: long } = armOutcome(arm, daily(0.001), settings);
    expect(long.median_os_months).toBeNull();
    expect(long.median_os_standard_error).toBeNull();
    expect(long.survival['12']).toBeGreaterThan(50);
  });

  it('has a standard error of the median where patients differ: that of the curve over its slope', () => {
    const mixed = armOf([0, 0, 0, 0]);
    mixed.burden.fill(2, 0, 2 * 367);
    // Two patients at P = 0.002 and two at P(2): logit of 0.002 plus 2
    const { outcome: spread } = armOutcome(mixed, daily(0.002), settings);
    const high = 1 / (1 + Math.exp(-(Math.log(0.002 / 0.998) + 2)));
    const at = (day: number) => [0.998 ** day, (1 - high) ** day] as const;
    const day = spread.median_os_months! * 30;
    const [slow, fast] = at(day);
    const error = Math.abs(slow - fast) / 2 / Math.sqrt(3);
    const slope = (at(Math.floor(day))[0] + at(Math.floor(day))[1] - at(Math.ceil(day))[0] - at(Math.ceil(day))[1]) / 2;
    expect(spread.median_os_standard_error! * 30).toBeCloseTo(error / slope, 1);
  });

  it('accepts one patient', () => {
    const { outcome: one } = armOutcome(armOf([0.5]), daily(0.005), settings);
    expect(one).toMatchObject({ completed: 1, failed: 0, pd: 100, dcr: 0, bounds: { pd: [100, 100], dcr: [0, 0] } });
    expect(one.rate_standard_errors.pd).toBe(0);
  });

  it('refuses a cohort in which nobody completed', () => {
    const nobody = () => armOutcome(armOf([null, null]), daily(0.005), settings);
    expect(nobody).toThrow(NumericalError);
    expect(nobody).toThrow('cohort: at least one patient must complete; got 2 failures');
  });

  it('classifies by the rule that it is given', () => {
    const volume = armOutcome(armOf([0.5, -0.5]), daily(0.005), settings).outcome;
    const diameter = armOutcome(armOf([0.5, -0.5]), daily(0.005), { ...settings, responseRule: 'diameter' }).outcome;
    // +50 % volume is +14 % diameter, -50 % volume -21 %
    expect([volume.pd, volume.pr]).toEqual([50, 50]);
    expect(diameter.sd).toBe(100);
  });

  it('holds no number that JSON cannot', () => {
    for (const probability of [1e-9, 0.001, 0.5, 1 - 1e-9]) {
      const { outcome: any } = armOutcome(arm, daily(probability), settings);
      expect(() => toPrettyJson(any)).not.toThrow();
    }
  });
});

describe('cohortOutcome', () => {
  it('gives every arm its own mixture and its own failures', () => {
    const record = { patients: 2, arms: { a: armOf([0, null]), b: armOf([0.3, -0.9]) }, failures: [] };
    const outcomes = cohortOutcome(record, { a: daily(0.01), b: daily(0.001) }, settings);
    expect(outcomes.a!.outcome).toMatchObject({ completed: 1, failed: 1, sd: 100 });
    expect(outcomes.b!.outcome).toMatchObject({ completed: 2, failed: 0, pd: 50, cr: 50 });
    expect(outcomes.a!.alive[100]).toBeCloseTo(0.99 ** 100, 12);
    expect(outcomes.b!.alive[100]).toBeCloseTo(0.999 ** 100, 12);
  });
});
