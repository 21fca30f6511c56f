// Evidence: independent tool (pROC 1.18.0, test/fixtures/stats/roc.R) · closed form.
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { deLongTest } from '../../../src/stats/delong-test.js';
import { rocCases } from './roc-cases.js';

/** z is a ratio of numbers with 14 digits, and p follows from it. */
const AGREEMENT = 1e-9;

describe('deLongTest', () => {
  it.each(rocCases)('gives z and p of pROC on $name', ({ labels, markers, tests }) => {
    for (const { first, second, z, p } of tests) {
      const found = deLongTest([markers[first]!.values, markers[second]!.values], labels);
      expect(Math.abs(found.z! - z)).toBeLessThan(AGREEMENT);
      expect(Math.abs(found.p! - p)).toBeLessThan(AGREEMENT);
      expect(Math.abs(found.difference - (markers[first]!.auc - markers[second]!.auc))).toBeLessThan(AGREEMENT);
    }
  });

  it('changes the sign alone when the scores change places', () => {
    const { labels, markers } = rocCases[0]!;
    const [first, second] = [markers.s100b!.values, markers.ndka!.values];
    const there = deLongTest([first, second], labels);
    const back = deLongTest([second, first], labels);
    expect(back.z).toBe(-there.z!);
    expect(back.p).toBe(there.p);
    expect(back.ciLow).toBe(-there.ciHigh);
  });

  it('finds no difference between a score and a rising function of it', () => {
    const { labels, markers } = rocCases[0]!;
    const { values } = markers.wfns!;
    const result = deLongTest([values, values.map((value) => Math.exp(value))], labels);
    expect(result).toEqual({ difference: 0, standardError: 0, ciLow: 0, ciHigh: 0, z: 0, p: 1 });
  });

  it('has no p where areas differ without any variance', () => {
    const result = deLongTest(
      [
        [3, 4, 1, 2],
        [1, 2, 3, 4],
      ],
      [1, 1, 0, 0],
    );
    expect(result.difference).toBe(1);
    expect(result.z).toBeNull();
    expect(result.p).toBeNull();
  });

  it.each([0, 1, Number.NaN])('refuses a level of %s', (level) => {
    expect(() =>
      deLongTest(
        [
          [3, 4, 1, 2],
          [1, 2, 3, 4],
        ],
        [1, 1, 0, 0],
        level,
      ),
    ).toThrow(InputError);
  });
});
