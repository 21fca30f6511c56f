// Evidence: worked by hand · superposition of single doses (the drugs' equations are linear) · laws.
import { describe, expect, test } from 'vitest';
import { administrationsOfAll } from '../../../src/model/administrations.js';
import { compileModel } from '../../../src/model/compile/compile-model.js';
import { stateNames } from '../../../src/model/drugs/drug-states.js';
import { drugNames, publishedDrugs } from '../../../src/model/drugs/shipped-drugs.js';
import { builtInRegimens } from '../../../src/model/drugs/trial-regimens.js';
import { heterogeneityParameterNames } from '../../../src/model/parameters/heterogeneity.js';
import { TwoCompartmentDrug } from '../../../src/model/pharmacokinetics.js';
import { cellIndex, cellStates } from '../../../src/model/species.js';
import { postedSwitches, resolveSwitches } from '../../../src/model/switches.js';
import { armRecorder, daysToKeep, emptyArmRecord } from '../../../src/simulation/arm-record.js';
import { dosePlan } from '../../../src/simulation/dose-segments.js';
import { fixedDosing } from '../../../src/simulation/dosing-paths.js';
import { defaultAssessmentRules } from '../../../src/simulation/response-course.js';
import { cohortSimulator, compileSimulation } from '../../../src/simulation/simulate-cohort.js';
import { fixedArm, type SimulationSpec } from '../../../src/simulation/simulation-spec.js';
import { defaultSolverSettings } from '../../../src/simulation/solver-settings.js';
import { publishedPatients } from './published-patients.js';

/** Sums of a dozen courses of exponentials; relative to a dose. */
const DRUG_ROUNDING = 1e-12;

const spec: SimulationSpec = {
  switches: postedSwitches,
  overrides: {},
  varying: [],
  drugs: publishedDrugs,
  arms: [],
  horizonDays: 4,
  assessment: defaultAssessmentRules,
  assessmentDay: 3,
  markerDays: [4, 1, 4],
  tumorDays: [0, 2, 4],
  keepTrajectories: false,
  solver: defaultSolverSettings,
};
const DAYS = spec.horizonDays + 1;
const [first, second] = publishedPatients(2, '61') as [Float64Array, Float64Array];
const model = compileModel({ switches: postedSwitches });

/** Made-up days of a patient: every number tells where it comes from. */
function keptDays(of: SimulationSpec, scale: number) {
  const cellOf = (day: number, cell: number) => scale * (1000 + 100 * day + cell);
  const { snapshotDays } = daysToKeep(of);
  const tumor = Float64Array.from({ length: DAYS * 3 }, (_, at) => {
    const day = Math.floor(at / 3);
    return cellOf(day, [cellIndex.X1_C, cellIndex.X2_C, cellIndex.X3_C][at % 3]!);
  });
  const snapshots = Float64Array.from(snapshotDays.flatMap((day) => cellStates.map((_, cell) => cellOf(day, cell))));
  const total = (day: number) => tumor[3 * day]! + tumor[3 * day + 1]! + tumor[3 * day + 2]!;
  return { days: { tumor, snapshots }, cellOf, tumor, total };
}

