import { InputError } from '../errors.js';
import { sobolSequence } from './sobol-sequence.js';
import { type RandomStream, randomStream } from './streams.js';

/** How uniforms are spread: one per stratum of each dimension, independent, or low-discrepancy. */
export const uniformDesigns = ['latin-hypercube', 'random', 'sobol'] as const;
export type UniformDesignKind = (typeof uniformDesigns)[number];

export interface UniformDesignOptions {
  readonly kind: UniformDesignKind;
  readonly patients: number;
  readonly dimensions: number;
  readonly seed: string;
  readonly streamName: string;
}

/** Most patients of one design: up to here (stratum + jitter) / patients stays in its stratum after rounding. */
export const MAX_DESIGN_PATIENTS = 2 ** 20;

/** Bits of the jitter within a stratum: 20 bits of stratum + 31 of jitter + the half step fit the 53 of a double. */
const JITTER_STEPS = 2 ** 31;

/** Steps of a plain uniform: the midpoints of 2^52 cells are the finest grid that a double holds up to 1 - 2^-53. */
const UNIFORM_STEPS = 2 ** 52;

/** Midpoint of the cell of `steps` equal cells of (0, 1) that the next number falls in: never 0, never 1. */
function midpointOf(stream: RandomStream, steps: number): number {
  return (Math.floor(stream() * steps) + 0.5) / steps;
}

/** A random permutation of 0 .. length - 1 (Fisher-Yates). */
export function permutationOf(length: number, stream: RandomStream): Uint32Array {
  const permutation = Uint32Array.from({ length }, (_, position) => position);
  for (let last = length - 1; last > 0; last--) {
    const chosen = Math.floor(stream() * (last + 1));
    const kept = permutation[last]!;
    permutation[last] = permutation[chosen]!;
    permutation[chosen] = kept;
  }
  return permutation;
}

function checkOptions({ kind, patients, dimensions }: UniformDesignOptions): void {
  if (!uniformDesigns.includes(kind)) {
    throw new InputError(`uniformDesign.kind: must be one of ${uniformDesigns.join(', ')}; got '${kind}'`);
  }
  if (!(Number.isSafeInteger(patients) && patients >= 1 && patients <= MAX_DESIGN_PATIENTS)) {
    throw new InputError(`uniformDesign.patients: must be an integer in [1, ${MAX_DESIGN_PATIENTS}]; got ${patients}`);
  }
  if (!(Number.isSafeInteger(dimensions) && dimensions >= 1)) {
    throw new InputError(`uniformDesign.dimensions: must be an integer ≥ 1; got ${dimensions}`);
  }
}

/**
 * Uniform numbers behind a cohort, one per patient and parameter.
 *
 * `latin-hypercube`: u[i, j] = (permutation_j(i) + jitter_i(j)) / patients, so that every column has exactly one value in
 * each of the `patients` equal strata. `random`: independent uniforms. `sobol`: the points of a scrambled Sobol sequence, in
 * order, best a power of 2. With the last two patient i keeps its numbers when the cohort grows. In a Latin hypercube
 * dimension j has a permutation stream of its own, patient i a stream for its jitters (or its uniforms, with `random`); all are derived
 * from the seed and the stream name, so neither order nor thread count matters. All kinds give values strictly inside (0, 1).
 *
 * @param options - kind; patients, integer in [1, 2^20]; dimensions, integer ≥ 1 (`sobol`: at most 1024); seed and stream name,
 *   any strings
 * @returns uniforms, row-major: patient i, dimension j at [i * dimensions + j]
 * @throws InputError - when the kind is unknown or a size is out of range
 * @see McKay, Beckman & Conover 1979, doi:10.1080/00401706.1979.10489755; `sobolSequence`
 */
export function uniformDesign(options: UniformDesignOptions): Float64Array {
  checkOptions(options);
  const { kind, patients, dimensions, seed, streamName } = options;
  if (kind === 'sobol') return sobolSequence({ points: patients, dimensions, scrambling: 'matrix', seed, streamName });
  const uniforms = new Float64Array(patients * dimensions);
  if (kind === 'random') {
    for (let patient = 0; patient < patients; patient++) {
      const stream = randomStream({ seed, streamName: `${streamName}: uniforms`, index: patient });
      for (let dimension = 0; dimension < dimensions; dimension++) {
        uniforms[patient * dimensions + dimension] = midpointOf(stream, UNIFORM_STEPS);
      }
    }
    return uniforms;
  }
  const strata = Array.from({ length: dimensions }, (_, dimension) =>
    permutationOf(patients, randomStream({ seed, streamName: `${streamName}: permutation`, index: dimension })),
  );
  for (let patient = 0; patient < patients; patient++) {
    const stream = randomStream({ seed, streamName: `${streamName}: jitter`, index: patient });
    strata.forEach((permutation, dimension) => {
      const within = permutation[patient]! + midpointOf(stream, JITTER_STEPS);
      uniforms[patient * dimensions + dimension] = within / patients;
    });
  }
  return uniforms;
}
