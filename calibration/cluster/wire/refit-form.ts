import { z } from 'zod';
import type { FitJob, FitJobResult } from '../../fit/jobs/fit-job.js';
import type { MixturePool } from '../../pool/fit-pool.js';
import type { WireForm } from '../wire-form.js';
import { fitProblemSchema } from './fit-problem-schema.js';
import { anyNumber, arrayOf, count, finite, parsePacked, shortText } from './parse-packed.js';
import { inSharedMemory } from './shared-arrays.js';

const vector = z.array(anyNumber).max(100_000);

const jobSchema = z.strictObject({
  pool: z.strictObject({ name: shortText, leastEffective: finite }),
  problem: fitProblemSchema,
  start: vector,
  maxIterations: count,
  tolerance: finite,
  condition: z
    .strictObject({
      terms: z
        .array(z.strictObject({ parameter: count, factor: finite }))
        .min(1)
        .max(100),
      level: finite,
    })
    .optional(),
  endpoints: z.record(shortText, anyNumber).optional(),
  standardErrors: z.boolean().optional(),
});

const poolSchema: z.ZodType<MixturePool> = z
  .strictObject({
    patients: count.min(1),
    logX: arrayOf(Float64Array),
    log1mX: arrayOf(Float64Array),
    dimensions: count.min(1),
    response: z.record(shortText, arrayOf(Uint8Array)),
    burden: z.record(shortText, arrayOf(Float32Array)),
    nodes: count.min(1),
    logProposal: arrayOf(Float64Array),
    newest: count,
  })
  .superRefine((pool, context) => {
    const require = (path: readonly string[], length: number, expected: number) => {
      if (length === expected) return;
      context.addIssue({ code: 'custom', path: [...path], message: `must hold ${expected} numbers; got ${length}` });
    };
    const { patients, dimensions, nodes } = pool;
    require(['logX'], pool.logX.length, patients * dimensions);
    require(['log1mX'], pool.log1mX.length, patients * dimensions);
    require(['logProposal'], pool.logProposal.length, patients);
    for (const [arm, classes] of Object.entries(pool.response)) require(['response', arm], classes.length, patients);
    for (const [arm, burden] of Object.entries(pool.burden)) require(['burden', arm], burden.length, patients * nodes);
  });

const resultSchema: z.ZodType<FitJobResult> = z.strictObject({
  values: arrayOf(Float64Array),
  objective: anyNumber,
  iterations: count,
  converged: z.boolean(),
  guard: anyNumber,
  effectiveSampleSize: anyNumber,
  endpoints: arrayOf(Float64Array),
  standardErrors: arrayOf(Float64Array),
});

/** Fits on stored patients: the pool travels once for all fits that use it, the problem with each. */
export const refitForm: WireForm<FitJob, FitJobResult> = {
  pack: ({ pool: { name, leastEffective, pool }, ...job }) => ({
    own: { ...job, pool: { name, leastEffective } },
    shared: pool,
  }),
  unpackShared: (shared) => inSharedMemory(parsePacked(poolSchema, shared, 'pool')),
  unpack: (own, shared) => {
    const { pool, ...job } = parsePacked(jobSchema, own, 'refit');
    return { ...(job as Omit<FitJob, 'pool'>), pool: { ...pool, pool: shared as MixturePool } };
  },
  packOutput: (result) => result,
  unpackOutput: (packed) => parsePacked(resultSchema, packed, 'result'),
};
