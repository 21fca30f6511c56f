// Evidence: slow oracle · endpoints of the patients without a group, evaluated anew; closed form · the jackknife of a mean with one
// patient in each group is its classical standard error.
import { describe, expect, test } from 'vitest';
import { endpoints } from '../../../../calibration/endpoints/endpoints.js';
import { readOutcome } from '../../../../calibration/endpoints/read-outcome.js';
import { armOutcome } from '../../../../calibration/fit/cohort-outcome.js';
import { comparedQuantities } from '../../../../calibration/studies/optimise/confirm-schedules.js';
import { expectedMeasures } from '../../../../calibration/studies/optimise/expected-measures.js';
import { jackknifeError, scheduleStatistics } from '../../../../calibration/studies/optimise/schedule-statistics.js';
import { type ArmRecord, builtInRegimens, defaultAssessmentRules, randomStream } from '../../../../src/index.js';

const PATIENTS = 60;
const HORIZON = 400;
const visits = [56, 112, 168];
const settings = {
  horizonDays: HORIZON,
  monthDays: 30.4375,
  responseRule: 'volume' as const,
  visits,
  assessment: defaultAssessmentRules,
};
const mixture = [
  { shape: { mu: 1.2, sigma: 0.15 }, weight: 0.5 },
  { shape: { mu: 1, sigma: 0.15 }, weight: 0.5 },
];
const arm = {
  name: 'a',
  regimen: builtInRegimens['protocol-tas102']!,
  visits,
  untilProgression: { delayDays: 0, next: null },
};
const statistics = (record: ArmRecord, groups: number) =>
  scheduleStatistics(record, {
    ...settings,
    mixture,
    measures: expectedMeasures(arm, ['tas102'], HORIZON),
    bodyOf: () => ({ weightKg: 70, heightCm: 170 }),
    groups,
  });

/** Patients whose tumors grow or shrink exponentially. */
function record(seed: string): ArmRecord {
  const random = randomStream({ seed, streamName: 'test', index: 0 });
  const rates = Array.from({ length: PATIENTS }, () => 0.012 * random() - 0.004);
  const sizeAt = (patient: number, day: number) => Math.exp(rates[patient]! * day);
  const rows = (days: readonly number[]) =>
    rates.flatMap((_, patient) => days.map((day) => 1e9 * sizeAt(patient, day)));
  const all = Array.from({ length: HORIZON + 1 }, (_, day) => day);
  return {
    // Two patients failed
    status: Uint8Array.from({ length: PATIENTS }, (_, patient) => (patient === 3 || patient === 40 ? 0 : 1)),
    tri: Float64Array.from(rates, (_, patient) => sizeAt(patient, 56) - 1),
    burden: Float32Array.from(rates.flatMap((_, patient) => all.map((day) => 0.3 * sizeAt(patient, day)))),
    markers: new Float64Array(0),
    tumor: new Float64Array(0),
    visitTumor: Float64Array.from(rows(visits)),
    trajectories: new Float64Array(0),
    baselineTumor: new Float64Array(PATIENTS).fill(1e9),
    baselineVolumeCm3: new Float64Array(PATIENTS).fill(10),
  };
}

/** The same without some patients. */
function without(from: ArmRecord, isExcluded: (patient: number) => boolean): ArmRecord {
  return { ...from, status: from.status.map((status, patient) => (isExcluded(patient) ? 0 : status)) };
}

const endpointsOf = (from: ArmRecord) => {
  const { outcome } = armOutcome(from, mixture, settings);
  return endpoints.map((endpoint) => [endpoint.name, readOutcome(endpoint, outcome).value] as const);
};
/** Sums in another order. */
const ROUNDING = 9;

describe('statistics of a schedule', () => {
  const whole = record('0');

  test('are the endpoints of all its patients', () => {
    const { values, patients, failed } = statistics(whole, 12);
    for (const [name, value] of endpointsOf(whole)) expect(values[name], name).toBeCloseTo(value!, ROUNDING);
    expect([patients, failed]).toEqual([PATIENTS, 2]);
  });

  test('without each group are the endpoints of the other patients', () => {
    const { replicates } = statistics(whole, 12);
    expect(replicates).toHaveLength(12);
    replicates.forEach((values, group) => {
      const others = without(whole, (patient) => Math.floor(patient / 5) === group);
      for (const [name, value] of endpointsOf(others)) expect(values[name], name).toBeCloseTo(value!, ROUNDING);
    });
  });

  test('the jackknife with one patient in each group gives s / sqrt(n) of a mean', () => {
    const completed = without(whole, () => false);
    completed.status.fill(1);
    const { replicates, values } = statistics(completed, PATIENTS);
    const mean = values.survival_12!;
    // n times the mean less n - 1 times the mean of the others is the patient's own value
    const own = replicates.map(({ survival_12: value }) => PATIENTS * mean - (PATIENTS - 1) * value!);
    const variance = own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (PATIENTS - 1);
    expect(jackknifeError(replicates.map(({ survival_12: value }) => value!))).toBeCloseTo(
      Math.sqrt(variance / PATIENTS),
      ROUNDING,
    );
  });

  test('a difference of two schedules has the error of its pairs; one from itself has none', () => {
    const [one, other] = [statistics(whole, 20), statistics(record('1'), 20)];
    const compared = comparedQuantities(one, other);
    const pairs = one.replicates.map(({ dcr }, group) => dcr! - other.replicates[group]!.dcr!);
    expect(compared.dcr).toMatchObject({
      difference: one.values.dcr! - other.values.dcr!,
      difference_error: jackknifeError(pairs),
    });
    expect(comparedQuantities(one, one).median_os).toMatchObject({ difference: 0, difference_error: 0 });
  });

  test('a group without any completed patient takes nothing away', () => {
    const holed = without(whole, (patient) => patient < 5);
    const { replicates, values } = statistics(holed, 12);
    expect(replicates[0]).toEqual(values);
  });

  test('refuses a schedule under which no patient completed', () => {
    expect(() =>
      statistics(
        without(whole, () => true),
        12,
      ),
    ).toThrow('schedule: at least one patient must complete; got 60 failures');
  });
});

test('the jackknife error of 1, 2, 3 is sqrt(2 / 3 (1 + 0 + 1)); none without a value', () => {
  expect(jackknifeError([1, 2, 3])).toBeCloseTo(Math.sqrt((2 / 3) * 2), ROUNDING);
  expect(jackknifeError([1, null, 3])).toBeNull();
  expect(jackknifeError([1])).toBeNull();
});
