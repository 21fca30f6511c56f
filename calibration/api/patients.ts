import {
  type BetaMarginal,
  compileModel,
  heterogeneityParameterNames,
  InputError,
  nearestHint,
  type PatientTable,
  parsePatientTable,
  postedSwitches,
  readTableFile,
  replaceableParameterNames,
  type SimulationSpec,
  shippedDrugs,
  streamNames,
} from '../../src/index.js';
import { drawCohort } from '../fit/draw-cohort.js';
import { medianValues } from '../studies/patient/patient-values.js';
import { publishedMarginals } from '../studies/sensitivity/settings.js';

/**
 * A virtual patient: parameters by name, each in its own unit (`parameters()` of `qcic-workbench/model` lists them).
 *
 * A parameter that is left out is at the median of its distribution; further names are fixed parameters of the model, `state:NAME`,
 * `baseline_tumor`, `body_weight` and `body_height`. `patient` names the patient in results; by default its number from 1.
 */
export interface PatientParameters {
  readonly patient?: string;
  readonly [parameter: string]: number | string | undefined;
}

/** A virtual patient with all parameters that differ between patients. */
export interface VirtualPatient {
  readonly patient: string;
  readonly [parameter: string]: number | string;
}

/** Distribution of a parameter over patients: a Beta distribution on [min, max]. */
export interface ParameterDistribution {
  readonly name: string;
  /** In the unit of the parameter. */
  readonly min: number;
  readonly max: number;
  /** Shapes of the Beta distribution; > 0. */
  readonly alpha: number;
  readonly beta: number;
}

/** How patients are drawn. */
export interface SampleCohortOptions {
  /** Same seed, same patients; default: `1`. */
  readonly seed?: string | number;
  /** Distributions of the parameters, in place of the published ones. */
  readonly shapes?: readonly ParameterDistribution[];
  /** How patients are spread over the distributions; default: a Latin hypercube. */
  readonly design?: 'latin-hypercube' | 'random' | 'sobol';
}

const DEFAULT_SEED = '1';

/** A seed as text. @throws InputError - when it is neither text nor a number */
export function seedOf(seed: string | number): string {
  if (typeof seed === 'string' || Number.isFinite(seed)) return String(seed);
  throw new InputError(`seed: must be text or a number; got ${JSON.stringify(seed)}`);
}

/** Most patients of a cohort. */
const MOST_PATIENTS = 1_048_576;

/**
 * Draws virtual patients, as `qcic cohort` does.
 *
 * @param patients - how many; 1 to 1,048,576
 * @param options - seed, distributions, design
 * @returns one record per patient, with the 21 parameters that differ between patients, each in its own unit
 * @throws InputError - when a number or a distribution is invalid
 * @example
 * const patients = sampleCohort(100, { seed: 7 });
 * console.log(patients[0].beta_X1); // growth rate of drug-sensitive tumor cells; 1/day
 */
export function sampleCohort(
  patients: number,
  { seed = DEFAULT_SEED, shapes, design = 'latin-hypercube' }: SampleCohortOptions = {},
): VirtualPatient[] {
  const marginals = marginalsOf(shapes);
  return recordsOf(drawnTable(patients, marginals, seedOf(seed), design));
}

/** The same as a table of the simulator. */
export function drawnTable(
  patients: number,
  marginals: readonly BetaMarginal[],
  seed: string,
  design: 'latin-hypercube' | 'random' | 'sobol' = 'latin-hypercube',
): PatientTable {
  if (!(Number.isInteger(patients) && patients >= 1 && patients <= MOST_PATIENTS)) {
    throw new InputError(`patients: must be a whole number from 1 to ${MOST_PATIENTS}; got ${patients}`);
  }
  const { values } = drawCohort(marginals, { seed, design }, streamNames.cohortPatients, patients);
  const ids = Array.from({ length: patients }, (_, index) => String(index + 1));
  return { ids, columns: marginals.map(({ name }) => name), values };
}

