import { heterogeneityParameters } from '../../../src/model/parameters/heterogeneity.js';
import { sampleCohort } from '../../../src/patients/sample-cohort.js';
import { uniformDesign } from '../../../src/random/uniform-design.js';

/** Parameter vectors of patients drawn from the published shapes, by the workbench's own streams. */
export function publishedPatients(patients: number, seed: string): readonly Float64Array[] {
  const marginals = Object.entries(heterogeneityParameters).map(([name, marginal]) => ({ name, ...marginal }));
  const dimensions = marginals.length;
  const uniforms = uniformDesign({ kind: 'latin-hypercube', patients, dimensions, seed, streamName: 'test patients' });
  const { values } = sampleCohort({ marginals, uniforms, patients });
  return Array.from({ length: patients }, (_, row) => values.slice(row * dimensions, (row + 1) * dimensions));
}
