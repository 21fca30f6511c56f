import type { ProposedPool } from '../../../calibration/pool/fit-pool.js';
import { type BetaMarginal, gaussianCopula, sampleCohort, uniformDesign } from '../../../src/index.js';

export interface BarePoolOptions {
  readonly marginals: readonly BetaMarginal[];
  readonly patients: number;
  readonly seed?: string;
  readonly design?: 'latin-hypercube' | 'random';
}

/** Patients without any simulation: what weights are made of. */
export function barePool({
  marginals,
  patients,
  seed = '0',
  design = 'latin-hypercube',
}: BarePoolOptions): ProposedPool {
  const dimensions = marginals.length;
  const uniforms = uniformDesign({ kind: design, patients, dimensions, seed, streamName: 'bare pool' });
  const { logX, log1mX } = sampleCohort({ marginals, uniforms, patients });
  const copula = gaussianCopula(marginals);
  const empty = { response: {}, burden: {}, nodes: 0, courses: {} };
  return { patients, logX, log1mX, dimensions, ...(copula === undefined ? {} : { copula }), ...empty, marginals };
}

/** Marginals on [0, 1] with the given shapes. */
export function unitMarginals(...shapes: readonly (readonly [alpha: number, beta: number])[]): readonly BetaMarginal[] {
  return shapes.map(([alpha, beta], j) => ({ name: `x${j}`, min: 0, max: 1, alpha, beta }));
}
