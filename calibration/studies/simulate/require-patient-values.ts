import {
  InputError,
  initialStates,
  type PatientTable,
  requireParameterValue,
  requireTumor,
  type SimulationSpec,
} from '../../../src/index.js';

/**
 * Refuses patients whose values the model cannot have: some parameters are denominators and may not be zero, and there is a tumor at
 * day 0.
 *
 * @param table - patients
 * @param spec - values that replace those of the model
 * @param source - where the patients come from, for messages
 * @throws InputError - naming the patient and the parameter
 */
export function requirePatientValues(
  { ids, columns, values }: PatientTable,
  { overrides }: Pick<SimulationSpec, 'overrides'>,
  source: string,
): void {
  const naming = <Value>(where: string, check: () => Value): Value => {
    try {
      return check();
    } catch (cause) {
      if (!(cause instanceof InputError)) throw cause;
      throw new InputError(`${where}: ${cause.message}`, { cause });
    }
  };
  const slots = new Map(columns.map((name, column) => [name, column]));
  const start = naming(source, () => initialStates(new Map(Object.entries(overrides)), slots));
  for (const [patient, id] of ids.entries()) {
    const own = values.subarray(patient * columns.length, (patient + 1) * columns.length);
    naming(`${source}: patient ${id}`, () => {
      for (const [column, name] of columns.entries()) requireParameterValue(name, own[column]!);
      requireTumor(start.baselineTumorOf(own));
    });
  }
}
