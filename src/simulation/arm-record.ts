import type { CompiledModel } from '../model/compile/compile-model.js';
import { stateNamesOf, statesOfDrug } from '../model/drugs/drug-states.js';
import { cellStates } from '../model/species.js';
import type { DaySelection, KeptDays } from './arm-simulator.js';
import { baselineTumors } from './baseline-tumor.js';
import type { DosePlan } from './dose-segments.js';
import { type DosingUntilProgressionPlan, fixedDosing, showsProgression } from './dosing-paths.js';
import { drugAmounts, drugsGiven, inputOf } from './drug-courses.js';
import { markerNames, markersOf } from './markers.js';
import type { SimulationSpec } from './simulation-spec.js';
import { treatmentResponseIndex } from './treatment-response.js';
import { relativeBurden, tumorCells } from './tumor-burden.js';

export const statusCodes = { failed: 0, completed: 1, 'completed on retry': 2 } as const;

/**
 * What is kept of a cohort under one arm: typed arrays with one row per patient, in input order.
 *
 * A failed patient's row holds zeros; nothing may read it without looking at `status`.
 */
export interface ArmRecord {
  readonly status: Uint8Array;
  /** Relative change of tumor size at the assessment day; length n. */
  readonly tri: Float64Array;
  /** chi at day 0..horizon; n x (horizon + 1). */
  readonly burden: Float32Array;
  /** Markers; n x markerDays x 4, order of `markerNames`. */
  readonly markers: Float64Array;
  /** Tumor-cell density X1 + X2 + X3 at day 0; cell/L; length n. */
  readonly baselineTumor: Float64Array;
  /** Tumor volume at day 0; cm^3; length n. */
  readonly baselineVolumeCm3: Float64Array;
  /** Tumor-cell density X1 + X2 + X3 at `tumorDays`; cell/L; n x days. */
  readonly tumor: Float64Array;
  /** The same at the arm's visits; n x visits. */
  readonly visitTumor: Float64Array;
  /** Daily states of the model in canonical order (`stateNamesOf`); n x (horizon + 1) x states; empty unless asked for. */
  readonly trajectories: Float64Array;
}

/**
 * Arrays of the right sizes, filled with zeros (every patient `failed` until it completes).
 *
 * @param spec - what is kept
 * @param patients - number of rows
 * @param visits - days of the arm's visits
 */
export function emptyArmRecord(spec: SimulationSpec, patients: number, visits: readonly number[] = []): ArmRecord {
  const days = spec.horizonDays + 1;
  return {
    status: new Uint8Array(patients),
    tri: new Float64Array(patients),
    burden: new Float32Array(patients * days),
    markers: new Float64Array(patients * spec.markerDays.length * markerNames.length),
    baselineTumor: new Float64Array(patients),
    baselineVolumeCm3: new Float64Array(patients),
    tumor: new Float64Array(patients * spec.tumorDays.length),
    visitTumor: new Float64Array(patients * visits.length),
    trajectories: new Float64Array(spec.keepTrajectories ? patients * days * stateNamesOf(spec.drugs).length : 0),
  };
}

/** The days that a record needs of each patient. */
export function daysToKeep(spec: SimulationSpec): DaySelection {
  const { horizonDays, markerDays, keepTrajectories } = spec;
  const every = () => Array.from({ length: horizonDays + 1 }, (_, day) => day);
  return {
    horizonDays,
    snapshotDays: keepTrajectories ? every() : [...new Set(markerDays)].sort((a, b) => a - b),
  };
}

/**
 * Prepares the writing of patients into records of one arm.
 *
 * @param spec - what is kept
 * @param model - parameter values of a patient
 * @param plan - doses of the arm, for the drug amounts of trajectories
 * @param until - visits of the arm, and the doses of patients whose progression shows at one; default: no visits
 * @returns writes one completed patient into its row
 */
