import { rowsInMemory, someRows } from '../../src/index.js';
import type { ProposedPool } from '../pool/fit-pool.js';
import { joinPools, type MixturePool } from '../pool/mixture-pool.js';

/**
 * Some patients of a pool in shared memory, so that every worker reads the same rows.
 *
 * Rows on disk are read into memory. Any contiguous part of a design in random order is a sample of its marginals.
 *
 * @param pool - patients of one proposal
 * @param most - patients to keep at most
 * @param from - the first one
 */
export function sharedPool(pool: ProposedPool, most = pool.patients, from = 0): MixturePool<Float32Array> {
  const patients = Math.min(most, pool.patients - from);
  const part = <A extends Float64Array | Float32Array | Uint8Array>(source: A, width: number) =>
    source.subarray(from * width, (from + patients) * width) as A;
  const byArm = <A, B>(source: Readonly<Record<string, A>>, change: (values: A) => B) =>
    Object.fromEntries(Object.entries(source).map(([arm, values]) => [arm, change(values)]));
  const { spool: _, ...joined } = joinPools([
    {
      ...pool,
      patients,
      logX: part(pool.logX, pool.dimensions),
      log1mX: part(pool.log1mX, pool.dimensions),
      response: byArm(pool.response, (values) => part(values, 1)),
      burden: byArm(pool.burden, (values) => someRows(values, from * pool.nodes, patients * pool.nodes)),
      courses: byArm(pool.courses, ({ visits, progressionDay, runningBest }) => ({
        visits,
        progressionDay: part(progressionDay, 1),
        runningBest: part(runningBest, visits.length),
      })),
    },
  ]);
  return {
    ...joined,
    logX: sharedDoubles(joined.logX),
    log1mX: sharedDoubles(joined.log1mX),
    logProposal: sharedDoubles(joined.logProposal),
    response: byArm(joined.response, sharedBytes),
    burden: byArm(joined.burden, (values) => sharedFloats(rowsInMemory(values))),
    courses: byArm(joined.courses, ({ visits, progressionDay, runningBest }) => ({
      visits,
      progressionDay: sharedFloats(progressionDay),
      runningBest: sharedBytes(runningBest),
    })),
  };
}

function sharedBytes(values: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}

function sharedFloats(values: Float32Array): Float32Array {
  const shared = new Float32Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}

function sharedDoubles(values: Float64Array): Float64Array {
  const shared = new Float64Array(new SharedArrayBuffer(values.byteLength));
  shared.set(values);
  return shared;
}
