// Evidence: laws · slow oracle (what is kept against the trajectory) · independent tool (reference solutions, see the fixture).
import { beforeAll, describe, expect, test } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { stateNames } from '../../../src/model/drugs/drug-states.js';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { heterogeneityParameterNames } from '../../../src/model/parameters/heterogeneity.js';
import { cellIndex } from '../../../src/model/species.js';
import { postedSwitches, resolveSwitches } from '../../../src/model/switches.js';
import { type ArmRecord, emptyArmRecord, statusCodes } from '../../../src/simulation/arm-record.js';
import { markersOf } from '../../../src/simulation/markers.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import {
  type CohortRecord,
  type CohortSimulator,
  cohortSimulator,
  compileSimulation,
} from '../../../src/simulation/simulate-cohort.js';
import { fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { treatmentResponseIndex } from '../../../src/simulation/treatment-response.js';
import { relativeBurden } from '../../../src/simulation/tumor-burden.js';
import { publishedPatients } from './published-patients.js';
import { referenceArms, referenceSolutions, regimenOf } from './reference-solutions.js';

const HORIZON = 60;
const spec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: referenceArms.map((name) => fixedArm(name, regimenOf[name], [14, 56])),
  horizonDays: HORIZON,
  assessment: defaultAssessmentRules,
  assessmentDay: 56,
  markerDays: [14, 56],
  tumorDays: [0, 28, 60],
  keepTrajectories: true,
  solver: defaultSolverSettings,
};
const DAYS = HORIZON + 1;
const STATES = stateNames.length;

const patients = publishedPatients(4, '7');
const broken = patients[0]!.with(heterogeneityParameterNames.indexOf('K1'), 0);

function cohortOf(...vectors: readonly Float64Array[]): Float64Array {
  return Float64Array.from(vectors.flatMap((vector) => [...vector]));
}

/** Every number that an arm keeps of one patient, by array. */
function rowOf(record: ArmRecord, patient: number): Record<string, number[]> {
  const count = record.status.length;
  return Object.fromEntries(
    Object.entries(record).map(([name, array]: [string, Float64Array | Float32Array | Uint8Array]) => {
      const width = array.length / count;
      return [name, [...array.subarray(patient * width, (patient + 1) * width)]];
    }),
  );
}

const simulators = {
  javascript: (of: SimulationSpec): Promise<CohortSimulator> => Promise.resolve(cohortSimulator(of, 'javascript')),
  compiled: async (of: SimulationSpec): Promise<CohortSimulator> => cohortSimulator(of, await compileSimulation(of)),
};

