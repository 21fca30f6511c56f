import type { CompiledModel } from '../model/compile/compile-model.js';
import { drugStatesOf, stateNamesOf } from '../model/drugs/drug-states.js';
import { integratedStates } from '../model/drugs/saturable-drugs.js';
import { cellStates } from '../model/species.js';
import type { DaySelection, KeptDays } from './arm-simulator.js';
import { baselineTumors } from './baseline-tumor.js';
import type { DosePlan } from './dose-segments.js';
import { type DosingUntilProgressionPlan, fixedDosing, showsProgression } from './dosing-paths.js';
import { beginSegment, drugAmounts, drugsGiven, endSegment } from './drug-courses.js';
import { markerNames, markersOf } from './markers.js';
import { patientDosing } from './patient-dosing.js';
import type { PatientRows } from './patient-rows.js';
import type { SimulationSpec } from './simulation-spec.js';
import { treatmentResponseIndex } from './treatment-response.js';
import { relativeBurden, tumorCells } from './tumor-burden.js';

export const statusCodes = { failed: 0, completed: 1, 'completed on retry': 2 } as const;

/**
 * What is kept of a cohort under one arm: typed arrays with one row per patient, in input order.
 *
 * A failed patient's row holds zeros; nothing may read it without looking at `status`. Daily burdens take most of the memory; of a
 * large cohort they may be stored elsewhere.
 */
export interface ArmRecord<Burden extends PatientRows = Float32Array> {
  readonly status: Uint8Array;
  /** Relative change of tumor size at the assessment day; length n. */
  readonly tri: Float64Array;
  /** chi at day 0..horizon; n x (horizon + 1). */
  readonly burden: Burden;
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
  const markerOffsets = markerDays.map((day) => slotOf.get(day)! * model.dimension);
  const width = tumorCells.length;
  const dosesOf = patientDosing(model, plan, stops);
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
    const doses = dosesOf(parameters);
    const stop = doses.stops.find(({ visit }) => showsProgression(until, baseline, sizes, visit));
    const amounts = drugTrajectory(model, stop?.plan ?? doses.plan, parameters, snapshots);
    recordTrajectory(record, row, { snapshots, dimension: model.dimension }, amounts);
  };
}

/** Joins the days' cells and drugs into rows of all states. */
function recordTrajectory(
  record: ArmRecord,
  firstRow: number,
  { snapshots, dimension }: { readonly snapshots: Float64Array; readonly dimension: number },
  drugs: Float64Array,
): void {
  const days = snapshots.length / dimension;
  const drugStates = drugs.length / days;
  const width = cellStates.length + drugStates;
  for (let day = 0; day < days; day++) {
    const offset = (firstRow + day) * width;
    record.trajectories.set(snapshots.subarray(day * dimension, day * dimension + cellStates.length), offset);
    record.trajectories.set(drugs.subarray(day * drugStates, (day + 1) * drugStates), offset + cellStates.length);
  }
}

/**
 * Amounts at day 0, 1, ..., to the plan's end; dose units; days x drug states in canonical order.
 *
 * Those with a closed form are computed from the plan, before a bolus of the day; the others are read.
 *
 * @param snapshots - state of every day; days x dimension
 */
function drugTrajectory(
  model: CompiledModel,
  plan: DosePlan,
  parameters: Float64Array,
  snapshots: Float64Array,
): Float64Array {
  const amounts = drugAmounts(model, drugsGiven(plan), parameters);
  const states = drugStatesOf(model.drugs);
  const width = states.length;
  const days = plan.segments.at(-1)!.endDay + 1;
  const rows = new Float64Array(days * width);
  const closed = states.flatMap(({ drug, compartment }, place) => {
    const amount = amounts[drug.name];
    return amount === undefined ? [] : [{ place, amount, compartment }];
  });
  // The body is empty on day 0
  let day = 1;
  for (const segment of plan.segments) {
    const { startDay, endDay } = segment;
    beginSegment(segment, amounts);
    for (; day <= endDay; day++) {
      for (const { place, amount, compartment } of closed) {
        const elapsed = day - startDay;
        rows[day * width + place] = compartment === 'central' ? amount.central(elapsed) : amount.peripheral(elapsed);
      }
    }
    endSegment(segment, amounts);
  }
  const integrated = integratedStates(model.drugs);
  states.forEach(({ name }, place) => {
    const source = integrated.get(name);
    if (source === undefined) return;
    for (let at = 0; at < days; at++) rows[at * width + place] = snapshots[at * model.dimension + source]!;
  });
  return rows;
}
