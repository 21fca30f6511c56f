import {
  type ArmRecord,
  type AssessmentRules,
  assessedClasses,
  type BetaMarginal,
  type Cohort,
  type CohortRecord,
  eachCourse,
  exp,
  type GaussianCopula,
  gaussianCopula,
  log,
  progressionDay,
  type ResponseRule,
  responseClasses,
  responseOf,
  type SimulationSpec,
} from '../../src/index.js';
import { jointLogDensityInto } from './joint-log-density.js';

/** What a fit keeps of simulated patients: one row per patient that completed in every arm. */
export interface FitPool {
  readonly patients: number;
  /** log x and log(1 - x) of the scaled per-patient parameters; patients x dimensions. */
  readonly logX: Float64Array;
  readonly log1mX: Float64Array;
  readonly dimensions: number;
  /** Of the per-patient parameters; absent where they are independent. */
  readonly copula?: GaussianCopula | undefined;
  /** Index into `responseClasses` by arm; length patients. */
  readonly response: Readonly<Record<string, Uint8Array>>;
  /** chi at the nodes of the hazard grid by arm; patients x nodes. */
  readonly burden: Readonly<Record<string, Float32Array>>;
  readonly nodes: number;
  /** Visits by arm. */
  readonly courses: Readonly<Record<string, PooledCourses>>;
}

/** What the visits of an arm show of each patient. */
export interface PooledCourses {
  /** Days of the visits; ascending. */
  readonly visits: readonly number[];
  /** Day of the visit that shows progression; Infinity where none does. */
  readonly progressionDay: Float32Array;
  /** Best response up to each visit, as an index into `assessedClasses`; patients x visits. */
  readonly runningBest: Uint8Array;
}

/** A pool with the marginals its patients were drawn from. */
export interface ProposedPool extends FitPool {
  readonly marginals: readonly BetaMarginal[];
}

export interface FitPoolInput {
  readonly cohort: Cohort;
  readonly record: CohortRecord;
  /** What the patients were simulated by. */
  readonly spec: Pick<SimulationSpec, 'arms' | 'assessment'>;
  readonly marginals: readonly BetaMarginal[];
  /** Days of the hazard grid. */
  readonly gridDays: readonly number[];
  readonly horizonDays: number;
  readonly responseRule: ResponseRule;
}

/**
 * Reduces a simulated cohort to what the objective reads.
 *
 * Patients that failed under any arm are excluded (the run counts and lists them); the rest keep their order.
 */
export function toFitPool(input: FitPoolInput): ProposedPool {
  const { cohort, record, spec, marginals, gridDays, horizonDays, responseRule } = input;
  const arms = Object.entries(record.arms);
  const kept: number[] = [];
  for (let patient = 0; patient < record.patients; patient++) {
    if (arms.every(([, arm]) => arm.status[patient] !== 0)) kept.push(patient);
  }
  const dimensions = marginals.length;
  const rows = (source: Float64Array): Float64Array => {
    const target = new Float64Array(kept.length * dimensions);
    kept.forEach((patient, row) => {
      target.set(source.subarray(patient * dimensions, (patient + 1) * dimensions), row * dimensions);
    });
    return target;
  };
  const nodes = gridDays.length;
  const response: Record<string, Uint8Array> = {};
  const burden: Record<string, Float32Array> = {};
  const courses: Record<string, PooledCourses> = {};
  for (const [name, arm] of arms) {
    const classes = new Uint8Array(kept.length);
    const chi = new Float32Array(kept.length * nodes);
    kept.forEach((patient, row) => {
      classes[row] = responseClasses.indexOf(responseOf(arm, patient, responseRule));
      gridDays.forEach((day, node) => {
        chi[row * nodes + node] = arm.burden[patient * (horizonDays + 1) + day]!;
      });
    });
    response[name] = classes;
    burden[name] = chi;
    const { visits } = spec.arms.find((each) => each.name === name)!;
    courses[name] = pooledCourses(arm, visits, spec.assessment, kept);
  }
  const copula = gaussianCopula(marginals);
  return {
    patients: kept.length,
    logX: rows(cohort.logX),
    log1mX: rows(cohort.log1mX),
    dimensions,
    ...(copula === undefined ? {} : { copula }),
    response,
    burden,
    nodes,
    courses,
    marginals,
  };
}

