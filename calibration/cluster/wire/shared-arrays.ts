/**
 * The same plain data with every typed array in shared memory, where threads read it without a copy each.
 *
 * @param value - plain data
 */
export function inSharedMemory<Value>(value: Value): Value {
  return copied(value) as Value;
}

function copied(value: unknown): unknown {
  if (value instanceof Float64Array || value instanceof Float32Array || value instanceof Uint8Array) {
    const { buffer } = value;
    if (buffer instanceof SharedArrayBuffer) return value;
    const shared = new SharedArrayBuffer(value.byteLength);
    new Uint8Array(shared).set(new Uint8Array(buffer, value.byteOffset, value.byteLength));
    if (value instanceof Float64Array) return new Float64Array(shared);
    return value instanceof Float32Array ? new Float32Array(shared) : new Uint8Array(shared);
  }
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)]));
}
