import { exp, InternalError, log1p } from '../../../src/index.js';
import type { MixturePool } from '../../pool/mixture-pool.js';
import type { ExplorerPool } from './explorer-pool.js';
import { hasMark, type PackedArray, packArrays, unpackArrays } from './packed-arrays.js';
import { type PlainExplorerPool, unpackExplorerPool, withoutArrays } from './packed-pool.js';

/** Mark of a rounded pool; the last letter counts the forms that it has had. */
const MARK = 'qcic xr1';

/** Burdens are multiples of one over this: a tenth of a per cent of the baseline. */
const BURDEN_STEPS = 1024;
/** Values of a 16-bit number. */
const LARGEST = 65_535;

type PlainRounded = PlainExplorerPool & {
  /** Least and largest log(x / (1 - x)) of each dimension. */
  readonly ranges: readonly (readonly [number, number])[];
};

/**
 * Every k-th patient of a pool, so that at most so many are left. Sobol points and strata lie in the order of patients, so what is left is spread
 * like the whole.
 *
 * @param explored - the pool
 * @param most - patients that may be left
 */
export function thinnedPool(explored: ExplorerPool, most: number): ExplorerPool {
  const { pool } = explored;
  const step = Math.ceil(pool.patients / most);
  if (step <= 1) return explored;
  const kept = Array.from({ length: Math.floor(pool.patients / step) }, (_, index) => index * step);
  const rows = <Kind extends PackedArray>(source: Kind, width: number): Kind => {
    const target = source.slice(0, kept.length * width) as Kind;
    kept.forEach((patient, row) => {
      target.set(source.subarray(patient * width, (patient + 1) * width) as never, row * width);
    });
    return target;
  };
  const byArm = <Value>(make: (arm: string) => Value): Record<string, Value> =>
    Object.fromEntries(Object.keys(pool.response).map((arm) => [arm, make(arm)]));
  const firstOfNewest = pool.patients - pool.newest;
  const thinned: MixturePool<Float32Array> = {
    ...pool,
    patients: kept.length,
    logX: rows(pool.logX, pool.dimensions),
    log1mX: rows(pool.log1mX, pool.dimensions),
    logProposal: rows(pool.logProposal, 1),
    response: byArm((arm) => rows(pool.response[arm]!, 1)),
    burden: byArm((arm) => rows(pool.burden[arm]!, pool.nodes)),
    courses: byArm((arm) => {
      const { visits, progressionDay, runningBest } = pool.courses[arm]!;
      return { visits, progressionDay: rows(progressionDay, 1), runningBest: rows(runningBest, visits.length) };
    }),
    newest: kept.filter((patient) => patient >= firstOfNewest).length,
  };
  return { ...explored, pool: thinned };
}

/**
 * A pool in a tenth of its size once it is compressed, rounded: log(x / (1 - x)) to 16 bits of its range, burdens to 1 / 1024 of the baseline, stored
 * as second differences in time, day of progression by its visit.
 */
export function packRoundedPool(explored: ExplorerPool): Uint8Array<ArrayBuffer> {
  const { pool } = explored;
  const { patients, dimensions, nodes, logX, log1mX } = pool;
  const ranges = Array.from({ length: dimensions }, (_, j): readonly [number, number] => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let place = j; place < logX.length; place += dimensions) {
      const logit = logX[place]! - log1mX[place]!;
      least = Math.min(least, logit);
      most = Math.max(most, logit);
    }
    return [least, most];
  });
  const logits = new Uint16Array(patients * dimensions);
  logX.forEach((value, place) => {
    const [least, most] = ranges[place % dimensions]!;
    const share = most > least ? (value - log1mX[place]! - least) / (most - least) : 0;
    logits[place] = Math.round(share * LARGEST);
  });
  const arrays = new Map<string, PackedArray>([
    ['logits', logits],
    ['logProposal', Float32Array.from(pool.logProposal)],
  ]);
  for (const [arm, { visits, progressionDay, runningBest }] of Object.entries(pool.courses)) {
    arrays.set(`response ${arm}`, pool.response[arm]!);
    arrays.set(
      `progression ${arm}`,
      Uint8Array.from(progressionDay, (day) => (Number.isFinite(day) ? visits.indexOf(day) : visits.length)),
    );
    arrays.set(`runningBest ${arm}`, runningBest);
    arrays.set(`burden ${arm}`, differencesOf(pool.burden[arm]!, patients, nodes));
  }
  return packArrays(MARK, { ...withoutArrays(explored), ranges } satisfies PlainRounded, arrays);
}

