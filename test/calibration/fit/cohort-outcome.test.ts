// Evidence: closed form (constant daily death probability) · worked by hand.
import { describe, expect, it } from 'vitest';
import { bestRatesOf } from '../../../calibration/endpoints/best-response.js';
import { endpointOf } from '../../../calibration/endpoints/endpoints.js';
import { readOutcome } from '../../../calibration/endpoints/read-outcome.js';
import { type ArmOutcomeSettings, armOutcome, cohortOutcome } from '../../../calibration/fit/cohort-outcome.js';
import {
  type ArmRecord,
  baselineTumorDensity,
  type DeathProbabilityMixture,
  defaultAssessmentRules,
  emptyArmRecord,
  fixedArm,
  medianBetweenVisitsDays,
  NumericalError,
  toPrettyJson,
} from '../../../src/index.js';
import { toySpec } from './toy-model.js';

const ROUNDING = 1e-10;

const settings: ArmOutcomeSettings = {
  horizonDays: 366,
  monthDays: 30,
  responseRule: 'volume',
  visits: [],
  assessment: defaultAssessmentRules,
};

/** Patients of the given TRI at chi = 0 throughout; `null` for one that failed. */
function armOf(tris: readonly (number | null)[], burden = 0): ArmRecord {
  const arm = emptyArmRecord(toySpec, tris.length);
  tris.forEach((tri, patient) => {
    if (tri === null) return;
    arm.status[patient] = 1 + (patient % 2);
    arm.baselineTumor[patient] = baselineTumorDensity;
    arm.baselineVolumeCm3[patient] = 2;
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
  const { outcome, alive, progressionFree } = armOutcome(arm, daily(0.005), settings);

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
    expect(armOutcome(other, daily(0.005), settings)).toEqual({ outcome, alive, progressionFree });
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

/** Patients whose tumor has the given sizes at two visits, relative to baseline; day 56 and 112. */
function armOfVisits(sizes: readonly (readonly [number, number])[]): ArmRecord {
  const arm = { ...armOf(sizes.map(() => 0)), visitTumor: new Float64Array(2 * sizes.length) };
  sizes.flat().forEach((size, index) => {
    arm.visitTumor[index] = size * baselineTumorDensity;
  });
  return arm;
}

describe('armOutcome of visits', () => {
  const visits = [56, 112];
  // Progression at the first and at the second visit, response kept, stable throughout
  const arm = armOfVisits([
    [1.3, 1.3],
    [0.9, 1.2],
    [0.5, 0.5],
    [1, 1],
  ]);
  const probability = 0.004;
  const alive = (day: number) => (1 - probability) ** day;
  const { outcome, progressionFree } = armOutcome(arm, daily(probability), { ...settings, visits });

  it('multiplies survival by the share without progression: 1 before visit 56, 3/4 from it, 1/2 from visit 112', () => {
    const share = (day: number) => (day < 56 ? 1 : day < 112 ? 0.75 : 0.5);
    for (const day of [0, 1, 55, 56, 57, 111, 112, 113, 366]) {
      expect(Math.abs(progressionFree[day]! - share(day) * alive(day))).toBeLessThan(ROUNDING);
    }
    // Months of 30 days: day 90, and day 110.4 between two days before the visit of day 112
    expect(Math.abs(outcome.pfs_percent['3'] - 75 * alive(90))).toBeLessThan(ROUNDING);
    const between = 0.6 * alive(110) + 0.4 * alive(111);
    expect(Math.abs(outcome.pfs_percent['3.68'] - 75 * between)).toBeLessThan(ROUNDING);
    expect(Math.abs(outcome.pfs_percent['12'] - 50 * alive(360))).toBeLessThan(ROUNDING);
  });

  it('has standard errors from the spread between patients', () => {
    // Three of four patients are alive with S, one has progressed
    const spread = Math.sqrt((3 * 0.25 ** 2 + 0.75 ** 2) / 3 / 4);
    expect(Math.abs(outcome.pfs_percent_standard_errors['3'] - 100 * alive(90) * spread)).toBeLessThan(ROUNDING);
  });

  it('has its median at the visit whose progressions cross one half', () => {
    // 0.75 x 0.996^112 = 0.479 before the visit: the median is on the way there
    const day = Math.ceil(Math.log(0.5 / 0.75) / Math.log(1 - probability));
    const step = [0.75 * alive(day - 1), 0.75 * alive(day)] as const;
    const median = day - 1 + (step[0] - 0.5) / (step[0] - step[1]);
    expect(Math.abs(outcome.median_pfs_months! - median / 30)).toBeLessThan(ROUNDING);
    const slower = armOutcome(arm, daily(0.001), { ...settings, visits }).outcome;
    // 0.75 x 0.999^111 = 0.671 before the visit of day 112 and 0.447 after it
    expect(slower.median_pfs_months).toBe(112 / 30);
  });

  it('has a second median, of progressions on days around the visits, which is compared with trials', () => {
    expect(outcome.median_pfs_between_visits_months).toBe(medianBetweenVisitsDays(progressionFree, visits)! / 30);
    const endpoint = endpointOf('median_pfs');
    expect(readOutcome(endpoint, outcome).value).toBe(outcome.median_pfs_between_visits_months);
    // Patients who are all alike have no spread
    const alike = armOutcome(
      armOfVisits([
        [1.3, 1.3],
        [1.3, 1.3],
      ]),
      daily(probability),
      { ...settings, visits },
    ).outcome;
    expect(alike.median_pfs_between_visits_standard_error).toBe(0);
    expect(outcome.median_pfs_between_visits_standard_error).toBeGreaterThan(0);
    expect(readOutcome(endpointOf('median_os'), outcome).value).toBe(outcome.median_os_months);
  });

  it('expects the best response of the visits that a patient lives to, and NE before the first', () => {
    const [first, second] = [alive(56), alive(112)];
    // PD at once; SD then PD; PR; SD
    expect(outcome.bor.pd).toBeCloseTo(25 * first, 10);
    expect(outcome.bor.pr).toBeCloseTo(25 * first, 10);
    expect(outcome.bor.sd).toBeCloseTo(50 * first, 10);
    expect(outcome.bor.ne).toBeCloseTo(100 * (1 - first), 10);
    expect(outcome.bor.dcr).toBeCloseTo(75 * first, 10);
    const late = armOutcome(armOfVisits([[1, 0.5]]), daily(probability), { ...settings, visits }).outcome;
    expect(late.bor.pr).toBeCloseTo(100 * second, 10);
    expect(late.bor.sd).toBeCloseTo(100 * (first - second), 10);
    for (const { bor } of [outcome, late]) {
      expect(bor.cr + bor.pr + bor.sd + bor.pd + bor.ne).toBeCloseTo(100, 10);
      const sums = bestRatesOf((name) => bor[name]);
      expect([bor.orr - sums.orr, bor.dcr - sums.dcr].every((difference) => Math.abs(difference) < ROUNDING)).toBe(
        true,
      );
    }
  });

  it('of best responses has standard errors from the spread between patients', () => {
    expect(outcome.bor_standard_errors.ne).toBeLessThan(ROUNDING);
    const spread = Math.sqrt((2 * 0.5 ** 2 + 2 * 0.5 ** 2) / 3 / 4);
    expect(outcome.bor_standard_errors.sd).toBeCloseTo(100 * alive(56) * spread, 10);
  });

  it('without visits is survival, and nobody is evaluable', () => {
    const none = armOutcome(armOf([0, 0]), daily(probability), settings).outcome;
    expect(none.pfs_percent['12']).toBe(none.survival['12']);
    expect(none.bor).toMatchObject({ ne: 100, dcr: 0, pd: 0 });
  });
});

describe('cohortOutcome', () => {
  const spec = { arms: ['a', 'b'].map((name) => fixedArm(name, {})), assessment: settings.assessment };

  it('gives every arm its own mixture and its own failures', () => {
    const record = { patients: 2, arms: { a: armOf([0, null]), b: armOf([0.3, -0.9]) }, failures: [] };
    const outcomes = cohortOutcome(record, { a: daily(0.01), b: daily(0.001) }, { ...settings, spec });
    expect(outcomes.a!.outcome).toMatchObject({ completed: 1, failed: 1, sd: 100 });
    expect(outcomes.b!.outcome).toMatchObject({ completed: 2, failed: 0, pd: 50, cr: 50 });
    expect(outcomes.a!.alive[100]).toBeCloseTo(0.99 ** 100, 12);
    expect(outcomes.b!.alive[100]).toBeCloseTo(0.999 ** 100, 12);
  });
});