describe.each(Object.entries(simulators))('%s', (_backend, simulatorOf) => {
  let simulate: CohortSimulator;
  let cohort: CohortRecord;
  beforeAll(async () => {
    simulate = await simulatorOf(spec);
    cohort = simulate(cohortOf(...patients));
  });

  describe('cohortSimulator', () => {
    test('keeps one row per patient and arm, in input order', () => {
      expect(cohort.patients).toBe(4);
      expect(Object.keys(cohort.arms)).toEqual(referenceArms);
      expect(cohort.failures).toEqual([]);
      for (const record of Object.values(cohort.arms)) {
        expect([...record.status]).toEqual([1, 1, 1, 1]);
        expect([record.tri.length, record.burden.length, record.markers.length, record.tumor.length]).toEqual([
          4,
          4 * DAYS,
          4 * 2 * 4,
          4 * 3,
        ]);
        expect(record.trajectories).toHaveLength(4 * DAYS * STATES);
      }
    });

    test('a row does not depend on who else is in the cohort, bit for bit', () => {
      const others = simulate(cohortOf(patients[2]!, patients[0]!));
      const alone = simulate(cohortOf(patients[2]!));
      for (const arm of referenceArms) {
        expect(rowOf(others.arms[arm]!, 0)).toEqual(rowOf(cohort.arms[arm]!, 2));
        expect(rowOf(others.arms[arm]!, 1)).toEqual(rowOf(cohort.arms[arm]!, 0));
        expect(rowOf(alone.arms[arm]!, 0)).toEqual(rowOf(cohort.arms[arm]!, 2));
      }
    });

    test('nor on which other arms are simulated', async () => {
      const single = (await simulatorOf({ ...spec, arms: spec.arms.slice(2) }))(cohortOf(patients[1]!));
      expect(Object.keys(single.arms)).toEqual(['tas102_bev']);
      expect(rowOf(single.arms.tas102_bev!, 0)).toEqual(rowOf(cohort.arms.tas102_bev!, 1));
    });

    test('paired arms are one patient: equal to the bit up to the first dose, different after it', () => {
      for (let patient = 0; patient < 4; patient++) {
        const [placebo, tas102, combination] = referenceArms.map((arm) => {
          const offset = patient * DAYS * STATES;
          return (day: number) => [
            ...cohort.arms[arm]!.trajectories.subarray(offset + day * STATES, offset + day * STATES + 53),
          ];
        });
        expect(tas102!(0)).toEqual(placebo!(0));
        expect(combination!(0)).toEqual(placebo!(0));
        // Steps are laid out by arm from the start on, so day 1 agrees to the solver's accuracy.
        placebo!(1).forEach((density, index) => {
          expect(Math.abs(tas102!(1)[index]! - density)).toBeLessThanOrEqual(1e-5 * Math.max(density, 1e3));
          expect(combination!(1)[index]).toBe(tas102!(1)[index]);
        });
        expect(tas102!(2)).not.toEqual(placebo!(2));
      }
    });

    test.each(referenceArms)('%s: what is kept is what the trajectory says (slow oracle)', (arm) => {
      const record = cohort.arms[arm]!;
      const index = heterogeneityParameterNames.indexOf('K1');
      patients.forEach((parameters, patient) => {
        const at = (day: number, state: number) => record.trajectories[(patient * DAYS + day) * STATES + state]!;
        const tumorAt = (day: number) =>
          [cellIndex.X1_C, cellIndex.X2_C, cellIndex.X3_C].map((state) => at(day, state)) as [number, number, number];
        const total = (day: number) => tumorAt(day)[0] + tumorAt(day)[1] + tumorAt(day)[2];
        expect(record.tri[patient]).toBe(treatmentResponseIndex(4e8, total(56)));
        expect([0, 28, 60].map(total)).toEqual([...record.tumor.subarray(patient * 3, patient * 3 + 3)]);
        for (const day of [0, 1, 30, HORIZON]) {
          const capacities = [parameters[index]!, parameters[index + 1]!, parameters[index + 2]!] as const;
          const chi = relativeBurden({ densities: tumorAt(day), capacities }, 'posted');
          expect(record.burden[patient * DAYS + day]).toBe(Math.fround(chi));
        }
        [14, 56].forEach((day, slot) => {
          const offset = (patient * 2 + slot) * 4;
          expect([...record.markers.subarray(offset, offset + 4)]).toEqual(markersOf((state) => at(day, state)));
        });
      });
    });

    test('dpf-burden corrected changes the burden and nothing else', async () => {
      const corrected = (await simulatorOf({ ...spec, switches: resolveSwitches({ 'dpf-burden': 'corrected' }) }))(
        cohortOf(...patients),
      );
      for (const arm of referenceArms) {
        const [after, before] = [corrected.arms[arm]!, cohort.arms[arm]!];
        expect(after.burden).not.toEqual(before.burden);
        expect({ ...after, burden: null }).toEqual({ ...before, burden: null });
      }
      // X2 = 3e8 is the dominant clone at day 0.
      const k2 = patients[0]![heterogeneityParameterNames.indexOf('K2')]!;
      expect(corrected.arms.placebo!.burden[0]).toBe(Math.fround(3e8 / k2));
    });

    test('agrees with the reference solutions at the assessment day', () => {
      const vectors = referenceSolutions.patients.map(({ parameters }) => Float64Array.from(parameters));
      const { arms } = simulate(cohortOf(...vectors));
      const day56 = referenceSolutions.days.indexOf(56);
      for (const arm of referenceArms) {
        referenceSolutions.patients.forEach((patient, row) => {
          const state = patient.arms[arm][day56]!;
          const total = state[cellIndex.X1_C]! + state[cellIndex.X2_C]! + state[cellIndex.X3_C]!;
          // Densities are promised to 1e-5; TRI is one plus such a ratio.
          expect(Math.abs(arms[arm]!.tri[row]! - (total / 4e8 - 1))).toBeLessThan(1e-5 * (total / 4e8));
        });
      }
    });

    test('parameters of the run and of the patient reach the model', async () => {
      const overridden = (await simulatorOf({ ...spec, overrides: { d_T8: 0.3 } }))(cohortOf(patients[0]!));
      const varying = (await simulatorOf({ ...spec, varying: ['d_T8'] }))(Float64Array.from([...patients[0]!, 0.3]));
      const [run, own] = [overridden, varying].map(({ arms }) => arms.tas102!.tri[0]!);
      expect(own).toBeCloseTo(run!, 5);
      expect(Math.abs(run! - cohort.arms.tas102!.tri[0]!)).toBeGreaterThan(1e-4);
    });

    test('trajectories are kept only where they are asked for', async () => {
      const { arms } = (await simulatorOf({ ...spec, keepTrajectories: false }))(cohortOf(patients[0]!));
      expect(arms.placebo!.trajectories).toHaveLength(0);
      expect(arms.placebo!.tri[0]).toBe(cohort.arms.placebo!.tri[0]);
    });

    test('a cohort of nobody is empty', () => {
      const { patients: count, arms, failures } = simulate(new Float64Array(0));
      expect([count, failures, arms.placebo!.tri.length]).toEqual([0, [], 0]);
    });

    test('an unknown parameter and an impossible regimen are refused before anything runs', async () => {
      await expect(async () => simulatorOf({ ...spec, overrides: { d_T88888: 1 } })).rejects.toThrow(InputError);
      await expect(async () => simulatorOf({ ...spec, varying: ['K1'] })).rejects.toThrow(InputError);
      const regimen = { tas102: [{ dose: 1, days: [], cycleDays: 28, cycles: 1, durationDays: 0.1 }] };
      await expect(async () => simulatorOf({ ...spec, arms: [fixedArm('x', regimen)] })).rejects.toThrow(InputError);
    });
  });

  describe('a failed patient', () => {
    let mixed: CohortRecord;
    beforeAll(() => {
      mixed = simulate(cohortOf(patients[0]!, broken, patients[1]!));
    });

    test('is listed with row, arm, reason and day, once per arm', () => {
      expect(mixed.failures).toEqual(
        referenceArms.map((arm) => ({ patient: 1, arm, reason: 'non-finite state', day: 0 })),
      );
    });

    test('has a row of zeros, status included', () => {
      for (const arm of referenceArms) {
        const numbers = Object.values(rowOf(mixed.arms[arm]!, 1)).flat();
        expect(numbers.length).toBeGreaterThan(DAYS * STATES);
        expect(new Set(numbers)).toEqual(new Set([0]));
      }
      expect(statusCodes.failed).toBe(0);
    });

    test('changes no bit of the patients beside it', () => {
      for (const arm of referenceArms) {
        expect(rowOf(mixed.arms[arm]!, 0)).toEqual(rowOf(cohort.arms[arm]!, 0));
        expect(rowOf(mixed.arms[arm]!, 2)).toEqual(rowOf(cohort.arms[arm]!, 1));
      }
    });

    test('that completes on the retry has its own status', async () => {
      const { arms, failures } = (await simulatorOf({ ...spec, solver: { ...defaultSolverSettings, maxSteps: 200 } }))(
        cohortOf(patients[0]!),
      );
      expect(failures).toEqual([]);
      expect(arms.tas102!.status[0]).toBe(statusCodes['completed on retry']);
      expect(arms.tas102!.tri[0]).toBeCloseTo(cohort.arms.tas102!.tri[0]!, 5);
    });
  });
});

test('emptyArmRecord counts every patient as failed by default', () => {
  const record = emptyArmRecord(spec, 3);
  expect([...record.status]).toEqual([0, 0, 0]);
  expect([record.burden.length, record.markers.length, record.tumor.length, record.trajectories.length]).toEqual([
    3 * DAYS,
    24,
    9,
    3 * DAYS * STATES,
  ]);
});
