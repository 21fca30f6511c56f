import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import { DataError, sha256, toCanonicalJson } from '../../../src/index.js';
import type { ProgramIdentity } from './protocol.js';

/**
 * Data as bytes: the structured clone that worker threads use, so that every number keeps its bits (-0, NaN and typed
 * arrays included).
 *
 * @param value - plain data; arrays in shared memory are copied
 */
export function toBytes(value: unknown): Buffer {
  return serialize(value);
}

/** The same bytes as the client of the server takes them, without a copy. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Data from bytes. The data contain no code; the caller must check their content.
 *
 * @param where - for the message
 * @throws DataError - when the bytes are no such data
 */
export function fromBytes(bytes: Uint8Array, where: string): unknown {
  try {
    return deserialize(bytes);
  } catch (cause) {
    throw new DataError(`${where}: must be data as the workbench writes it; got ${bytes.length} other bytes`, {
      cause,
    });
  }
}

/** Name of a subtask: a hash of its content, so that a result can be found again. */
export function subtaskIdOf(work: unknown): string {
  return contentHash(work).slice(0, 32);
}

/** Hash by which programs that compute the same bits find each other. */
export function identityHash(identity: ProgramIdentity): string {
  return sha256(toCanonicalJson(identity));
}

type Bytes = Float64Array | Float32Array | Uint8Array;

/**
 * Hash of plain data by their values: equal for equal data, whatever their layout in memory.
 *
 * The bytes of a structured clone cannot be used: the engine writes the same number in two ways, depending on its internal
 * form. The order of an object's members matters, because results are written in it; 0 and -0 differ.
 *
 * @param value - null, booleans, texts, numbers, undefined, arrays, plain objects, and typed arrays of the kinds in use
 * @returns 64 hexadecimal digits
 * @throws DataError - on anything else, and on data that contain themselves
 */
export function contentHash(value: unknown): string {
  const shape: string[] = [];
  const numbers: number[] = [];
  const hash = createHash('sha256');
  const around = new Set<object>();
  const walk = (each: unknown): void => {
    if (typeof each === 'number') {
      shape.push('n');
      numbers.push(each);
    } else if (typeof each === 'string') {
      shape.push(JSON.stringify(each));
    } else if (each === null || each === undefined || typeof each === 'boolean') {
      shape.push(String(each));
    } else if (isBytes(each)) {
      shape.push(`${each.constructor.name} ${each.length}`);
      hash.update(new Uint8Array(each.buffer, each.byteOffset, each.byteLength));
    } else if (Array.isArray(each)) {
      shape.push(`[${each.length}`);
      inside(each, () => {
        for (const member of each) walk(member);
      });
    } else if (isPlainObject(each)) {
      const members = Object.entries(each);
      shape.push(`{${members.length}`);
      inside(each, () => {
        for (const [key, member] of members) {
          shape.push(JSON.stringify(key));
          walk(member);
        }
      });
    } else {
      const kind = typeof each === 'object' ? each.constructor?.name : typeof each;
      throw new DataError(`content: must be plain data; got ${kind}`);
    }
  };
  const inside = (container: object, work: () => void) => {
    if (around.has(container)) throw new DataError('content: must not contain itself; got a cycle');
    around.add(container);
    work();
    around.delete(container);
  };
  walk(value);
  return hash.update(Float64Array.from(numbers)).update(shape.join('\n')).digest('hex');
}

function isBytes(value: unknown): value is Bytes {
  return value instanceof Float64Array || value instanceof Float32Array || value instanceof Uint8Array;
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
