// Evidence: worked by hand · closed form (nobody dies, everybody dies, constant hazard) · laws.
import { describe, expect, test } from 'vitest';
import {
  type CourseSettings,
  courseRows,
  lastTreatmentDay,
  SWIMMER_PATIENTS,
} from '../../../../calibration/studies/run/course-plot-rows.js';
import {
  baselineTumorDensity,
  builtInRegimens,
  type DeathProbabilityMixture,
  fixedArm,
} from '../../../../src/index.js';

const HORIZON = 168;
const visits = [56, 112];
const arm = fixedArm('tas102', builtInRegimens['published-tas102']!, visits);
const settings: CourseSettings = {
  arm,
  rules: { rule: 'volume', leastStableDays: 42, confirmDays: 28 },
  horizonDays: HORIZON,
  monthDays: 30,
  seed: '0',
};

/** P = 1 / (1 + e^((mu - chi) / sigma)) with chi = 0. */
const dying = (probability: number): DeathProbabilityMixture => [
  { weight: 1, shape: { mu: Math.log(1 / probability - 1), sigma: 1 } },
];
const nobodyDies = dying(1e-300);
const everybodyDies: DeathProbabilityMixture = [{ weight: 1, shape: { mu: -1000, sigma: 1 } }];

/** Patients by their sizes over their own baseline at the two visits; null for one that failed. */
function recordOf(patients: readonly (readonly [number, number] | null)[]) {
  const baselineTumor = Float64Array.from(patients, (_, patient) => baselineTumorDensity * 2 ** (patient % 3));
  return {
    baselineTumor,
    baselineVolumeCm3: baselineTumor.map((density) => density / 2e8),
    status: Uint8Array.from(patients, (sizes) => (sizes === null ? 0 : 1)),
    burden: new Float32Array(patients.length * (HORIZON + 1)),
    visitTumor: Float64Array.from(
      patients.flatMap((sizes, patient) => (sizes ?? [0, 0]).map((size) => size * baselineTumor[patient]!)),
    ),
  };
}

// PR, then growth of 50 % over the nadir; failed; PD at once; SD twice; never measured
const record = recordOf([[0.6, 0.9], null, [1.4, 0.5], [1.1, 1.15], [Number.NaN, Number.NaN]]);

describe('courseRows', () => {
  const { best_change: changes, swimmer, states } = courseRows(record, nobodyDies, settings);

  test('best change: the smallest size up to progression, not after it, with the best response', () => {
    const rows = changes.map(({ rank, patient, change_percent: change, recist }) => [
      rank,
      patient,
      Number(change.toFixed(9)),
      recist,
    ]);
    expect(rows).toEqual([
      [1, '3', 40, 'PD'],
      [2, '4', 10, 'SD'],
      [3, '1', -40, 'PR'],
    ]);
  });

  test('swimmer: days of treatment, response and progression of those who live on', () => {
    const rows = swimmer.map((row) => [
      row.patient,
      row.best,
      row.treatment_end_day,
      row.response_day,
      row.progression_day,
      row.end_day,
      row.status,
    ]);
    expect(rows).toEqual([
      ['1', 'PR', 68.1, 56, 112, HORIZON, 'alive'],
      ['3', 'PD', 68.1, null, 56, HORIZON, 'alive'],
      ['4', 'SD', 68.1, null, null, HORIZON, 'alive'],
      ['5', 'NE', 68.1, null, null, HORIZON, 'alive'],
    ]);
    expect(swimmer.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  });

  test('states: shares of the four patients that completed, day by day', () => {
    expect(states).toHaveLength(HORIZON + 1);
    const at = (day: number) => {
      const row = states[day]!;
      return [row.on_treatment_percent, row.off_treatment_percent, row.progressed_percent];
    };
    expect([at(55), at(56), at(68), at(69), at(112), at(HORIZON)]).toEqual([
      [100, 0, 0],
      [75, 0, 25],
      [75, 0, 25],
      [0, 75, 25],
      [0, 50, 50],
      [0, 50, 50],
    ]);
    expect(states[30]).toMatchObject({ arm: 'tas102', day: 30, month: 1 });
  });

  test('until progression the treatment ends at that visit and its delay, and not without progression', () => {
    const stopped = {
      ...settings,
      arm: { ...arm, regimen: builtInRegimens['protocol-tas102']!, untilProgression: { delayDays: 7, next: null } },
    };
    const days = courseRows(record, nobodyDies, stopped).swimmer.map((row) => row.treatment_end_day);
    expect(days).toEqual([119, 63, 152.1, 152.1]);
  });

  test('who dies before the first visit is not evaluable and has no event', () => {
    const rows = courseRows(record, everybodyDies, settings).swimmer;
    for (const row of rows) {
      expect(row).toMatchObject({ best: 'NE', response_day: null, progression_day: null, end_day: 1, status: 'dead' });
      expect(row.treatment_end_day).toBe(1);
    }
  });

  test('deaths are those of the death function, the same for the same seed, and do not touch the other tables', () => {
    const many = recordOf(Array.from({ length: 400 }, (): [number, number] => [1, 1]));
    const first = courseRows(many, dying(0.01), settings);
    expect(first.swimmer).toHaveLength(SWIMMER_PATIENTS);
    expect(courseRows(many, dying(0.01), settings)).toEqual(first);
    const other = courseRows(many, dying(0.01), { ...settings, seed: '1' });
    expect(other.swimmer).not.toEqual(first.swimmer);
    expect([other.best_change, other.states]).toEqual([first.best_change, first.states]);
    first.swimmer.forEach((row, index) => {
      expect(row.rank).toBe(index + 1);
      if (index > 0) expect(row.end_day).toBeLessThanOrEqual(first.swimmer[index - 1]!.end_day);
      expect(row.status).toBe(row.end_day < HORIZON ? 'dead' : row.status);
    });
    // Expected survival of every patient is 0.99^days
    for (const day of [10, 100]) {
      expect(100 - first.states[day]!.dead_without_progression_percent).toBeCloseTo(100 * 0.99 ** day, 9);
    }
  });

  test('are none where nobody completed', () => {
    expect(courseRows(recordOf([null]), nobodyDies, settings)).toEqual({ best_change: [], swimmer: [], states: [] });
  });
});

describe('lastTreatmentDay', () => {
  test('is the end of the last dose up to the horizon, 0 without a drug', () => {
    // Third cycle of 28 days, day 12, over 0.1 day; bevacizumab: fifth cycle of 15 days, day 1
    expect(lastTreatmentDay(builtInRegimens['published-tas102']!, 366)).toBeCloseTo(68.1, 9);
    expect(lastTreatmentDay({ bevacizumab: builtInRegimens['published-tas102-bev']!.bevacizumab! }, 366)).toBeCloseTo(
      61.1,
      9,
    );
    expect(lastTreatmentDay({}, 366)).toBe(0);
    // Cut at the horizon: twelfth day of the first cycle
    expect(lastTreatmentDay(builtInRegimens['protocol-tas102']!, 28)).toBeCloseTo(12.1, 9);
  });
});
