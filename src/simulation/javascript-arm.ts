import type { CompiledModel } from '../model/compile/compile-model.js';
import { cellIndex } from '../model/species.js';
import type { SolverSettings } from '../ode/initial-value-problem.js';
import type { ArmSimulator, DaySelection } from './arm-simulator.js';
import type { DosePlan } from './dose-segments.js';
import type { DosingUntilProgressionPlan } from './dosing-paths.js';
import { patientSimulator } from './simulate-patient.js';
import { tumorCells } from './tumor-burden.js';

/**
 * Simulates one patient after the other with the JavaScript backend: the readable oracle of the compiled one.
 *
 * @param model - compiled right-hand side
 * @param plan - dose segments up to the horizon
 * @param settings - solver accuracy
 * @param selection - days to keep
 * @param until - the plans of patients whose progression shows at a visit; default: all keep the first plan
 */
export function javascriptArm(
  model: CompiledModel,
  plan: DosePlan,
  settings: SolverSettings,
  selection: DaySelection,
  until?: DosingUntilProgressionPlan,
): ArmSimulator {
  const simulate = patientSimulator(model, plan, settings, until);
  const tumorIndices = tumorCells.map((name) => cellIndex[name]);
  const slotOf = new Map(selection.snapshotDays.map((day, slot) => [day, slot]));
  const tumor = new Float64Array((selection.horizonDays + 1) * tumorIndices.length);
  const snapshots = new Float64Array(selection.snapshotDays.length * model.dimension);
  return (patients, onPatient) => {
    for (let patient = 0; patient < patients.count; patient++) {
      const outcome = simulate(patients.row(patient), (day, reader) => {
        tumorIndices.forEach((index, place) => {
          tumor[day * tumorIndices.length + place] = reader.cell(index);
        });
        const slot = slotOf.get(day);
        if (slot === undefined) return;
        const offset = slot * model.dimension;
        for (let index = 0; index < model.dimension; index++) snapshots[offset + index] = reader.cell(index);
      });
      onPatient(patient, outcome, { tumor, snapshots });
    }
  };
}