/** Distributions of all parameters of a patient: those given, and those of a run or the published ones of the others. */
export function marginalsOf(
  shapes: readonly ParameterDistribution[] = [],
  base: readonly BetaMarginal[] = publishedMarginals(),
): readonly BetaMarginal[] {
  if (!Array.isArray(shapes)) throw new InputError(`shapes: must be a list of distributions; got ${typeof shapes}`);
  const known = base.map(({ name }) => name);
  for (const { name } of shapes) {
    if (!known.includes(name)) {
      throw new InputError(`shapes: must name parameters of a patient; got ${name}${nearestHint(name, known)}`);
    }
  }
  return base.map((own) => shapes.find(({ name }) => name === own.name) ?? own);
}

/**
 * Reads a table of patients: CSV or Parquet with a column `patient` and one column per parameter, as `qcic cohort` writes it.
 *
 * @param file - path of the table
 * @throws InputError - when the file cannot be read; DataError - naming line and column of every issue
 */
export async function readCohort(file: string): Promise<VirtualPatient[]> {
  const drugs = Object.entries(shippedDrugs).map(([name, definition]) => ({ name, definition }));
  const optional = replaceableParameterNames(postedSwitches, drugs);
  const { text, source } = await readTableFile(file);
  return recordsOf(parsePatientTable(text, { source, required: heterogeneityParameterNames, optional }));
}

/** One record per patient of a table. */
export function recordsOf({ ids, columns, values }: PatientTable): VirtualPatient[] {
  return ids.map((patient, row) => ({
    patient,
    ...Object.fromEntries(columns.map((name, column) => [name, values[row * columns.length + column]!])),
  }));
}

/**
 * A table of given patients, complete: what a patient does not state is at the median of its distribution, or has the value of the
 * model.
 *
 * @param patients - records
 * @param marginals - distributions of the parameters that differ between patients
 * @param spec - the model
 * @throws InputError - on no patient, an unknown parameter, a value that is no number >= 0, or a name that occurs twice
 */
export function tableOfRecords(
  patients: readonly PatientParameters[],
  marginals: readonly BetaMarginal[],
  spec: ModelOfPatients,
): PatientTable {
  if (!Array.isArray(patients)) {
    throw new InputError(`patients: must be a number, or a list of patients; got ${JSON.stringify(patients)}`);
  }
  if (patients.length === 0) throw new InputError('patients: must hold at least one patient; got none');
  const names = marginals.map(({ name }) => name);
  const known = [...new Set([...names, ...replaceableParameterNames(spec.switches, spec.drugs)])];
  const further = new Set<string>();
  const ids = new Set<string>();
  for (const [index, record] of patients.entries()) {
    if (typeof record !== 'object' || record === null) {
      throw new InputError(`patients[${index}]: must be parameters by name; got ${JSON.stringify(record)}`);
    }
    const { patient = String(index + 1), ...parameters } = record;
    if (ids.has(patient)) throw new InputError(`patients[${index}].patient: must be unique; got '${patient}' twice`);
    ids.add(patient);
    for (const [name, value] of Object.entries(parameters)) {
      if (value === undefined) continue;
      const where = `patients[${index}].${name}`;
      if (!known.includes(name)) {
        throw new InputError(
          `${where}: must be a parameter of a patient; got an unknown one${nearestHint(name, known)}`,
        );
      }
      if (!(typeof value === 'number' && value >= 0 && Number.isFinite(value))) {
        throw new InputError(`${where}: must be a number >= 0; got ${JSON.stringify(value)}`);
      }
      if (!names.includes(name)) further.add(name);
    }
  }
  const columns = [...names, ...further];
  const fallback = [...medianValues(marginals), ...valuesOfModel([...further], medianValues(marginals), spec)];
  const values = patients.flatMap((record) =>
    columns.map((name, column) => (record[name] as number | undefined) ?? fallback[column]!),
  );
  return { ids: [...ids], columns, values: Float64Array.from(values) };
}

/** The model that patients are completed by. */
type ModelOfPatients = Pick<SimulationSpec, 'switches' | 'drugs' | 'overrides'>;

/** Values that parameters of the model have where a patient does not state them. */
function valuesOfModel(names: readonly string[], medians: Float64Array, spec: ModelOfPatients): readonly number[] {
  if (names.length === 0) return [];
  const { parameterValue } = compileModel({ ...spec, varying: [] });
  return names.map((name) => parameterValue(name, medians));
}