/** Progression and best responses of the kept patients. */
function pooledCourses(
  arm: ArmRecord,
  visits: readonly number[],
  rules: AssessmentRules,
  kept: readonly number[],
): PooledCourses {
  const rowOf = new Map(kept.map((patient, row) => [patient, row]));
  const progression = new Float32Array(kept.length);
  const runningBest = new Uint8Array(kept.length * visits.length);
  eachCourse(arm, visits, rules, (patient, course) => {
    const row = rowOf.get(patient);
    if (row === undefined) return;
    progression[row] = progressionDay(course, visits);
    course.runningBest.forEach((best, visit) => {
      runningBest[row * visits.length + visit] = assessedClasses.indexOf(best);
    });
  });
  return { visits, progressionDay: progression, runningBest };
}

/** Several pools as one, with the density of the mixture they were drawn from. */
export interface MixturePool extends FitPool {
  /**
   * log of the mixture density at each patient, sum over pools of (n_k / n) q_k(x): weighting against the mixture bounds
   * every weight (balance heuristic).
   */
  readonly logProposal: Float64Array;
  /** Patients of the newest pool; its rows are the last ones. */
  readonly newest: number;
}

/**
 * Joins pools.
 *
 * @param pools - at least one; same dimensions, arms, visits and nodes; the joined pool has the copula of the newest
 * @see Veach & Guibas 1995, doi:10.1145/218380.218498 (balance heuristic)
 */
export function joinPools(pools: readonly ProposedPool[]): MixturePool {
  const [firstPool] = pools as [ProposedPool];
  const patients = pools.reduce((sum, pool) => sum + pool.patients, 0);
  const logX = concatenate(pools.map((pool) => pool.logX));
  const log1mX = concatenate(pools.map((pool) => pool.log1mX));
  const armNames = Object.keys(firstPool.response);
  const { dimensions, nodes } = firstPool;
  const newest = pools[pools.length - 1]!;
  return {
    patients,
    logX,
    log1mX,
    dimensions,
    ...(newest.copula === undefined ? {} : { copula: newest.copula }),
    response: Object.fromEntries(
      armNames.map((arm) => [arm, concatenateBytes(pools.map((pool) => pool.response[arm]!))]),
    ),
    burden: Object.fromEntries(armNames.map((arm) => [arm, concatenateFloats(pools.map((pool) => pool.burden[arm]!))])),
    nodes,
    courses: Object.fromEntries(
      armNames.map((arm) => {
        const all = pools.map((pool) => pool.courses[arm]!);
        return [
          arm,
          {
            visits: all[0]!.visits,
            progressionDay: concatenateFloats(all.map((each) => each.progressionDay)),
            runningBest: concatenateBytes(all.map((each) => each.runningBest)),
          },
        ];
      }),
    ),
    logProposal: mixtureLogDensity(pools, { logX, log1mX, dimensions, patients }),
    newest: newest.patients,
  };
}

/** log of sum over pools of (n_k / n) q_k(x) at each patient; a pool without patients has no part in it. */
function mixtureLogDensity(
  pools: readonly ProposedPool[],
  { patients, ...points }: Pick<FitPool, 'logX' | 'log1mX' | 'dimensions' | 'patients'>,
): Float64Array {
  const perPool = pools
    .filter((pool) => pool.patients > 0)
    .map((pool) => {
      const logs = new Float64Array(patients);
      jointLogDensityInto(pool.marginals, { ...points, copula: pool.copula }, logs);
      const share = log(pool.patients / patients);
      for (let patient = 0; patient < patients; patient++) logs[patient]! += share;
      return logs;
    });
  const mixture = new Float64Array(patients);
  for (let patient = 0; patient < patients; patient++) {
    let largest = Number.NEGATIVE_INFINITY;
    for (const logs of perPool) largest = Math.max(largest, logs[patient]!);
    let total = 0;
    for (const logs of perPool) total += exp(logs[patient]! - largest);
    mixture[patient] = largest + log(total);
  }
  return mixture;
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  fill(joined, parts);
  return joined;
}

function concatenateFloats(parts: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  fill(joined, parts);
  return joined;
}

function concatenateBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  fill(joined, parts);
  return joined;
}

function fill<A extends { set(source: A, offset: number): void; readonly length: number }>(
  joined: A,
  parts: readonly A[],
): void {
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
}
