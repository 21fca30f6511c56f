import { InputError } from '../errors.js';
import { type CompiledModel, compileModel } from '../model/compile/compile-model.js';
import type { Regimen } from '../model/regimens.js';
import { cellIndex, cellStates, stateNames } from '../model/species.js';
import type { Switches } from '../model/switches.js';
import type { SolverSettings } from '../ode/dormand-prince.js';
import { dosePlan } from './dose-segments.js';
import { markerNames, markersOf } from './markers.js';
import { type DayObserver, type PatientFailure, patientSimulator } from './simulate-patient.js';
import { treatmentResponseIndex } from './treatment-response.js';
import { relativeBurden } from './tumor-burden.js';

/** Everything that determines a simulation besides the patients; plain data, so it can travel to a worker. */
export interface SimulationSpec {
  readonly switches: Switches;
  readonly overrides: Readonly<Record<string, number>>;
  /** Fixed parameters that the patients bring their own value of, after the 21 per-patient ones. */
  readonly varying: readonly string[];
  readonly arms: readonly { readonly name: string; readonly regimen: Regimen }[];
  readonly horizonDays: number;
  /** Day of the response against baseline. */
  readonly assessmentDay: number;
  /** Days at which markers are kept; ascending. */
  readonly markerDays: readonly number[];
  /** Days at which the tumor's density is kept (spider plots); ascending. */
  readonly tumorDays: readonly number[];
  readonly keepTrajectories: boolean;
  readonly solver: SolverSettings;
}

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
  /** Tumor-cell density X1 + X2 + X3 at `tumorDays`; cell/L; n x days. */
  readonly tumor: Float64Array;
  /** Daily 57 states in canonical order; n x (horizon + 1) x 57; empty unless asked for. */
  readonly trajectories: Float64Array;
}

export interface PatientFailureRecord {
  /** Row of the patient. */
  readonly patient: number;
  readonly arm: string;
  readonly reason: PatientFailure;
  readonly day: number;
}

export interface CohortRecord {
  readonly patients: number;
  readonly arms: Readonly<Record<string, ArmRecord>>;
  readonly failures: readonly PatientFailureRecord[];
}

/**
 * Prepares a simulator of cohorts: compiles the model and the dose plans once.
 *
 * @param spec - model, arms, days and solver
 * @returns a function of the patients' parameter vectors (row-major, n x number of parameters; order of
 *   `CompiledModel.parameterNames`); each arm simulates the same patients
 * @throws InputError - on an unknown parameter, an impossible regimen, a day outside the horizon, or ragged vectors
 */
export function cohortSimulator(spec: SimulationSpec): (parameters: Float64Array) => CohortRecord {
  const model = compileModel({ switches: spec.switches, overrides: spec.overrides, varying: spec.varying });
  const arms = spec.arms.map(({ name, regimen }) => ({
    name,
    simulate: patientSimulator(model, dosePlan(regimen, spec.horizonDays), spec.solver),
  }));
  const width = model.parameterNames.length;
  requireDays(spec);
  return (parameters) => {
    const patients = parameters.length / width;
    if (!Number.isInteger(patients)) {
      throw new InputError(`patients: must be rows of ${width} parameters; got ${parameters.length} numbers`);
    }
    const failures: PatientFailureRecord[] = [];
    const records = arms.map(({ name, simulate }) => {
      const record = emptyArmRecord(spec, patients);
      for (let patient = 0; patient < patients; patient++) {
        const vector = parameters.subarray(patient * width, (patient + 1) * width);
        const outcome = simulate(vector, patientObserver(spec, model, vector, record, patient));
        if (outcome.kind === 'completed') {
          record.status[patient] = statusCodes[outcome.retried ? 'completed on retry' : 'completed'];
        } else {
          clearRow(record, patient, patients);
          failures.push({ patient, arm: name, reason: outcome.reason, day: outcome.day });
        }
      }
      return [name, record] as const;
    });
    return { patients, arms: Object.fromEntries(records), failures };
  };
}

/** A day that is never observed would leave zeros behind, which read as figures. */
function requireDays({ horizonDays, assessmentDay, markerDays, tumorDays }: SimulationSpec): void {
  const require = (name: string, day: number) => {
    if (!(Number.isInteger(day) && day >= 0 && day <= horizonDays)) {
      throw new InputError(`${name}: must be whole days from 0 to the horizon (${horizonDays}); got ${day}`);
    }
  };
  require('assessmentDay', assessmentDay);
  for (const day of markerDays) require('markerDays', day);
  for (const day of tumorDays) require('tumorDays', day);
}

/** Arrays of the right sizes, filled with zeros (every patient `failed` until it completes). */
export function emptyArmRecord(spec: SimulationSpec, patients: number): ArmRecord {
  const days = spec.horizonDays + 1;
  return {
    status: new Uint8Array(patients),
    tri: new Float64Array(patients),
    burden: new Float32Array(patients * days),
    markers: new Float64Array(patients * spec.markerDays.length * markerNames.length),
    tumor: new Float64Array(patients * spec.tumorDays.length),
    trajectories: new Float64Array(spec.keepTrajectories ? patients * days * stateNames.length : 0),
  };
}

function clearRow(record: ArmRecord, patient: number, patients: number): void {
  for (const array of Object.values(record) as (Uint8Array | Float32Array | Float64Array)[]) {
    const width = array.length / patients;
    array.fill(0, patient * width, (patient + 1) * width);
  }
}

const tumorIndices = [cellIndex.X1_C, cellIndex.X2_C, cellIndex.X3_C] as const;

function patientObserver(
  spec: SimulationSpec,
  model: CompiledModel,
  parameters: Float64Array,
  record: ArmRecord,
  patient: number,
): DayObserver {
  const form = spec.switches['dpf-burden'];
  const capacities = [
    model.parameterValue('K1', parameters),
    model.parameterValue('K2', parameters),
    model.parameterValue('K3', parameters),
  ] as const;
  const days = spec.horizonDays + 1;
  const markerWidth = markerNames.length;
  let baseline = 0;
  return (day, reader) => {
    const densities = [
      reader.cell(tumorIndices[0]),
      reader.cell(tumorIndices[1]),
      reader.cell(tumorIndices[2]),
    ] as const;
    const total = densities[0] + densities[1] + densities[2];
    if (day === 0) baseline = total;
    record.burden[patient * days + day] = relativeBurden({ densities, capacities }, form);
    if (day === spec.assessmentDay) record.tri[patient] = treatmentResponseIndex(baseline, total);
    const tumorSlot = spec.tumorDays.indexOf(day);
    if (tumorSlot >= 0) record.tumor[patient * spec.tumorDays.length + tumorSlot] = total;
    const markerSlot = spec.markerDays.indexOf(day);
    if (markerSlot >= 0) {
      record.markers.set(markersOf(reader.cell), (patient * spec.markerDays.length + markerSlot) * markerWidth);
    }
    if (spec.keepTrajectories) {
      const offset = (patient * days + day) * stateNames.length;
      for (let index = 0; index < cellStates.length; index++) record.trajectories[offset + index] = reader.cell(index);
      const [targ, chem] = [reader.drug('bevacizumab'), reader.drug('tas102')];
      record.trajectories.set(
        [targ.central, targ.peripheral, chem.central, chem.peripheral],
        offset + cellStates.length,
      );
    }
  };
}
