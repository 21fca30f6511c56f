import { exp, joinRows, log, type PatientRows } from '../../src/index.js';
import type { FitPool, ProposedPool } from './fit-pool.js';
import { jointLogDensityInto } from './joint-log-density.js';

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
  const logX = concatenate(
    pools.map((pool) => pool.logX),
    doubles,
  );
  const log1mX = concatenate(
    pools.map((pool) => pool.log1mX),
    doubles,
  );
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
      armNames.map((arm) => [
        arm,
        concatenate(
          pools.map((pool) => pool.response[arm]!),
          bytes,
        ),
      ]),
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
            progressionDay: concatenate(
              all.map((each) => each.progressionDay),
              floats,
            ),
            runningBest: concatenate(
              all.map((each) => each.runningBest),
              bytes,
            ),
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
  const size = 4 * parts.reduce((sum, { length }) => sum + length, 0);
  const inMemory = parts.filter((part) => part instanceof Float32Array);
  const areSmall = size <= MOST_BYTES_COPIED || parts.length === 1;
  return areSmall && inMemory.length === parts.length ? concatenate(inMemory, floats) : joinRows(parts);
}

const doubles = (length: number) => new Float64Array(length);
const floats = (length: number) => new Float32Array(length);
const bytes = (length: number) => new Uint8Array(length);

/** One array of all; a single one is not copied. */
function concatenate<A extends { set(source: A, offset: number): void; readonly length: number }>(
  parts: readonly A[],
  arrayOf: (length: number) => A,
): A {
  if (parts.length === 1) return parts[0]!;
  const joined = arrayOf(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
