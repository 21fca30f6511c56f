import { createHash } from 'node:crypto';
import { DataError } from '../../../src/index.js';

type Bytes = Float64Array | Float32Array | Uint8Array;

/**
 * Hash of plain data by their values: equal for equal data, however they came to lie in memory.
 *
 * The bytes of a structured clone do not serve for that: the engine writes one and the same number in two ways, by how it
 * keeps it at the moment. Members of objects count in their order, as it shows where results are written; 0 and -0 differ.
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
