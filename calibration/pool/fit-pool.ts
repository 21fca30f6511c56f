import {
  type ArmRecord,
  type AssessmentRules,
  assessedClasses,
  type BetaMarginal,
  type Cohort,
  type CohortRecord,
  courseOf,
  eachSection,
  exp,
  type GaussianCopula,
  gaussianCopula,
  joinRows,
  log,
  type PatientRows,
  progressionDay,
  type ResponseRule,
  responseClasses,
  responseOf,
  type SimulationSpec,
} from '../../src/index.js';
import { jointLogDensityInto } from './joint-log-density.js';
import { type RowSpool, rowSink, spoolFor } from './row-spool.js';

/** What a fit keeps of simulated patients: one row per patient that completed in every arm. */
export interface FitPool<Burden extends PatientRows = PatientRows> {
  readonly patients: number;
  /** log x and log(1 - x) of the scaled per-patient parameters; patients x dimensions. */
  readonly logX: Float64Array;
  readonly log1mX: Float64Array;
  readonly dimensions: number;
  /** Of the per-patient parameters; absent where they are independent. */
  readonly copula?: GaussianCopula | undefined;
  /** Index into `responseClasses` by arm; length patients. */
  readonly response: Readonly<Record<string, Uint8Array>>;
  /** chi at the nodes of the hazard grid by arm; patients x nodes; on disk where they are large. */
  readonly burden: Readonly<Record<string, Burden>>;
  readonly nodes: number;
  /** Visits by arm. */
  readonly courses: Readonly<Record<string, PooledCourses>>;
  /** Where the burdens lie if they are not in memory; what is made of them day by day may lie there too. */
  readonly spool?: RowSpool;
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
  readonly record: CohortRecord<PatientRows>;
  /** What the patients were simulated by. */
  readonly spec: Pick<SimulationSpec, 'arms' | 'assessment'>;
  readonly marginals: readonly BetaMarginal[];
  /** Days of the hazard grid. */
  readonly gridDays: readonly number[];
  readonly horizonDays: number;
  readonly responseRule: ResponseRule;
  /** Where burdens of a large pool lie; without it they stay in memory. */
  readonly spool?: RowSpool | undefined;
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
    if (kept.length === record.patients) return source;
    const target = new Float64Array(kept.length * dimensions);
    kept.forEach((patient, row) => {
      target.set(source.subarray(patient * dimensions, (patient + 1) * dimensions), row * dimensions);
    });
    return target;
  };
  const nodes = gridDays.length;
  const spool = spoolFor(4 * nodes * kept.length * arms.length, input.spool);
  const response: Record<string, Uint8Array> = {};
  const burden: Record<string, PatientRows> = {};
  const courses: Record<string, PooledCourses> = {};
  for (const [name, arm] of arms) {
    const classes = new Uint8Array(kept.length);
    kept.forEach((patient, row) => {
      classes[row] = responseClasses.indexOf(responseOf(arm, patient, responseRule));
    });
    response[name] = classes;
    burden[name] = burdenAtNodes(arm.burden, { kept, gridDays, horizonDays }, spool);
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
    ...(spool === undefined ? {} : { spool }),
    marginals,
  };
}

/** Burdens of the kept patients at the nodes. */
function burdenAtNodes(
  burden: PatientRows,
  {
    kept,
    gridDays,
    horizonDays,
  }: Pick<FitPoolInput, 'gridDays' | 'horizonDays'> & { readonly kept: readonly number[] },
  spool: RowSpool | undefined,
): PatientRows {
  const days = horizonDays + 1;
  const sink = rowSink(kept.length * gridDays.length, spool);
  let next = 0;
  eachSection(burden, days, (values, first, count) => {
    const from = next;
    while (next < kept.length && kept[next]! < first + count) next++;
    const chi = new Float32Array((next - from) * gridDays.length);
    for (let row = from; row < next; row++) {
      const day0 = (kept[row]! - first) * days;
      gridDays.forEach((day, node) => {
        chi[(row - from) * gridDays.length + node] = values[day0 + day]!;
      });
    }
    sink.append(chi);
  });
  return sink.rows();
}

