import { type UniformDesignKind, uniformDesign } from '../random/uniform-design.js';

export interface CohortUniformsOptions {
  readonly design: UniformDesignKind;
  /** Names of the per-patient parameters, in the order of the columns. */
  readonly parameters: readonly string[];
  readonly patients: number;
  readonly seed: string;
  readonly streamName: string;
}

/**
 * Parameters that get the first dimensions of a Sobol sequence, where its strata are finest in pairs and triples of dimensions.
 *
 * These explain most of the tumor's change to day 56: of the variance of its rank under placebo, beta_X2 0.56, d_X2 0.23, K2 0.08, d_X1 0.06;
 * under the combination, beta_X3 0.74, beta_X2 0.08, rho_X3X1 0.05 (first-order shares, 10,000 patients of the main job).
 */
const decisiveParameters: readonly string[] = [
  'beta_X3',
  'beta_X2',
  'd_X2',
  'd_X1',
  'rho_X3X1',
  'rho_X3X2',
  'K2',
  'K1',
  'K3',
  'beta_X1',
];

/**
 * Uniform numbers behind the patients of a cohort.
 *
 * With `sobol` the parameters that decide most of a response take the first dimensions of the sequence, the others follow in their order;
 * `docs/benchmarks.md` has the errors of the designs. The other designs treat all dimensions alike.
 *
 * @param options - design; parameters, at least one; patients, integer >= 1; seed and stream name of the cohort
 * @returns uniforms, row-major: patient i, parameter j at [i * parameters.length + j]; strictly inside (0, 1)
 * @throws InputError - when a size is out of range for the design
 */
export function cohortUniforms({
  design,
  parameters,
  patients,
  seed,
  streamName,
}: CohortUniformsOptions): Float64Array {
  const width = parameters.length;
  const points = uniformDesign({ kind: design, patients, dimensions: width, seed, streamName });
  if (design !== 'sobol') return points;
  const first = decisiveParameters.filter((name) => parameters.includes(name));
  const ordered = [...first, ...parameters.filter((name) => !first.includes(name))];
  const dimensions = parameters.map((name) => ordered.indexOf(name));
  const point = new Float64Array(width);
  for (let row = 0; row < points.length; row += width) {
    for (let column = 0; column < width; column++) point[column] = points[row + dimensions[column]!]!;
    points.set(point, row);
  }
  return points;
}
