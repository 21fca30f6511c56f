import { DataError } from '../../../src/index.js';
import type { FitPool } from '../../pool/fit-pool.js';
import type { MixturePool } from '../../pool/mixture-pool.js';
import type { ExplorerPool } from './explorer-pool.js';

/** First bytes of a packed pool; the last one counts the forms that it has had. */
const MARK = Uint8Array.from('qcic xp1', (letter) => letter.charCodeAt(0));
const FORM = MARK.length - 1;
const ALIGNMENT = 8;
/** Mark, checksum, length of the description. */
const PREFIX_BYTES = MARK.length + 2 * 4;

const arrayTypes = { Uint8Array, Float32Array, Float64Array } as const;
type ArrayType = keyof typeof arrayTypes;
type PoolArray = Uint8Array | Float32Array | Float64Array;

interface ArrayPlace {
  /** Where it belongs in the pool: a field, or a field, an arm and perhaps a field of its course. */
  readonly path: readonly string[];
  readonly type: ArrayType;
  readonly length: number;
}

/** What of a pool is not an array of patients. */
type PlainPool = Pick<FitPool, 'patients' | 'dimensions' | 'nodes' | 'copula'> & {
  readonly newest: number;
  readonly visits: Readonly<Record<string, readonly number[]>>;
};

type Description = Omit<ExplorerPool, 'pool'> & { readonly pool: PlainPool; readonly arrays: readonly ArrayPlace[] };

/**
 * A pool as bytes, every bit of every number kept: a mark with the version of the form, a checksum of what follows, the length of a description
 * in JSON, the description, and the arrays one after the other, each aligned for its numbers.
 */
export function packExplorerPool({ pool, ...plain }: ExplorerPool): Uint8Array<ArrayBuffer> {
  const arrays = arraysOf(pool);
  const description: Description = {
    ...plain,
    pool: {
      patients: pool.patients,
      dimensions: pool.dimensions,
      nodes: pool.nodes,
      ...(pool.copula === undefined ? {} : { copula: pool.copula }),
      newest: pool.newest,
      visits: Object.fromEntries(Object.entries(pool.courses).map(([arm, { visits }]) => [arm, visits])),
    },
    arrays: arrays.map(({ path, values }) => ({ path, type: typeOf(values), length: values.length })),
  };
  const text = new TextEncoder().encode(JSON.stringify(description, withNumbers));
  let end = aligned(PREFIX_BYTES + text.length);
  const places = arrays.map(({ values }) => {
    const at = end;
    end = aligned(at + values.byteLength);
    return at;
  });
  const bytes = new Uint8Array(end);
  bytes.set(MARK);
  bytes.set(text, PREFIX_BYTES);
  arrays.forEach(({ values }, index) => {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), places[index]);
  });
  const view = new DataView(bytes.buffer);
  view.setUint32(MARK.length + 4, text.length, true);
  view.setUint32(MARK.length, checksum(bytes.subarray(MARK.length + 4)), true);
  return bytes;
}

/**
 * A pool from bytes: arrays are views of them, without a copy.
 *
 * @param bytes - as packed; aligned to eight bytes in their buffer
 * @param where - name of the source, for messages
 * @throws DataError - when the bytes are of another form, cut short or altered
 */
export function unpackExplorerPool(bytes: Uint8Array, where: string): ExplorerPool {
  const issue = (got: string) => new DataError(`${where}: must be a pool as the explorer packs it; got ${got}`);
  if (bytes.length < PREFIX_BYTES || MARK.some((letter, place) => place !== FORM && bytes[place] !== letter)) {
    throw issue('other bytes');
  }
  if (bytes[FORM] !== MARK[FORM]) throw issue('one of another version of the program');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(MARK.length, true) !== checksum(bytes.subarray(MARK.length + 4))) {
    throw issue(`${bytes.length} bytes with another checksum`);
  }
  const length = view.getUint32(MARK.length + 4, true);
  const text = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + length));
  const { arrays, pool, ...plain } = JSON.parse(text, withoutNumbers) as Description;
  let at = aligned(PREFIX_BYTES + length);
  const found = new Map<string, PoolArray>();
  for (const { path, type, length: count } of arrays) {
    const kind = arrayTypes[type];
    if (at + count * kind.BYTES_PER_ELEMENT > bytes.length)
      throw issue(`${bytes.length} bytes, fewer than its arrays take`);
    found.set(path.join('\n'), new kind(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, count));
    at = aligned(at + count * kind.BYTES_PER_ELEMENT);
  }
  const { visits, ...fields } = pool;
  const take = <Kind extends PoolArray>(...path: readonly string[]): Kind => found.get(path.join('\n')) as Kind;
  const byArm = <Value>(make: (arm: string) => Value): Readonly<Record<string, Value>> =>
    Object.fromEntries(Object.keys(visits).map((arm) => [arm, make(arm)]));
  return {
    ...plain,
    pool: {
      ...fields,
      logX: take('logX'),
      log1mX: take('log1mX'),
      logProposal: take('logProposal'),
      response: byArm((arm) => take('response', arm)),
      burden: byArm((arm) => take('burden', arm)),
      courses: byArm((arm) => ({
        visits: visits[arm]!,
        progressionDay: take('progressionDay', arm),
        runningBest: take('runningBest', arm),
      })),
    },
  };
}

function arraysOf({
  logX,
  log1mX,
  logProposal,
  response,
  burden,
  courses,
}: MixturePool<Float32Array>): readonly { readonly path: readonly string[]; readonly values: PoolArray }[] {
  return [
    { path: ['logX'], values: logX },
    { path: ['log1mX'], values: log1mX },
    { path: ['logProposal'], values: logProposal },
    ...Object.keys(response).flatMap((arm) => [
      { path: ['response', arm], values: response[arm]! },
      { path: ['burden', arm], values: burden[arm]! },
      { path: ['progressionDay', arm], values: courses[arm]!.progressionDay },
      { path: ['runningBest', arm], values: courses[arm]!.runningBest },
    ]),
  ];
}

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function typeOf(values: PoolArray): ArrayType {
  if (values instanceof Float64Array) return 'Float64Array';
  return values instanceof Float32Array ? 'Float32Array' : 'Uint8Array';
}

/** JSON has neither infinity nor NaN; they are written as what no text of a description begins with. */
const NUMBER_MARK = '\u0000';
const withNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isFinite(value) ? `${NUMBER_MARK}${value}` : value;
const withoutNumbers = (_: string, value: unknown): unknown =>
  typeof value === 'string' && value.startsWith(NUMBER_MARK) ? Number(value.slice(1)) : value;

let table: Uint32Array | undefined;

/** CRC-32 (ISO 3309): finds every change of up to 32 bits in a row. */
function checksum(bytes: Uint8Array): number {
  table ??= Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  let value = 0xffffffff;
  for (let place = 0; place < bytes.length; place++) value = table[(value ^ bytes[place]!) & 255]! ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
