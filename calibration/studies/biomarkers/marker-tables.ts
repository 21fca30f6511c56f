import { type ArmRecord, markerNames, type ResponseRule, responseOf, type SimulationSpec } from '../../../src/index.js';
import type { ScoreTable } from '../../biomarkers/score-table.js';
import { completedPatients } from '../run/cohort-plot-rows.js';

export interface MarkerTableSettings {
  readonly spec: SimulationSpec;
  readonly responseRule: ResponseRule;
}

/** The markers of one arm on one day, with the response of each completed patient. */
export interface MarkerTable extends ScoreTable {
  readonly arm: string;
  readonly day: number;
  /** Row of each patient in the cohort, from 0. */
  readonly patients: readonly number[];
}

/**
 * Markers of an arm's completed patients, one table per marker day; label 1 for CR, PR or SD at the assessment.
 *
 * @param arm - name and record of the arm
 * @param settings - specification of the simulation, and response criteria
 * @returns tables in the order of the marker days
 */
export function markerTables(
  { name, record }: { readonly name: string; readonly record: ArmRecord },
  { spec, responseRule }: MarkerTableSettings,
): readonly MarkerTable[] {
  const patients = completedPatients(record);
  const labels = Uint8Array.from(patients, (patient) => Number(responseOf(record, patient, responseRule) !== 'PD'));
  const { markerDays } = spec;
  return markerDays.map((day, slot) => ({
    name: `${name}, day ${day}`,
    arm: name,
    day,
    patients,
    labels,
    columns: markerNames.map((marker, index) => ({
      name: marker,
      values: Float64Array.from(
        patients,
        (patient) => record.markers[(patient * markerDays.length + slot) * markerNames.length + index]!,
      ),
    })),
  }));
}
