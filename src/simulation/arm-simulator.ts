import type { PatientOutcome } from './simulate-patient.js';

/** Which of a patient's days are kept. */
export interface DaySelection {
  readonly horizonDays: number;
  /** Days of which all cells are kept; ascending. */
  readonly snapshotDays: readonly number[];
}

/** What a simulated patient leaves; valid only while it is handed over. */
export interface KeptDays {
  /** X1, X2, X3 at day 0..horizon; cell/L; days x 3. */
  readonly tumor: Float64Array;
  /** State at the snapshot days: 53 cells (cell/L), then integrated drug amounts (dose units); snapshots x dimension. */
  readonly snapshots: Float64Array;
}

/** Parameter vectors of several patients: row-major, order of `CompiledModel.parameterNames`. */
export interface PatientRows {
  readonly count: number;
  row(patient: number): Float64Array;
}

/** Called once per patient, not in order; the days of a failed patient mean nothing. */
export type OnPatient = (patient: number, outcome: PatientOutcome, days: KeptDays) => void;

/** Simulates patients under one arm. */
export type ArmSimulator = (patients: PatientRows, onPatient: OnPatient) => void;