export function armRecorder(
  spec: SimulationSpec,
  model: CompiledModel,
  plan: DosePlan,
  until: DosingUntilProgressionPlan = fixedDosing,
): (record: ArmRecord, patient: number, parameters: Float64Array, days: KeptDays) => void {
  const form = spec.switches['dpf-burden'];
  const { horizonDays, assessmentDay, markerDays, tumorDays } = spec;
  const { visits, stops } = until;
  const baselineOf = baselineTumors(model);
  const { snapshotDays } = daysToKeep(spec);
  const slotOf = new Map(snapshotDays.map((day, slot) => [day, slot]));
  const markerOffsets = markerDays.map((day) => slotOf.get(day)! * cellStates.length);
  const width = tumorCells.length;
  return (record, patient, parameters, { tumor, snapshots }) => {
    const capacities = [
      model.parameterValue('K1', parameters),
      model.parameterValue('K2', parameters),
      model.parameterValue('K3', parameters),
    ] as const;
    const densitiesOf = (day: number): readonly [number, number, number] => {
      const at = day * width;
      return [tumor[at]!, tumor[at + 1]!, tumor[at + 2]!];
    };
    const totalOf = (day: number): number => {
      const [x1, x2, x3] = densitiesOf(day);
      return x1 + x2 + x3;
    };
    const row = patient * (horizonDays + 1);
    for (let day = 0; day <= horizonDays; day++) {
      record.burden[row + day] = relativeBurden({ densities: densitiesOf(day), capacities }, form);
    }
    record.tri[patient] = treatmentResponseIndex(totalOf(0), totalOf(assessmentDay));
    const baseline = baselineOf(parameters);
    record.baselineTumor[patient] = baseline.density;
    record.baselineVolumeCm3[patient] = baseline.volumeCm3;
    tumorDays.forEach((day, slot) => {
      record.tumor[patient * tumorDays.length + slot] = totalOf(day);
    });
    visits.forEach((day, slot) => {
      record.visitTumor[patient * visits.length + slot] = totalOf(day);
    });
    markerOffsets.forEach((offset, slot) => {
      const markers = markersOf((index) => snapshots[offset + index]!);
      record.markers.set(markers, (patient * markerDays.length + slot) * markerNames.length);
    });
    if (!spec.keepTrajectories) return;
    const sizes = record.visitTumor.subarray(patient * visits.length, (patient + 1) * visits.length);
    const stop = stops.find(({ visit }) => showsProgression(until, baseline, sizes, visit));
    recordTrajectory(record, row, snapshots, drugTrajectory(model, stop?.plan ?? plan, parameters));
  };
}

/** Joins the days' cells and drugs into rows of all states. */
function recordTrajectory(record: ArmRecord, firstRow: number, cells: Float64Array, drugs: Float64Array): void {
  const days = cells.length / cellStates.length;
  const drugStates = drugs.length / days;
  const width = cellStates.length + drugStates;
  for (let day = 0; day < days; day++) {
    const offset = (firstRow + day) * width;
    record.trajectories.set(cells.subarray(day * cellStates.length, (day + 1) * cellStates.length), offset);
    record.trajectories.set(drugs.subarray(day * drugStates, (day + 1) * drugStates), offset + cellStates.length);
  }
}

/** Amounts at day 0, 1, ..., to the plan's end by the closed form; dose units; days x drug states in canonical order. */
function drugTrajectory(model: CompiledModel, plan: DosePlan, parameters: Float64Array): Float64Array {
  const given = drugsGiven(plan);
  const amounts = drugAmounts(model, given, parameters);
  const horizonDays = plan.segments.at(-1)!.endDay;
  let width = 0;
  const places = model.drugs.flatMap((drug) => {
    const amount = amounts[drug.name];
    return statesOfDrug(drug).flatMap(({ compartment }) => {
      const place = width++;
      return amount === undefined ? [] : [{ place, amount, compartment }];
    });
  });
  const rows = new Float64Array((horizonDays + 1) * width);
  let day = 0;
  for (const segment of plan.segments) {
    const { startDay, endDay } = segment;
    for (const drug of given) amounts[drug]!.begin(inputOf(segment, drug));
    for (; day <= endDay; day++) {
      for (const { place, amount, compartment } of places) {
        const elapsed = day - startDay;
        rows[day * width + place] = compartment === 'central' ? amount.central(elapsed) : amount.peripheral(elapsed);
      }
    }
    for (const drug of given) amounts[drug]!.end(endDay - startDay);
  }
  return rows;
}
