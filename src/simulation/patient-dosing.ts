import type { CompiledModel } from '../model/compile/compile-model.js';
import { type DosePlan, planForBody } from './dose-segments.js';
import type { DosingStop } from './dosing-paths.js';

/** Doses of one patient: of the plan, and after each stop. */
export interface PatientDosing {
  readonly plan: DosePlan;
  readonly stops: readonly DosingStop[];
  /** What the amounts depend on besides the plans: weight (kg) and height (cm); empty where nothing does. */
  readonly body: readonly number[];
}

/**
 * Turns the doses of an arm into those of a patient.
 *
 * @param model - weight and height of a patient
 * @param plan - doses without progression
 * @param stops - doses after progression
 * @returns the doses for a parameter vector; the same object for all patients where no dose depends on the body
 */
export function patientDosing(
  model: CompiledModel,
  plan: DosePlan,
  stops: readonly DosingStop[],
): (parameters: Float64Array) => PatientDosing {
  const common: PatientDosing = { plan, stops, body: [] };
  if ([plan, ...stops.map((stop) => stop.plan)].every(({ perBody }) => perBody === undefined)) return () => common;
  let last = common;
  return (parameters) => {
    const weightKg = model.parameterValue('body_weight', parameters);
    const heightCm = model.parameterValue('body_height', parameters);
    if (last.body[0] === weightKg && last.body[1] === heightCm) return last;
    const body = { weightKg, heightCm };
    last = {
      plan: planForBody(plan, body),
      stops: stops.map((stop) => ({ ...stop, plan: planForBody(stop.plan, body) })),
      body: [weightKg, heightCm],
    };
    return last;
  };
}
