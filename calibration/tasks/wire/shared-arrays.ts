import { InternalError } from '../../../src/index.js';

const kinds: readonly (new (memory: SharedArrayBuffer) => ArrayBufferView)[] = [
  Float64Array,
  Float32Array,
  Int32Array,
  Uint32Array,
  Int16Array,
  Uint16Array,
  Int8Array,
  Uint8Array,
];

/**
 * The same plain data with every typed array in shared memory, where threads read it without copies.
 *
 * @param value - plain data
 * @throws InternalError - on memory of a kind that the workbench does not use for data
 */
export function inSharedMemory<Value>(value: Value): Value {
  return copied(value) as Value;
}

function copied(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return shared(value);
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof ArrayBuffer) throw unknownKind(value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)]));
}

function shared(array: ArrayBufferView): ArrayBufferView {
  const Kind = kinds.find((kind) => array instanceof kind);
  if (Kind === undefined) throw unknownKind(array);
  const { buffer, byteOffset, byteLength } = array;
  if (buffer instanceof SharedArrayBuffer) return array;
  const memory = new SharedArrayBuffer(byteLength);
  new Uint8Array(memory).set(new Uint8Array(buffer, byteOffset, byteLength));
  return new Kind(memory);
}

function unknownKind(value: object): InternalError {
  const known = kinds.map(({ name }) => name).join(', ');
  return new InternalError(`shared memory: must hold one of ${known}; got ${value.constructor.name}`);
}
