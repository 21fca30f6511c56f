import type { FitPool } from '../../pool/fit-pool.js';
import type { ExplorerPool } from './explorer-pool.js';
import { type PackedArray, packArrays, unpackArrays } from './packed-arrays.js';

/** Mark of a packed pool; the last letter counts the forms that it has had. */
const MARK = 'qcic xp2';

/** What of a pool is not an array of patients. */
export type PlainPool = Pick<FitPool, 'patients' | 'dimensions' | 'nodes' | 'copula'> & {
  readonly newest: number;
  readonly visits: Readonly<Record<string, readonly number[]>>;
};

export type PlainExplorerPool = Omit<ExplorerPool, 'pool'> & { readonly pool: PlainPool };

/** A pool without its arrays. */
export function withoutArrays({ pool, ...plain }: ExplorerPool): PlainExplorerPool {
  return {
    ...plain,
    pool: {
      patients: pool.patients,
      dimensions: pool.dimensions,
      nodes: pool.nodes,
      ...(pool.copula === undefined ? {} : { copula: pool.copula }),
      newest: pool.newest,
      visits: Object.fromEntries(Object.entries(pool.courses).map(([arm, { visits }]) => [arm, visits])),
    },
  };
}

/** A pool as bytes (see `packArrays`), every bit of every number kept. */
export function packExplorerPool(explored: ExplorerPool): Uint8Array<ArrayBuffer> {
  const { logX, log1mX, logProposal, response, burden, courses } = explored.pool;
  const arrays = new Map<string, PackedArray>([
    ['logX', logX],
    ['log1mX', log1mX],
    ['logProposal', logProposal],
  ]);
  for (const arm of Object.keys(response)) {
    arrays.set(`response ${arm}`, response[arm]!);
    arrays.set(`burden ${arm}`, burden[arm]!);
    arrays.set(`progressionDay ${arm}`, courses[arm]!.progressionDay);
    arrays.set(`runningBest ${arm}`, courses[arm]!.runningBest);
  }
  return packArrays(MARK, withoutArrays(explored), arrays);
}

/**
 * A pool from bytes: its arrays are views of them, without a copy.
 *
 * @param bytes - as packed; aligned to eight bytes in their buffer
 * @param where - name of the source, for messages
 * @throws DataError - when the bytes are of another form, cut short or altered
 */
export function unpackExplorerPool(bytes: Uint8Array, where: string): ExplorerPool {
  const { plain, arrays } = unpackArrays(bytes, MARK, where);
  const { pool, ...others } = plain as PlainExplorerPool;
  const { visits, ...fields } = pool;
  const take = <Kind extends PackedArray>(name: string): Kind => arrays.get(name) as Kind;
  const byArm = <Value>(make: (arm: string) => Value): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.keys(visits).map((arm) => [arm, make(arm)]));
  return {
    ...others,
    pool: {
      ...fields,
      logX: take('logX'),
      log1mX: take('log1mX'),
      logProposal: take('logProposal'),
      response: byArm((arm) => take(`response ${arm}`)),
      burden: byArm((arm) => take(`burden ${arm}`)),
      courses: byArm((arm) => ({
        visits: visits[arm]!,
        progressionDay: take(`progressionDay ${arm}`),
        runningBest: take(`runningBest ${arm}`),
      })),
    },
  };
}
