import {
  heterogeneityParameterNames,
  InputError,
  type PatientTable,
  parsePatientTable,
  readTableFile,
  replaceableParameterNames,
  type SimulationSpec,
} from '../../src/index.js';
import type { Config } from '../config/config-schema.js';
import { configuredMarginals } from '../config/parse-config.js';
import { tableInput } from '../store/read-trials.js';
import { patientOfPairs } from '../studies/patient/patient-values.js';
import { publishedMarginals } from '../studies/sensitivity/settings.js';

/** Flags that name patients: a table, or the values of one. */
export interface PatientFlags {
  readonly patients?: string;
  readonly patient?: string;
}

/** Patients of a command line: a table of a file, or one patient by its values, which are then a setting of the study. */
export async function givenPatients(
  { patients, patient }: PatientFlags,
  { switches, drugs }: Pick<SimulationSpec, 'switches' | 'drugs'>,
  config: Config | undefined,
) {
  const optional = replaceableParameterNames(switches, drugs);
  if (patients !== undefined && patient === undefined) {
    const file = await readTableFile(patients);
    const { text, source } = file;
    const table = parsePatientTable(text, { source, required: heterogeneityParameterNames, optional });
    return { table, source: patients, inputs: [tableInput(patients, file, table.readAs)], stated: {} };
  }
  if (patient === undefined || patients !== undefined) {
    throw new InputError(
      `--patients or --patient: must be given, one of the two; got ${patient === undefined ? 'none' : 'both'}`,
    );
  }
  const marginals = config === undefined ? publishedMarginals() : configuredMarginals(config);
  const table: PatientTable = patientOfPairs(patient, marginals, optional);
  const values = Object.fromEntries(table.columns.map((name, column) => [name, table.values[column]!]));
  return { table, source: '--patient', inputs: [], stated: { patient: values } };
}