/** Progression and best responses of the kept patients. */
function pooledCourses(
  arm: ArmRecord<PatientRows>,
  visits: readonly number[],
  rules: AssessmentRules,
  kept: readonly number[],
): PooledCourses {
  const progression = new Float32Array(kept.length);
  const runningBest = new Uint8Array(kept.length * visits.length);
  kept.forEach((patient, row) => {
    const course = courseOf(arm, patient, visits, rules)!;
    progression[row] = progressionDay(course, visits);
    course.runningBest.forEach((best, visit) => {
      runningBest[row * visits.length + visit] = assessedClasses.indexOf(best);
    });
  });
  return { visits, progressionDay: progression, runningBest };
}

/** Several pools as one, with the density of the mixture they were drawn from. */
export interface MixturePool<Burden extends PatientRows = PatientRows> extends FitPool<Burden> {
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
  const spool = pools.find((pool) => pool.spool !== undefined)?.spool;
  return {
    patients,
    logX,
    log1mX,
    dimensions,
    ...(newest.copula === undefined ? {} : { copula: newest.copula }),
    response: Object.fromEntries(
      armNames.map((arm) => [arm, concatenateBytes(pools.map((pool) => pool.response[arm]!))]),
    ),
    burden: Object.fromEntries(armNames.map((arm) => [arm, concatenateRows(pools.map((pool) => pool.burden[arm]!))])),
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
    ...(spool === undefined ? {} : { spool }),
    logProposal: mixtureLogDensity(pools, { logX, log1mX, dimensions, patients }),
    newest: newest.patients,
  };
}

/**
 * The pools that a pool was joined from as rows of it, so that their own arrays can be released.
 *
 * @param joined - of these pools
 * @param pools - in the order in which they were joined
 */
export function partsOf(joined: MixturePool, pools: readonly ProposedPool[]): readonly ProposedPool[] {
  let from = 0;
  return pools.map((pool) => {
    const { patients, dimensions, nodes } = pool;
    const rows = <A extends Float64Array | Float32Array | Uint8Array>(source: A, width: number) =>
      source.subarray(from * width, (from + patients) * width) as A;
    const part = {
      ...pool,
      logX: rows(joined.logX, dimensions),
      log1mX: rows(joined.log1mX, dimensions),
      burden: mapped(joined.burden, (values, arm) =>
        values instanceof Float32Array ? rows(values, nodes) : pool.burden[arm]!,
      ),
      response: mapped(joined.response, (values) => rows(values, 1)),
      courses: mapped(joined.courses, ({ visits, progressionDay: day, runningBest }) => ({
        visits,
        progressionDay: rows(day, 1),
        runningBest: rows(runningBest, visits.length),
      })),
    };
    from += patients;
    return part;
  });
}

function mapped<A, B>(source: Readonly<Record<string, A>>, change: (value: A, name: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(source).map(([name, value]) => [name, change(value, name)]));
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

/** Larger rows are joined without a copy; bytes. */
const MOST_BYTES_COPIED = 2 ** 28;

/** Rows in memory are copied, unless they are large: each then stays where it is. */
function concatenateRows(parts: readonly PatientRows[]): PatientRows {
  const bytes = 4 * parts.reduce((sum, { length }) => sum + length, 0);
  const inMemory = parts.filter((part) => part instanceof Float32Array);
  const areSmall = bytes <= MOST_BYTES_COPIED || parts.length === 1;
  return areSmall && inMemory.length === parts.length ? concatenateFloats(inMemory) : joinRows(parts);
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  if (parts.length === 1) return parts[0]!;
  const joined = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  fill(joined, parts);
  return joined;
}

function concatenateFloats(parts: readonly Float32Array[]): Float32Array {
  if (parts.length === 1) return parts[0]!;
  const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  fill(joined, parts);
  return joined;
}

function concatenateBytes(parts: readonly Uint8Array[]): Uint8Array {
  if (parts.length === 1) return parts[0]!;
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
