// Evidence: slow oracle (the rank by counting all pairs) · closed form.
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../src/random/streams.js';
import { midranks } from '../../../src/stats/midranks.js';

describe('midranks', () => {
  it('equals 1 + values below + half the other values equal, counted pair by pair', () => {
    const uniform = randomStream({ seed: '0', streamName: 'midranks', index: 0 });
    const values = Float64Array.from({ length: 300 }, () => Math.floor(uniform() * 40) - 20);
    const counted = values.map((value) =>
      values.reduce((rank, other) => rank + (other < value ? 1 : other === value ? 0.5 : 0), 0.5),
    );
    expect(midranks(values)).toEqual(counted);
  });

  it('gives [1, 2.5, 2.5, 4] to [-1, 3, 3, 8]', () => {
    expect(Array.from(midranks(Float64Array.of(-1, 3, 3, 8)))).toEqual([1, 2.5, 2.5, 4]);
  });

  it('ties -0 with 0', () => {
    expect(Array.from(midranks(Float64Array.of(0, -0)))).toEqual([1.5, 1.5]);
  });

  it('of one value is 1, of none is empty', () => {
    expect(Array.from(midranks(Float64Array.of(42)))).toEqual([1]);
    expect(midranks(new Float64Array(0)).length).toBe(0);
  });
});
