import { z } from 'zod';
import type { WireForm } from '../../engine/queue/wire-form.js';
import type { FitJob, FitJobResult } from '../../fit/jobs/fit-job.js';
import { endpointNames } from '../../inference/results.js';
import type { MixturePool } from '../../pool/fit-pool.js';
import { fitProblemSchema } from './fit-problem-schema.js';
import { type PackedIssue, requireNoIssues } from './packed-issue.js';
import { anyNumber, arrayOf, count, finite, parsePacked, shortText } from './parse-packed.js';
import { poolSchema } from './pool-schema.js';
import { inSharedMemory } from './shared-arrays.js';

/** A job as it travels: its pool by name. */
type PackedJob = Omit<FitJob, 'pool'> & { readonly pool: Omit<FitJob['pool'], 'pool'> };

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
}) as unknown as z.ZodType<PackedJob>;

const resultSchema: z.ZodType<FitJobResult> = z.strictObject({
  values: arrayOf(Float64Array),
  objective: anyNumber,
  iterations: count,
  converged: z.boolean(),
  essPenalty: anyNumber,
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
    const job = parsePacked(jobSchema, own, 'refit');
    const pool = (shared ?? undefined) as MixturePool | undefined;
    requireNoIssues(jobIssues(job, pool), 'refit');
    return { ...job, pool: { ...job.pool, pool: pool! } };
  },
  packOutput: (result) => result,
  unpackOutput: (packed, job) => {
    const result = parsePacked(resultSchema, packed, 'result');
    requireNoIssues(resultIssues(result, job), 'result');
    return result;
  },
};

/** What a job asks of its problem and of its pool that they have not. */
function* jobIssues(job: PackedJob, pool: MixturePool | undefined): Generator<PackedIssue> {
  const { problem, start, condition } = job;
  const transformedParameters = problem.parameters.length;
  if (start.length !== transformedParameters) {
    yield {
      path: ['start'],
      required: `must be a list of ${transformedParameters}, one for each parameter`,
      got: start,
    };
  }
  for (const [index, { parameter }] of (condition?.terms ?? []).entries()) {
    if (parameter < transformedParameters) continue;
    const required = `must be below ${transformedParameters}, the number of parameters`;
    yield { path: ['condition', 'terms', index, 'parameter'], required, got: parameter };
  }
  if (pool === undefined) {
    yield { path: ['pool'], required: 'must come with its patients', got: undefined };
    return;
  }
  yield* poolRmses(job, pool);
}

function* poolRmses({ problem }: PackedJob, pool: MixturePool): Generator<PackedIssue> {
  const { arms, grids, settings } = problem;
  if (settings.marginals.length !== pool.dimensions) {
    const required = `must be a list of ${pool.dimensions}, one for each dimension of the pool`;
    yield { path: ['problem', 'settings', 'marginals'], required, got: settings.marginals };
  }
  for (const [index, arm] of arms.entries()) {
    if (!Object.hasOwn(pool.response, arm)) {
      yield { path: ['problem', 'arms', index], required: 'must be an arm of the pool', got: arm };
    }
    const { days } = grids[arm]!;
    if (days.length === pool.nodes) continue;
    const required = `must be a list of ${pool.nodes}, one for each node of the pool`;
    yield { path: ['problem', 'grids', arm, 'days'], required, got: days };
  }
}

/** Arrays of a result that are not as long as what was asked for. */
function* resultIssues(result: FitJobResult, job: FitJob): Generator<PackedIssue> {
  const { problem, endpoints, standardErrors = false } = job;
  const endpointsAsked = endpoints === undefined ? 0 : problem.arms.length * endpointNames.length;
  const lengths = {
    values: problem.parameters.length,
    endpoints: endpointsAsked,
    standardErrors: standardErrors ? endpointsAsked : 0,
  };
  for (const [field, length] of Object.entries(lengths) as [keyof typeof lengths, number][]) {
    const got = result[field];
    if (got.length !== length) yield { path: [field], required: `must hold ${length} numbers`, got };
  }
}
