// Evidence: laws.
import { describe, expect, it } from 'vitest';
import { inSharedMemory } from '../../../../calibration/tasks/wire/shared-arrays.js';
import { InternalError } from '../../../../src/index.js';
import { bitDifferences } from './same-bits.js';

const numbers = [0, -0, 1 / 3, Number.NaN, Number.POSITIVE_INFINITY, 255, Number.MIN_VALUE];

describe('inSharedMemory', () => {
  it.each([
    Float64Array.from(numbers),
    Float32Array.from(numbers),
    Uint8Array.from(numbers),
    new Float64Array(),
    Int8Array.of(-1, 1),
    Uint16Array.of(0, 65_535),
    Int16Array.of(-1, 1),
    Uint32Array.of(0, 2 ** 32 - 1),
    Int32Array.of(-1, 1),
  ])('puts an array into shared memory, kind and bits as they are: %o', (array) => {
    const { deep } = inSharedMemory({ deep: [{ array }] });
    expect(bitDifferences(deep, [{ array }])).toEqual([]);
    expect(deep[0]!.array.buffer).toBeInstanceOf(SharedArrayBuffer);
  });

  it('takes of a view its own elements, and no others', () => {
    const view = Float64Array.from(numbers).subarray(2, 5);
    const shared = inSharedMemory(view);
    expect(bitDifferences(shared, Float64Array.from(view))).toEqual([]);
    expect(shared.buffer.byteLength).toBe(view.byteLength);
    shared.fill(9);
    expect(view[0]).toBe(1 / 3);
  });

  it('leaves an array that is in shared memory where it is', () => {
    const shared = new Float32Array(new SharedArrayBuffer(16), 4, 2);
    expect(inSharedMemory({ shared }).shared).toBe(shared);
  });

  it.each([
    [BigInt64Array.of(1n)],
    [Uint8ClampedArray.of(1)],
    [new DataView(new ArrayBuffer(8))],
    [new ArrayBuffer(8)],
    [new BigUint64Array(new SharedArrayBuffer(8))],
  ])('refuses memory of a kind that is not in use: %o', (memory) => {
    expect(() => inSharedMemory({ deep: [memory] })).toThrow(InternalError);
    expect(() => inSharedMemory({ deep: [memory] })).toThrow(`; got ${memory.constructor.name}`);
  });

  it('keeps everything else, the order of keys included', () => {
    const data = { z: -0, a: null, 7: undefined, list: [1, 'x', [true]], none: {}, empty: [] };
    const before = structuredClone(data);
    expect(bitDifferences(inSharedMemory(data), before)).toEqual([]);
    expect(bitDifferences(data, before)).toEqual([]);
  });

  it.each([[7], ['x'], [null], [undefined], [Number.NaN]])('gives back what is no object: %o', (value) => {
    expect(inSharedMemory(value)).toBe(value);
  });
});
