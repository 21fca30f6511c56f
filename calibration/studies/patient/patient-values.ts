import {
  type BetaMarginal,
  betaQuantile,
  cohortUniforms,
  InputError,
  nearestHint,
  type PatientTable,
  parseDecimal,
  sampleCohort,
  streamNames,
} from '../../../src/index.js';

/** Stands for a patient whose parameters are all at their medians. */
export const MEDIAN_PATIENT = 'median';

/** Name of a single patient in tables. */
export const PATIENT_ID = '1';

/** The median of each parameter by itself, in the order of the marginals. */
export function medianValues(marginals: readonly BetaMarginal[]): Float64Array {
  return Float64Array.from(marginals, (marginal) => betaQuantile(marginal, 0.5).value);
}

/**
 * A patient drawn at random, as `qcic cohort --patients 1` draws it.
 *
 * @param marginals - distributions of the parameters, with their correlations
 * @param seed - of the draw
 * @returns values in the order of the marginals
 */
export function drawnValues(marginals: readonly BetaMarginal[], seed: string): Float64Array {
  const parameters = marginals.map(({ name }) => name);
  const uniforms = cohortUniforms({
    design: 'latin-hypercube',
    parameters,
    patients: 1,
    seed,
    streamName: streamNames.cohortPatients,
  });
  return sampleCohort({ marginals, uniforms, patients: 1 }).values;
}

/**
 * One patient from the pairs of a command line: a parameter that is not named is at the median of its distribution.
 *
 * @param text - `NAME=VALUE` pairs separated by commas, or `median`
 * @param marginals - distributions: the 21 per-patient parameters, then further ones that differ between patients
 * @param optional - further names that a pair may state, as columns of a table of patients
 * @returns a table of one patient
 * @throws InputError - on a pair without a value, a name that is unknown or given twice, or a value that is no number >= 0
 */
export function patientOfPairs(
  text: string,
  marginals: readonly BetaMarginal[],
  optional: readonly string[],
): PatientTable {
  const pairs = text.trim() === MEDIAN_PATIENT ? [] : text.split(',').map(pairOf);
  const names = marginals.map(({ name }) => name);
  const known = [...names, ...optional];
  const given = new Map<string, number>();
  for (const { name, value } of pairs) {
    if (!known.includes(name)) {
      throw new InputError(`--patient: must name parameters of a patient; got ${name}${nearestHint(name, known)}`);
    }
    if (given.has(name)) throw new InputError(`--patient: must name each parameter once; got ${name} twice`);
    given.set(name, value);
  }
  const columns = [...names, ...[...given.keys()].filter((name) => !names.includes(name))];
  const medians = medianValues(marginals);
  return {
    ids: [PATIENT_ID],
    columns,
    values: Float64Array.from(columns, (name, column) => given.get(name) ?? medians[column]!),
  };
}

function pairOf(text: string): { readonly name: string; readonly value: number } {
  const part = text.trim();
  const at = part.indexOf('=');
  if (at < 1) throw new InputError(`--patient: must be NAME=VALUE pairs separated by commas; got '${part}'`);
  const name = part.slice(0, at).trim();
  const value = parseDecimal(part.slice(at + 1));
  if (!(value >= 0)) throw new InputError(`--patient: ${name}: must be a number >= 0; got '${part.slice(at + 1)}'`);
  return { name, value };
}

/**
 * The pairs that give a patient again, to the last bit: parameters off their medians.
 *
 * @param values - in the order of the marginals
 * @returns the argument of `--patient`
 */
export function pairsOfPatient(values: ArrayLike<number>, marginals: readonly BetaMarginal[]): string {
  const medians = medianValues(marginals);
  const pairs = marginals.flatMap(({ name }, index) =>
    values[index] === medians[index] ? [] : [`${name}=${values[index]}`],
  );
  return pairs.length === 0 ? MEDIAN_PATIENT : pairs.join();
}
