// Evidence: laws on stores in memory.
import { describe, expect, it } from 'vitest';
import { layeredChunks } from '../../../calibration/store/layered-chunks.js';
import { memoryStore } from '../pool/memory-store.js';

describe('layeredChunks', () => {
  it('reads from the first store that has a chunk, and writes to the first alone', async () => {
    const [top, below] = [memoryStore(), memoryStore()];
    const one = { patients: 1, arms: {}, failures: [] };
    const two = { ...one, patients: 2 };
    await below.write('a', one);
    await below.write('b', one);
    await top.write('b', two);
    const both = layeredChunks([top, below]);
    expect(await both.read('a')).toEqual(one);
    expect(await both.read('b')).toEqual(two);
    expect(await both.read('c')).toBeUndefined();
    await both.write('d', two);
    expect([top.chunks.has('d'), below.chunks.has('d'), below.chunks.size]).toEqual([true, false, 2]);
  });
});
