import { z } from 'zod';
import { assessedClasses, type GaussianCopula, isCorrelationMatrix, responseClasses } from '../../../src/index.js';
import { endpointNames } from '../../endpoints/endpoints.js';
import type { WireForm } from '../../engine/queue/wire-form.js';
import type { FitJob, FitJobResult } from '../../fit/fit-job.js';
import type { MixturePool } from '../../pool/mixture-pool.js';
import { fitProblemSchema } from './fit-problem-schema.js';
import {
  anyNumber,
  arrayOf,
  checkedBy,
  count,
  finite,
  type PackedIssue,
  parsePacked,
  requireNoIssues,
  shortText,
} from './parse-packed.js';
import { inSharedMemory } from './shared-arrays.js';
import { MOST_DAYS } from './simulate-form.js';

/** Correlated parameters of a pool: a message may state any number, and checking a matrix takes the cube of it. */
const MOST_CORRELATED = 1000;

const fields: z.ZodType<MixturePool<Float32Array>> = z.strictObject({
  patients: count.min(1),
  logX: arrayOf(Float64Array),
  log1mX: arrayOf(Float64Array),
  dimensions: count.min(1),
  copula: z
    .strictObject({
      members: z.array(count).min(2).max(MOST_CORRELATED),
      correlations: z.array(z.array(finite).max(MOST_CORRELATED)).max(MOST_CORRELATED),
    })
    .optional(),
  response: z.record(shortText, arrayOf(Uint8Array)),
  burden: z.record(shortText, arrayOf(Float32Array)),
  nodes: count.min(1),
  courses: z.record(
    shortText,
    z.strictObject({
      visits: z.array(count).max(MOST_DAYS),
      progressionDay: arrayOf(Float32Array),
      runningBest: arrayOf(Uint8Array),
    }),
  ),
  logProposal: arrayOf(Float64Array),
  newest: count,
});

/** Stored patients for fits, with arrays of consistent lengths. */
export const poolSchema = checkedBy(fields, poolIssues);

function* poolIssues(pool: MixturePool<Float32Array>): Generator<PackedIssue> {
  const { patients, dimensions, nodes, newest, response, burden, courses } = pool;
  yield* lengthIssues(['logX'], pool.logX, patients * dimensions);
  yield* lengthIssues(['log1mX'], pool.log1mX, patients * dimensions);
  yield* lengthIssues(['logProposal'], pool.logProposal, patients);
  for (const [arm, classes] of Object.entries(response)) {
    yield* lengthIssues(['response', arm], classes, patients);
    yield* codeIssues(['response', arm], classes, responseClasses.length, 'response classes');
  }
  for (const [arm, { visits, progressionDay, runningBest }] of Object.entries(courses)) {
    yield* lengthIssues(['courses', arm, 'progressionDay'], progressionDay, patients);
    yield* lengthIssues(['courses', arm, 'runningBest'], runningBest, patients * visits.length);
    yield* codeIssues(['courses', arm, 'runningBest'], runningBest, assessedClasses.length, 'assessed classes');
  }
  for (const [arm, values] of Object.entries(burden)) yield* lengthIssues(['burden', arm], values, patients * nodes);
  if (pool.copula !== undefined) yield* copulaIssues(pool.copula, dimensions);
  yield* missing('burden', Object.keys(response), burden);
  yield* missing('response', Object.keys(burden), response);
  yield* missing('courses', Object.keys(response), courses);
  if (newest > patients) yield { path: ['newest'], required: `must be at most all ${patients} patients`, got: newest };
  // Tails of patients are kept above 0 where they are drawn, so that all their logarithms and densities are finite
  for (const name of ['logX', 'log1mX', 'logProposal'] as const) {
    const place = pool[name].findIndex((value) => !Number.isFinite(value));
    if (place >= 0) yield { path: [name, place], required: 'must be a finite number', got: pool[name][place] };
  }
}

function* copulaIssues({ members, correlations }: GaussianCopula, dimensions: number): Generator<PackedIssue> {
  const width = members.length;
  const path = ['copula', 'members'];
  for (const [place, got] of members.entries()) {
    if (got >= dimensions)
      yield { path: [...path, place], required: `must be below ${dimensions}, the number of dimensions`, got };
    else if (place > 0 && got <= members[place - 1]!)
      yield { path: [...path, place], required: 'must be ascending', got };
  }
  const matrix = ['copula', 'correlations'];
  if (correlations.length !== width || correlations.some((row) => row.length !== width)) {
    yield { path: matrix, required: `must have ${width} rows of ${width} numbers`, got: correlations };
  } else if (!isCorrelationMatrix(correlations)) {
    yield { path: matrix, required: 'must be a positive definite matrix of correlations', got: correlations };
  }
}

function* lengthIssues(path: readonly string[], got: ArrayLike<number>, length: number): Generator<PackedIssue> {
  if (got.length !== length) yield { path, required: `must hold ${length} numbers`, got };
}

function* codeIssues(path: readonly string[], codes: Uint8Array, most: number, label: string): Generator<PackedIssue> {
  const place = codes.findIndex((code) => code >= most);
  if (place >= 0)
    yield { path: [...path, place], required: `must be below ${most}, the number of ${label}`, got: codes[place] };
}

function* missing(field: string, arms: readonly string[], byArm: object): Generator<PackedIssue> {
  for (const arm of arms) {
    if (!Object.hasOwn(byArm, arm))
      yield { path: [field, arm], required: 'must be there as for each arm', got: undefined };
  }
}

/** A job on the wire: its pool by name. */
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

/** Fits on stored patients: the pool is sent once for all fits that use it, the problem with each fit. */
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

/** Inconsistencies of a job with its problem and its pool. */
function* jobIssues(job: PackedJob, pool: MixturePool | undefined): Generator<PackedIssue> {
  const { problem, start, condition } = job;
  const parameterCount = problem.parameters.length;
  if (start.length !== parameterCount) {
    yield {
      path: ['start'],
      required: `must be a list of ${parameterCount}, one for each parameter`,
      got: start,
    };
  }
  for (const [index, { parameter }] of (condition?.terms ?? []).entries()) {
    if (parameter < parameterCount) continue;
    const required = `must be below ${parameterCount}, the number of parameters`;
    yield { path: ['condition', 'terms', index, 'parameter'], required, got: parameter };
  }
  if (pool === undefined) {
    yield { path: ['pool'], required: 'must come with its patients', got: undefined };
    return;
  }
  yield* poolMismatches(job, pool);
}

function* poolMismatches({ problem }: PackedJob, pool: MixturePool): Generator<PackedIssue> {
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

/** Arrays of a result with a length other than requested. */
function* resultIssues(result: FitJobResult, job: FitJob): Generator<PackedIssue> {
  const { problem, endpoints, standardErrors = false } = job;
  const requestedEndpoints = endpoints === undefined ? 0 : problem.arms.length * endpointNames.length;
  const lengths = {
    values: problem.parameters.length,
    endpoints: requestedEndpoints,
    standardErrors: standardErrors ? requestedEndpoints : 0,
  };
  for (const [field, length] of Object.entries(lengths) as [keyof typeof lengths, number][]) {
    const got = result[field];
    if (got.length !== length) yield { path: [field], required: `must hold ${length} numbers`, got };
  }
}
