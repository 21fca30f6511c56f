// Evidence: counted by hand; Wilson's interval is tested by itself.
import { describe, expect, it } from 'vitest';
import { intervalRates } from '../../../src/sensitivity/interval-rates.js';
import { wilsonInterval } from '../../../src/stats/binomial-interval.js';

const range = { min: 2, max: 12, parts: 5 };

describe('intervalRates', () => {
  it('counts each value in its fifth; an inner bound belongs to the upper one, the last bound to the last', () => {
    const values = Float64Array.of(2, 3.9, 4, 5, 7, 11, 12);
    const rates = intervalRates(values, Uint8Array.of(1, 0, 1, 1, 0, 0, 1), range);
    expect(rates.map(({ from, to, n, events }) => [from, to, n, events])).toEqual([
      [2, 4, 2, 1],
      [4, 6, 2, 2],
      [6, 8, 1, 0],
      [8, 10, 0, 0],
      [10, 12, 2, 1],
    ]);
    expect(rates[0]).toMatchObject({ rate: 0.5, ...wilsonInterval({ successes: 1, trials: 2 }) });
    expect(rates[3]).toMatchObject({ rate: null, low: 0, high: 1 });
  });

  it('refuses values outside, an empty range and lengths that differ', () => {
    expect(() => intervalRates(Float64Array.of(13), Uint8Array.of(0), range)).toThrow('must lie in [2, 12]; got 13');
    expect(() => intervalRates(Float64Array.of(Number.NaN), Uint8Array.of(0), range)).toThrow('got NaN');
    expect(() => intervalRates(new Float64Array(0), new Uint8Array(0), { ...range, max: 2 })).toThrow(
      'must have min < max',
    );
    expect(() => intervalRates(new Float64Array(1), new Uint8Array(2), range)).toThrow('got 1 and 2');
  });
});
