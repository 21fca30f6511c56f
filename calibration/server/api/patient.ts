import type { SimdShape } from '../../../src/index.js';
import type { PatientModel } from '../../studies/patient/patient-model.js';

/** Reply of `GET /api/patient/model`. */
export interface PatientModelReply {
  /** Run, refit or search for schedules; null for the published model. */
  readonly run: string | null;
  readonly model: PatientModel;
  /** Patients of the validation cohort, which can be asked for by their numbers; 0 for the published model. */
  readonly patients: number;
}

/** Body of `POST /api/patient/solver`: which model to compile. */
export interface SolverRequest {
  readonly run: string | null;
  /** Drugs of the model, in its order. */
  readonly drugs: readonly string[];
}

/** A compiled model: its shape, and the bytes of its WebAssembly module in base64. */
export interface SolverReply {
  readonly shape: SimdShape;
  readonly wasm: string;
}

/** Reply of `GET /api/patient/values`: a patient of a run. */
export interface PatientValuesReply {
  readonly number: number;
  /** In the order of the model's marginals. */
  readonly values: readonly number[];
}