/** A pool from bytes of either form, the exact and the rounded one. @throws DataError - as `unpackExplorerPool` */
export function unpackAnyPool(bytes: Uint8Array, where: string): ExplorerPool {
  return hasMark(bytes, MARK) ? unpackRoundedPool(bytes, where) : unpackExplorerPool(bytes, where);
}

function unpackRoundedPool(bytes: Uint8Array, where: string): ExplorerPool {
  const { plain, arrays } = unpackArrays(bytes, MARK, where);
  const { ranges, pool, ...others } = plain as PlainRounded;
  const { visits, ...fields } = pool;
  const { patients, dimensions, nodes } = fields;
  const take = <Kind extends PackedArray>(name: string): Kind => arrays.get(name) as Kind;
  const logits = take<Uint16Array>('logits');
  const logX = new Float64Array(logits.length);
  const log1mX = new Float64Array(logits.length);
  logits.forEach((steps, place) => {
    const [least, most] = ranges[place % dimensions]!;
    const logit = least + ((most - least) * steps) / LARGEST;
    // log x = -log(1 + exp(-logit)), and likewise for 1 - x
    logX[place] = logit > 0 ? -log1p(exp(-logit)) : logit - log1p(exp(logit));
    log1mX[place] = logX[place]! - logit;
  });
  const byArm = <Value>(make: (arm: string) => Value): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.keys(visits).map((arm) => [arm, make(arm)]));
  return {
    ...others,
    pool: {
      ...fields,
      logX,
      log1mX,
      logProposal: Float64Array.from(take<Float32Array>('logProposal')),
      response: byArm((arm) => take(`response ${arm}`)),
      burden: byArm((arm) => burdensOf(take(`burden ${arm}`), patients, nodes)),
      courses: byArm((arm) => ({
        visits: visits[arm]!,
        progressionDay: Float32Array.from(
          take<Uint8Array>(`progression ${arm}`),
          (place) => visits[arm]![place] ?? Number.POSITIVE_INFINITY,
        ),
        runningBest: take(`runningBest ${arm}`),
      })),
    },
  };
}

/** Second differences in time as whole numbers without sign, all low bytes before all high ones: most are zeros, which compress well. */
function differencesOf(burden: Float32Array, patients: number, nodes: number): Uint8Array {
  const bytes = new Uint8Array(2 * burden.length);
  for (let patient = 0; patient < patients; patient++) {
    let [last, before] = [0, 0];
    for (let node = 0; node < nodes; node++) {
      const value = Math.round(burden[patient * nodes + node]! * BURDEN_STEPS);
      const difference = value - expected(node, last, before);
      const unsigned = difference >= 0 ? 2 * difference : -2 * difference - 1;
      const place = node * patients + patient;
      if (unsigned > LARGEST)
        throw new InternalError(
          `burden: must change by less than 32 in a step of the grid; got ${difference / BURDEN_STEPS}`,
        );
      bytes[place] = unsigned & 255;
      bytes[burden.length + place] = unsigned >> 8;
      [before, last] = [last, value];
    }
  }
  return bytes;
}

function burdensOf(bytes: Uint8Array, patients: number, nodes: number): Float32Array {
  const burden = new Float32Array(patients * nodes);
  for (let patient = 0; patient < patients; patient++) {
    let [last, before] = [0, 0];
    for (let node = 0; node < nodes; node++) {
      const place = node * patients + patient;
      const unsigned = bytes[place]! + 256 * bytes[burden.length + place]!;
      const difference = unsigned % 2 === 0 ? unsigned / 2 : -(unsigned + 1) / 2;
      const value = expected(node, last, before) + difference;
      burden[patient * nodes + node] = value / BURDEN_STEPS;
      [before, last] = [last, value];
    }
  }
  return burden;
}

/** The value on the straight line through the two before it. */
const expected = (node: number, last: number, before: number): number => (node < 2 ? last : 2 * last - before);
