// Evidence: hand-cut regimens, as fixed plans of their own · oracle (the JavaScript backend) · laws.
import { describe, expect, test } from 'vitest';
import { publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import type { Regimen } from '../../../src/model/regimens.js';
import { postedSwitches } from '../../../src/model/switches.js';
import type { ArmRecord } from '../../../src/simulation/arm-record.js';
import { type DosePlan, dosePlan } from '../../../src/simulation/dose-segments.js';
import { dosingPaths, fixedDosing } from '../../../src/simulation/dosing-paths.js';
import { eachCourse } from '../../../src/simulation/patient-courses.js';
import { defaultAssessmentRules, type ResponseCourse } from '../../../src/simulation/response-course.js';
import { cohortSimulator, compileSimulation } from '../../../src/simulation/simulate-cohort.js';
import { type ArmSpec, fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { baselineTumorDensity } from '../../../src/simulation/tumor-burden.js';
import { tumorVolumeCm3 } from '../../../src/simulation/tumor-volume.js';
import { bothArms, compileBoth, runArm } from './backend-arms.js';
import { publishedPatients } from './published-patients.js';

const HORIZON = 100;
const visits = [42, 63, 84] as const;
const protocol = builtInRegimens['protocol-tas102']!;
const bevacizumab: Regimen = { bevacizumab: builtInRegimens['protocol-tas102-bev']!.bevacizumab! };

const patients = publishedPatients(7, '15');
const parameters = Float64Array.from(patients.flatMap((vector) => [...vector]));

const arm = (name: string, regimen: Regimen, delayDays = 0, next: Regimen | null = null): ArmSpec => ({
  ...fixedArm(name, regimen, visits),
  untilProgression: { delayDays, next },
});
const [stopped, delayed, followed, crossedOver] = [
  arm('stopped', protocol),
  arm('delayed', protocol, 9),
  arm('followed', protocol, 0, bevacizumab),
  arm('crossed over', {}, 0, protocol),
] as const;
const spec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: [stopped, delayed, followed, crossedOver],
  horizonDays: HORIZON,
  assessment: defaultAssessmentRules,
  assessmentDay: 56,
  markerDays: [56, 98],
  tumorDays: [0, 98],
  keepTrajectories: true,
  solver: defaultSolverSettings,
};

/** Difference between the backends; relative, with a floor of one cell per liter. Only exp and log differ, in their last digit. */
const AGREEMENT = 1e-9;
const SINGLE_PRECISION = 2 ** -23;
/** What the workbench promises of a density at default settings, relative with a floor of 1e3 cell/L. */
const PROMISED_ACCURACY = 5e-6;

const both = await compileBoth({ switches: postedSwitches });
const { simd } = both;
const backends = { compiled: simd, javascript: 'javascript' } as const;
type Backend = keyof typeof backends;
const names = Object.keys(backends) as readonly Backend[];
const records = {
  compiled: cohortSimulator(spec, simd)(parameters).arms,
  javascript: cohortSimulator(spec, 'javascript')(parameters).arms,
};

function coursesOf(record: ArmRecord): readonly ResponseCourse[] {
  const courses: ResponseCourse[] = [];
  eachCourse(record, visits, spec.assessment, (patient, course) => {
    courses[patient] = course;
  });
  return courses;
}

/** Every number that an arm keeps of one patient, by array. */
const rowOf = (record: ArmRecord, patient: number) =>
  Object.fromEntries(
    Object.entries({ ...record }).map(([field, array]: [string, ArmRecord[keyof ArmRecord]]) => {
      const width = array.length / patients.length;
      return [field, Array.from(array.subarray(patient * width, (patient + 1) * width))];
    }),
  );

/** The doses before a day, and those of the next regimen after it, written out as one long cycle. */
function cutByHand({ regimen, untilProgression }: ArmSpec, day: number): Regimen {
  const courses = (own: Regimen, shift: number, isGiven: (start: number) => boolean) =>
    Object.entries(own).map(([drug, [only]]) => {
      const course = only!;
      const starts = [0, 1, 2, 3, 4].flatMap((k) => course.days.map((start) => k * course.cycleDays + start + shift));
      return [drug, [{ ...course, days: starts.filter(isGiven), cycleDays: 10 * HORIZON, cycles: 1 }]] as const;
    });
  return Object.fromEntries([
    ...courses(regimen, 0, (start) => start < day),
    ...courses(untilProgression!.next ?? {}, day, () => true),
  ]);
}

/** Daily cells of a patient under a fixed plan. */
function simulated(backend: Backend, plan: DosePlan, vector: Float64Array) {
  const { compiled, oracle } = bothArms(both, { plan });
  const [run] = runArm(backend === 'compiled' ? compiled : oracle, [vector]);
  const total = (day: number) => run!.tumor[3 * day]! + run!.tumor[3 * day + 1]! + run!.tumor[3 * day + 2]!;
  return { total, snapshots: run!.snapshots };
}

/** Patients of an arm that progress, with the day on which the regimen ends. */
function progressedOf(backend: Backend, { name, untilProgression }: ArmSpec) {
  return coursesOf(records[backend][name]!).flatMap(({ progressionVisit: visit }, patient) =>
    visit < 0 ? [] : [{ patient, visit, end: visits[visit]! + untilProgression!.delayDays }],
  );
}

describe.each(names)('doses until progression, %s', (backend) => {
  test('patients without progression keep the bits of the fixed plan, and others do not', () => {
    const fixed = { ...spec, arms: [stopped, delayed].map((own) => ({ ...own, untilProgression: null })) };
    const oracle = cohortSimulator(fixed, backends[backend])(parameters).arms;
    for (const { name } of fixed.arms) {
      const record = records[backend][name]!;
      const progressed = coursesOf(record).map(({ progressionVisit }) => progressionVisit >= 0);
      // Both kinds of patients are among these
      expect(new Set(progressed).size).toBe(2);
      patients.forEach((_, patient) => {
        const [one, other] = [rowOf(record, patient), rowOf(oracle[name]!, patient)];
        if (progressed[patient]) expect(one.burden).not.toEqual(other.burden);
        else expect(one).toEqual(other);
      });
    }
  });

  test('patients with progression have the bits of the regimen that is cut by hand', () => {
    const seen = new Set<number>();
    for (const own of [stopped, delayed, followed]) {
      for (const { patient, visit, end } of progressedOf(backend, own)) {
        seen.add(visit);
        // Ends of segments that the plan has anyway: the dose that is no longer given, or the days of a possible next regimen
        const omitted = dosePlan(own.regimen, HORIZON).segments.find(
          ({ startDay, input }) => startDay >= end && input.tas102! > 0,
        )?.startDay;
        const cuts = own === followed ? visits.slice(0, visit + 1) : [omitted!];
        const { total, snapshots } = simulated(
          backend,
          dosePlan(cutByHand(own, end), HORIZON, cuts),
          patients[patient]!,
        );
        const row = rowOf(records[backend][own.name]!, patient);
        expect(row.visitTumor).toEqual(visits.map(total));
        expect(row.tumor).toEqual([total(0), total(98)]);
        const [cells, states] = [snapshots.length, row.trajectories!.length].map((length) => length / (HORIZON + 1));
        for (const day of [0, 56, 90, HORIZON]) {
          expect(row.trajectories!.slice(day * states!, day * states! + cells!)).toEqual(
            Array.from(snapshots.subarray(day * cells!, (day + 1) * cells!)),
          );
        }
      }
    }
    expect(seen.size).toBeGreaterThan(1);
  });

  test('without the cuts, and where no drug is given at first, they are as accurate as any simulation', () => {
    for (const own of [stopped, crossedOver]) {
      for (const { patient, end } of progressedOf(backend, own).slice(0, 3)) {
        const { total } = simulated(backend, dosePlan(cutByHand(own, end), HORIZON), patients[patient]!);
        const { visitTumor } = rowOf(records[backend][own.name]!, patient);
        visits.forEach((day, visit) => {
          expect(Math.abs(visitTumor![visit]! / total(day) - 1)).toBeLessThan(PROMISED_ACCURACY);
        });
      }
    }
  });

  test('drug amounts of trajectories are those of the doses that were given', () => {
    const width = 57;
    const amountsOf = (own: ArmSpec, patient: number, day: number) =>
      rowOf(records[backend][own.name]!, patient).trajectories!.slice(day * width + 53, (day + 1) * width);
    const progressed = progressedOf(backend, followed).map(({ patient }) => patient);
    const stable = patients.findIndex((_, patient) => !progressed.includes(patient));
    // Bevacizumab central and peripheral, then TAS-102; the first bevacizumab is given a day after progression
    const { patient, end } = progressedOf(backend, followed)[0]!;
    expect(amountsOf(followed, patient, end + 1)[0]).toBe(0);
    expect(amountsOf(followed, patient, end + 2)[0]).toBeGreaterThan(1);
    expect(amountsOf(followed, stable, end + 2)[0]).toBe(0);
    expect(amountsOf(followed, stable, 87)[2]).toBeGreaterThan(amountsOf(followed, patient, 87)[2]!);
  });

  test('doses are audited on the path that was taken', () => {
    const { plan, stops } = dosingPaths(stopped, HORIZON);
    const scheduled = (path: DosePlan) => ({ ...path, scheduled: { ...path.scheduled, tas102: 1 } });
    const outcomes = (...[own, paths]: [DosePlan, typeof stops]) => {
      const arms = bothArms(both, { plan: own, until: { ...fixedDosing, visits, stops: paths }, snapshotDays: [] });
      return runArm(backend === 'compiled' ? arms.compiled : arms.oracle, patients).map(({ outcome }) => outcome.kind);
    };
    const progressed = new Set(progressedOf(backend, stopped).map(({ patient }) => patient));
    const expected = (fails: boolean) =>
      patients.map((_, row) => (progressed.has(row) === fails ? 'failed' : 'completed'));
    expect(
      outcomes(
        plan,
        stops.map((stop) => ({ ...stop, plan: scheduled(stop.plan) })),
      ),
    ).toEqual(expected(true));
    expect(outcomes(scheduled(plan), stops)).toEqual(expected(false));
  });
});

test('where patients bring their own V_C, its volume decides by diameter', async () => {
  // Tumors of 4 mm, which cannot grow by 5 mm, and of 35 mm, which can
  const liters = [0.01, 8];
  const assessment = { ...spec.assessment, rule: 'diameter' } as const;
  const own: SimulationSpec = { ...spec, varying: ['V_C'], assessment, arms: [crossedOver] };
  const vectors = patients.slice(0, 4).flatMap((vector) => liters.map((volume) => [...vector, volume]));
  const simulate = cohortSimulator(own, await compileSimulation(own));
  const record = simulate(Float64Array.from(vectors.flat())).arms[crossedOver.name]!;
  const treated = vectors.map((_, row) => record.trajectories[((row + 1) * (HORIZON + 1) - 1) * 57 + 55]! > 0);
  const progressed: boolean[] = [];
  record.baselineVolumeCm3.forEach((volume, row) => {
    expect(volume).toBe(tumorVolumeCm3(baselineTumorDensity, liters[row % 2]!));
  });
  eachCourse(record, visits, assessment, (row, { progressionVisit }) => {
    progressed[row] = progressionVisit >= 0;
  });
  expect(treated).toEqual(progressed);
  expect(treated.filter((_, row) => row % 2 === 0)).not.toContain(true);
  expect(treated.filter((_, row) => row % 2 === 1)).toContain(true);
});

test('both backends agree on every number', () => {
  for (const { name } of spec.arms) {
    for (const field of Object.keys(records.compiled[name]!) as (keyof ArmRecord)[]) {
      const slow = records.javascript[name]![field];
      let worst = 0;
      records.compiled[name]![field].forEach((value, at) => {
        const error = Math.abs(value - slow[at]!) / Math.max(1, Math.abs(slow[at]!));
        if (!(error <= worst)) worst = error;
      });
      // Burdens are kept in single precision
      expect(worst, `${name}.${field}`).toBeLessThan(field === 'burden' ? SINGLE_PRECISION : AGREEMENT);
    }
  }
});
