// Evidence: closed form (a tumor that grows at one rate) · worked by hand · oracle (the JavaScript backend) · laws.
import { beforeAll, describe, expect, test } from 'vitest';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { heterogeneityParameterNames } from '../../../src/model/parameters/heterogeneity.js';
import { cellIndex } from '../../../src/model/species.js';
import { postedSwitches } from '../../../src/model/switches.js';
import type { ArmRecord } from '../../../src/simulation/arm-record.js';
import { eachCourse, responseOf } from '../../../src/simulation/patient-courses.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import { cohortSimulator, compileSimulation } from '../../../src/simulation/simulate-cohort.js';
import { fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { publishedPatients } from './published-patients.js';

const HORIZON = 84;
const DAYS = HORIZON + 1;
const visits = [28, 56, 84] as const;
/** The solver's own tolerance, ten times. */
const CLOSED_FORM = 1e-5;
/** Growth less death of every clone; 1/day. Capacities are far away and no immune cell kills. */
const RATE = 0.01;
const kills = ['1T1', '1T8', '1NK', '2T1', '2T8', '2NK', '3T1', '3T8', '3NK'].map((suffix) => `eta_X${suffix}`);
/** Without an end and too little to change the tumor. */
const trickle = { dose: 0.07, days: [1], cycleDays: 7, cycles: null, durationDays: 7 };
const spec: SimulationSpec = {
  switches: postedSwitches,
  overrides: Object.fromEntries(kills.map((name) => [name, 0])),
  varying: ['baseline_tumor', 'state:T8_C'],
  drugs: publishedDrugs,
  arms: [
    fixedArm('untreated', {}, visits),
    { ...fixedArm('stopped', { tas102: [trickle] }, visits), untilProgression: { delayDays: 0, next: null } },
  ],
  horizonDays: HORIZON,
  assessment: { ...defaultAssessmentRules, rule: 'diameter' },
  assessmentDay: 56,
  markerDays: [0],
  tumorDays: [0, 56],
  keepTrajectories: true,
  solver: defaultSolverSettings,
};

const [published] = publishedPatients(1, '3');
const growing = (rate: number, further: readonly number[]) => {
  const set: Readonly<Record<string, number>> = { K1: 1e30, K2: 1e30, K3: 1e30 };
  return heterogeneityParameterNames
    .map(
      (name, place) =>
        set[name] ?? (/^d_X/.test(name) ? 0.02 : /^beta_X/.test(name) ? 0.02 + rate : published![place]!),
    )
    .concat(further);
};

/** Eq. (23) with the published volume of the microenvironment; cm^3. */
const volumeOf = (density: number) => (2.572e-9 * 0.8 * density) / 0.37;
const baselines = [4e8, 8e8, 2e7, 8e9];
const vectors = baselines.map((baseline, patient) => growing(RATE, [baseline, 1e6 * (patient + 1)]));

describe.each(['javascript', 'compiled'] as const)('%s', (backend) => {
  let record: ArmRecord;
  let stopped: ArmRecord;
  beforeAll(async () => {
    const simulate = cohortSimulator(spec, backend === 'javascript' ? backend : await compileSimulation(spec));
    const { arms } = simulate(Float64Array.from(vectors.flat()));
    record = arms.untreated!;
    stopped = arms.stopped!;
  });

  test('every patient starts at its own tumor, in the published composition, and at its own state', () => {
    baselines.forEach((baseline, patient) => {
      expect(record.baselineTumor[patient]).toBe(baseline);
      expect(record.tumor[2 * patient]).toBe(baseline);
      expect(record.baselineVolumeCm3[patient]).toBeCloseTo(volumeOf(baseline), 12);
      const start = record.trajectories.subarray(patient * DAYS * 57);
      expect(start[cellIndex.X1_C]).toBe(0.25 * baseline);
      expect(start[cellIndex.X2_C]).toBe(0.75 * baseline);
      expect(start[cellIndex.T8_C]).toBe(1e6 * (patient + 1));
      expect(start[cellIndex.T8_B]).toBe(5e5);
      expect(record.markers[4 * patient + 1]).toBe(1e6 * (patient + 1));
    });
  });

  test('sizes are those of exponential growth from it, and changes are the same for all', () => {
    baselines.forEach((baseline, patient) => {
      visits.forEach((day, visit) => {
        const exact = baseline * Math.exp(RATE * day);
        expect(Math.abs(record.visitTumor[3 * patient + visit]! / exact - 1)).toBeLessThan(CLOSED_FORM);
      });
      expect(Math.abs(record.tri[patient]! - Math.expm1(56 * RATE))).toBeLessThan(CLOSED_FORM);
    });
  });

  test('classes by diameter are those of its own size: 5 mm of growth take a tumor of some centimetres', () => {
    // By day 56 the diameter has grown by exp(0.56 / 3) - 1 = 20.5 %: 3.5 mm, 4.4 mm, 1.3 mm and 9.4 mm
    expect(baselines.map((_, patient) => responseOf(record, patient, 'diameter'))).toEqual(['SD', 'SD', 'SD', 'PD']);
    expect(baselines.map((_, patient) => responseOf(record, patient, 'volume'))).toEqual(['PD', 'PD', 'PD', 'PD']);
    // By day 84 by 32.3 %: 5.2 mm, 6.6 mm, 1.9 mm and 14.1 mm
    const progressed: number[] = [];
    eachCourse(record, visits, spec.assessment, (_, { progressionVisit }) => progressed.push(progressionVisit));
    expect(progressed).toEqual([2, 2, -1, 1]);
  });

  test('doses until progression end as its own size has it: on day 56 for the largest tumor alone', () => {
    const central = vectors.map((_, patient) => stopped.trajectories[(patient * DAYS + 80) * 57 + 55]!);
    expect(central.map((amount) => amount > 1e-4)).toEqual([true, true, true, false]);
  });
});

test('a value for all patients and the same for each are the same bits, as are the published values and none', () => {
  const short = { horizonDays: 7, assessmentDay: 7, tumorDays: [7], arms: [fixedArm('untreated', {})] };
  const none = { ...spec, ...short, varying: [], keepTrajectories: false };
  const run = (of: SimulationSpec, further: readonly number[]) => {
    const { arms } = cohortSimulator(of, 'javascript')(Float64Array.from(growing(RATE, further)));
    return Object.values(arms.untreated!).map((array: Float64Array) => [...array]);
  };
  const set = (values: Record<string, number>) => ({ ...none, overrides: { ...spec.overrides, ...values } });
  const own = { ...none, varying: ['baseline_tumor', 'state:T8_C'] };
  expect(run(own, [8e8, 7e6])).toEqual(run(set({ baseline_tumor: 8e8, 'state:T8_C': 7e6 }), []));
  expect(run(own, [4e8, 5e6])).toEqual(run(none, []));
  const clones = { ...none, varying: ['state:X1_C', 'state:X2_C', 'state:X3_C'] };
  expect(run(clones, [2e8, 6e8, 0])).toEqual(run(own, [8e8, 5e6]));
});