describe('daysToKeep', () => {
  test('are the marker days, each once and in order', () => {
    expect(daysToKeep(spec)).toEqual({ horizonDays: 4, snapshotDays: [1, 4] });
    expect(daysToKeep({ ...spec, markerDays: [] }).snapshotDays).toEqual([]);
  });

  test('are all days where trajectories are kept', () => {
    expect(daysToKeep({ ...spec, keepTrajectories: true }).snapshotDays).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('armRecorder', () => {
  test.each([false, true])('writes one row, and no other (trajectories kept: %s)', (keepTrajectories) => {
    const own = { ...spec, keepTrajectories };
    const { days, cellOf, total, tumor } = keptDays(own, 2);
    const record = emptyArmRecord(own, 3, [1, 3]);
    armRecorder(own, model, dosePlan({}, 4), { ...fixedDosing, visits: [1, 3] })(record, 1, first, days);

    expect(Array.from(record.tri)).toEqual([0, total(3) / total(0) - 1, 0].map((value) => expect.closeTo(value, 14)));
    const k3 = first[heterogeneityParameterNames.indexOf('K3')]!;
    const chi = Array.from({ length: DAYS }, (_, day) => Math.fround(total(day) / k3));
    expect(Array.from(record.burden)).toEqual([...Array(DAYS).fill(0), ...chi, ...Array(DAYS).fill(0)]);
    expect(Array.from(record.tumor)).toEqual([0, 0, 0, total(0), total(2), total(4), 0, 0, 0]);
    expect(Array.from(record.visitTumor)).toEqual([0, 0, total(1), total(3), 0, 0]);
    const marked = spec.markerDays.flatMap((day) => {
      const [th1, ctl, treg] = [cellIndex.T1_C, cellIndex.T8_C, cellIndex.Treg_C].map((cell) => cellOf(day, cell));
      return [th1!, ctl!, th1! / treg!, ctl! / treg!];
    });
    expect(Array.from(record.markers)).toEqual([...Array(12).fill(0), ...marked, ...Array(12).fill(0)]);
    // The status is the caller's
    expect(Array.from(record.status)).toEqual([0, 0, 0]);
    expect(tumor).toHaveLength(DAYS * 3);
    if (!keepTrajectories) return;
    const width = DAYS * stateNames.length;
    const rows = Array.from({ length: DAYS }, (_, day) => [
      ...cellStates.map((__, cell) => cellOf(day, cell)),
      0,
      0,
      0,
      0,
    ]);
    expect(Array.from(record.trajectories)).toEqual([...Array(width).fill(0), ...rows.flat(), ...Array(width).fill(0)]);
  });

  test("dpf-burden corrected: the dominant clone over the patient's own capacity, run-wide or not", () => {
    const own = { ...spec, switches: resolveSwitches({ 'dpf-burden': 'corrected' }) };
    const { days, tumor } = keptDays(own, 1);
    const record = emptyArmRecord(own, 2);
    const write = armRecorder(own, compileModel({ switches: own.switches }), dosePlan({}, 4));
    write(record, 0, first, days);
    write(record, 1, second, days);
    const dominant = Math.max(tumor[0]!, tumor[1]!, tumor[2]!);
    const clone = [0, 1, 2].find((index) => tumor[index] === dominant)!;
    [first, second].forEach((patient, row) => {
      const capacity = patient[heterogeneityParameterNames.indexOf('K1') + clone]!;
      expect(record.burden[row * DAYS]).toBe(Math.fround(dominant / capacity));
    });
  });
});

describe('drug amounts of trajectories', async () => {
  const HORIZON = 35;
  const dosed: SimulationSpec = {
    ...spec,
    varying: ['k_10_Chem'],
    drugs: publishedDrugs,
    arms: ['none', 'published-tas102', 'published-tas102-bev', 'protocol-tas102-bev'].map((name) =>
      fixedArm(name, builtInRegimens[name]!),
    ),
    horizonDays: HORIZON,
    keepTrajectories: true,
  };
  const rates = [4, 9];
  const parameters = Float64Array.from([...first, rates[0]!, ...second, rates[1]!]);
  const backends = { javascript: 'javascript', compiled: await compileSimulation(dosed) } as const;
  const varied = compileModel({ switches: postedSwitches, varying: ['k_10_Chem'] });

  /** Sum over the administrations of a course, each in a body of its own. */
  function superposed(drug: string, arm: string, vector: Float64Array, day: number): readonly [number, number] {
    let [central, peripheral] = [0, 0];
    for (const { startDay, endDay, rate } of administrationsOfAll(builtInRegimens[arm]![drug] ?? [], HORIZON)) {
      if (day <= startDay) continue;
      const body = new TwoCompartmentDrug(varied.ratesOf(drug, vector));
      body.begin(rate);
      const flown = Math.min(day, endDay) - startDay;
      body.end(flown);
      body.begin(0);
      central += body.central(day - startDay - flown);
      peripheral += body.peripheral(day - startDay - flown);
    }
    return [central, peripheral];
  }

  test.each(Object.entries(backends))(
    '%s: are the superposition of all doses, both amounts of both drugs',
    (_name, backend) => {
      const { arms } = cohortSimulator(dosed, backend)(parameters);
      const width = stateNames.length;
      for (const { name, regimen } of dosed.arms) {
        for (const patient of [0, 1]) {
          const vector = parameters.subarray(
            patient * (parameters.length / 2),
            (patient + 1) * (parameters.length / 2),
          );
          for (let day = 0; day <= HORIZON; day++) {
            const at = (patient * (HORIZON + 1) + day) * width;
            for (const drug of drugNames) {
              const place = stateNames.indexOf(drug === 'tas102' ? 'Chem_C' : 'Targ_C');
              const [central, peripheral] = superposed(drug, name, vector, day);
              const allowed = DRUG_ROUNDING * (regimen[drug]?.[0]?.dose ?? 0);
              expect(Math.abs(arms[name]!.trajectories[at + place]! - central)).toBeLessThanOrEqual(allowed);
              expect(Math.abs(arms[name]!.trajectories[at + place + 1]! - peripheral)).toBeLessThanOrEqual(allowed);
            }
          }
        }
      }
    },
  );
});
