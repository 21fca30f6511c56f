// Evidence: scipy 1.17.1 (pearsonr with its Fisher interval) on numbers of a written generator; closed forms; coverage over seeds.
import { describe, expect, it } from 'vitest';
import { randomStream } from '../../../src/random/streams.js';
import { correlationInference, pearson } from '../../../src/stats/pearson.js';
import { congruentialColumns, rankExample } from './congruential-numbers.js';

const ROUNDING = 1e-12;

describe('pearson and correlationInference', () => {
  it('agree with scipy on 40 pairs', () => {
    const columns = congruentialColumns(4, 40);
    const r = pearson(columns[1]!, rankExample(columns))!;
    expect(Math.abs(r - -0.07899937256213196)).toBeLessThan(ROUNDING);
    const { p, ciLow, ciHigh } = correlationInference({ r, n: 40, controlled: 0 });
    expect(Math.abs(p - 0.6279949180458966)).toBeLessThan(1e-11);
    expect(Math.abs(ciLow - -0.3811294894988239)).toBeLessThan(ROUNDING);
    expect(Math.abs(ciHigh - 0.23837618626016582)).toBeLessThan(ROUNDING);
  });

  it('does not change with unit or origin, and has the sign of a slope', () => {
    const [x = new Float64Array(), y = new Float64Array()] = congruentialColumns(2, 30);
    const r = pearson(x, y)!;
    expect(
      pearson(
        x.map((value) => 1e-200 * value),
        y.map((value) => 3 - 1e200 * value),
      ),
    ).toBeCloseTo(-r, 10);
    expect(
      pearson(
        x,
        x.map((value) => 2 - value),
      ),
    ).toBeCloseTo(-1, 14);
  });

  it('is null where a sample does not vary, even at a value that a mean cannot hold exactly', () => {
    const x = Float64Array.from({ length: 7 }, (_, i) => i);
    expect(pearson(x, new Float64Array(7).fill(0.1))).toBeNull();
    expect(pearson(new Float64Array(7).fill(1 / 3), x)).toBeNull();
  });

  it('refuses unequal lengths, NaN and too few pairs', () => {
    expect(() => pearson(new Float64Array(3), new Float64Array(2))).toThrow(
      'two samples of one length, at least 2; got 3 and 2',
    );
    expect(() => pearson(Float64Array.of(1, Number.NaN), new Float64Array(2))).toThrow('must be finite; got NaN');
    expect(() => correlationInference({ r: 0, n: 10, controlled: 7 })).toThrow('at least 11 samples; got 10');
  });

  it('has no interval at r = 1', () => {
    expect(correlationInference({ r: 1, n: 10, controlled: 0 })).toEqual({ r: 1, ciLow: 1, ciHigh: 1, p: 0 });
  });

  it('covers the correlation c_i / |c| of an additive function of uniform inputs at least at the nominal rate', () => {
    const c = [3, 1, 0.2, 0];
    const exact = c.map((value) => value / Math.hypot(...c));
    const hits = c.map(() => 0);
    const seeds = 400;
    for (let seed = 0; seed < seeds; seed++) {
      const stream = randomStream({ seed: String(seed), streamName: 'test', index: 0 });
      const columns = c.map(() => Float64Array.from({ length: 200 }, stream));
      const y = columns[0]!.map((_, row) => c.reduce((sum, value, i) => sum + value * columns[i]![row]!, 0));
      columns.forEach((x, i) => {
        const { ciLow, ciHigh } = correlationInference({ r: pearson(x, y)!, n: 200, controlled: 0 });
        if (ciLow <= exact[i]! && exact[i]! <= ciHigh) hits[i]! += 1;
      });
    }
    // 372 of 400 or fewer is chance once in 100 at 95 %
    for (const count of hits) expect(count).toBeGreaterThan(368);
    // Where there is no correlation the rate is the nominal one
    expect(hits[3]!).toBeLessThan(396);
  });
});
