import { DataError } from '../../../src/index.js';

const ALIGNMENT = 8;
/** Letters of a mark: what the bytes are, and the version of their form. */
const MARK_LETTERS = 8;
/** Mark, checksum, length of the description. */
const PREFIX_BYTES = MARK_LETTERS + 2 * 4;

const arrayTypes = { Uint8Array, Uint16Array, Float32Array, Float64Array } as const;
type ArrayType = keyof typeof arrayTypes;
/** Arrays that can be packed. */
export type PackedArray = Uint8Array | Uint16Array | Float32Array | Float64Array;

interface Description {
  readonly plain: unknown;
  /** In the order in which the arrays follow. */
  readonly arrays: readonly { readonly name: string; readonly type: ArrayType; readonly length: number }[];
}

/**
 * Plain data and arrays as bytes: a mark, a checksum of what follows, the length of a description in JSON, the description, and the arrays one after
 * the other, each aligned for its numbers.
 *
 * @param mark - eight letters; the last one counts the forms
 * @param plain - plain data; numbers may be infinite or NaN
 * @param arrays - by name
 */
export function packArrays(
  mark: string,
  plain: unknown,
  arrays: ReadonlyMap<string, PackedArray>,
): Uint8Array<ArrayBuffer> {
  const description: Description = {
    plain,
    arrays: [...arrays].map(([name, values]) => ({ name, type: typeOf(values), length: values.length })),
  };
  const text = new TextEncoder().encode(JSON.stringify(description, withNumbers));
  let end = aligned(PREFIX_BYTES + text.length);
  const places = [...arrays.values()].map((values) => {
    const at = end;
    end = aligned(at + values.byteLength);
    return at;
  });
  const bytes = new Uint8Array(end);
  bytes.set(lettersOf(mark));
  bytes.set(text, PREFIX_BYTES);
  [...arrays.values()].forEach((values, index) => {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), places[index]);
  });
  const view = new DataView(bytes.buffer);
  view.setUint32(MARK_LETTERS + 4, text.length, true);
  view.setUint32(MARK_LETTERS, checksum(bytes.subarray(MARK_LETTERS + 4)), true);
  return bytes;
}

/** Whether bytes begin with a mark, whatever its version. */
export function hasMark(bytes: Uint8Array, mark: string): boolean {
  return (
    bytes.length >= PREFIX_BYTES &&
    lettersOf(mark)
      .subarray(0, -1)
      .every((letter, place) => bytes[place] === letter)
  );
}

/**
 * What was packed; arrays are views of the bytes, without a copy.
 *
 * @param bytes - aligned to eight bytes in their buffer
 * @param mark - that they were packed with
 * @param where - name of the source, for messages
 * @throws DataError - when the bytes are of another form, cut short or altered
 */
export function unpackArrays(
  bytes: Uint8Array,
  mark: string,
  where: string,
): { readonly plain: unknown; readonly arrays: ReadonlyMap<string, PackedArray> } {
  const issue = (got: string) => new DataError(`${where}: must be a pool as the explorer packs it; got ${got}`);
  if (!hasMark(bytes, mark)) throw issue('other bytes');
  if (bytes[MARK_LETTERS - 1] !== lettersOf(mark)[MARK_LETTERS - 1])
    throw issue('one of another version of the program');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(MARK_LETTERS, true) !== checksum(bytes.subarray(MARK_LETTERS + 4))) {
    throw issue(`${bytes.length} bytes with another checksum`);
  }
  const length = view.getUint32(MARK_LETTERS + 4, true);
  const text = new TextDecoder().decode(bytes.subarray(PREFIX_BYTES, PREFIX_BYTES + length));
  const { plain, arrays } = JSON.parse(text, withoutNumbers) as Description;
  let at = aligned(PREFIX_BYTES + length);
  const found = new Map<string, PackedArray>();
  for (const { name, type, length: count } of arrays) {
    const kind = arrayTypes[type];
    if (at + count * kind.BYTES_PER_ELEMENT > bytes.length)
      throw issue(`${bytes.length} bytes, fewer than its arrays take`);
    found.set(name, new kind(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, count));
    at = aligned(at + count * kind.BYTES_PER_ELEMENT);
  }
  return { plain, arrays: found };
}

const lettersOf = (mark: string): Uint8Array => Uint8Array.from(mark, (letter) => letter.charCodeAt(0));

const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;

function typeOf(values: PackedArray): ArrayType {
  if (values instanceof Float64Array) return 'Float64Array';
  if (values instanceof Float32Array) return 'Float32Array';
  return values instanceof Uint16Array ? 'Uint16Array' : 'Uint8Array';
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
