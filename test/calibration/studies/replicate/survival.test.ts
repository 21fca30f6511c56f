// Evidence: slow oracle (cohortSurvival of the science on the same burdens).
import { describe, expect, test } from 'vitest';
import { YEAR_DAYS } from '../../../../calibration/studies/replicate/cohorts.js';
import { aliveOn, meanCurve, survivalRows } from '../../../../calibration/studies/replicate/survival.js';
import { type CohortRecord, cohortSurvival, randomStream } from '../../../../src/index.js';

const DAYS = YEAR_DAYS + 1;
const PATIENTS = 12;
const stream = randomStream({ seed: '0', streamName: 'survival rows test', index: 0 });
const burden = Float32Array.from({ length: PATIENTS * DAYS }, () => 1.5 * stream());
const status = Uint8Array.from({ length: PATIENTS }, (_, patient) => (patient === 3 ? 0 : 1));
const record: CohortRecord = {
  patients: PATIENTS,
  failures: [],
  arms: {
    arm: {
      status,
      burden,
      tri: new Float64Array(PATIENTS),
      markers: new Float64Array(0),
      baselineTumor: new Float64Array(PATIENTS).fill(4e8),
      baselineVolumeCm3: new Float64Array(PATIENTS).fill(2),
      tumor: new Float64Array(0),
      visitTumor: new Float64Array(0),
      trajectories: new Float64Array(0),
    },
  },
};
const mixture = [
  { shape: { mu: 1.6, sigma: 0.2 }, weight: 0.25 },
  { shape: { mu: 2.1, sigma: 0.3 }, weight: 0.75 },
];
const rows = survivalRows({ record }, 'arm', mixture);

describe('meanCurve', () => {
  test.each([
    ['all that completed', undefined, status],
    [
      'a group',
      Uint8Array.from(status, (_, patient) => patient % 2),
      Uint8Array.from(status, (flag, patient) => (patient % 2) * flag),
    ],
  ])('of %s is the expected survival of the cohort', (_, included, flags) => {
    const group = included === undefined ? undefined : included.map((flag, patient) => flag * status[patient]!);
    const { alive, standardError, patients } = meanCurve(rows, group);
    const oracle = cohortSurvival(burden, DAYS, mixture, flags);
    expect(patients).toBe(oracle.patients);
    expect(alive).toEqual(oracle.alive);
    expect(standardError).toEqual(oracle.standardError);
  });

  test('one patient has a curve without error, and failed ones have none', () => {
    const one = meanCurve(rows, Uint8Array.from([1]));
    expect(one.alive[YEAR_DAYS]).toBe(aliveOn(rows, 0, YEAR_DAYS));
    expect(one.standardError.every((error) => error === 0)).toBe(true);
    expect(aliveOn(rows, 3, 0)).toBe(0);
  });
});
