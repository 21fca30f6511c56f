// Evidence: closed form (worked by hand) · slow oracle (rates by counting at each threshold; area by all pairs).
import { describe, expect, it } from 'vitest';
import { InputError } from '../../../src/errors.js';
import { randomStream } from '../../../src/random/streams.js';
import { aucDeLong } from '../../../src/stats/auc-delong.js';
import { type RocCurve, rocCurve, thinRocCurve } from '../../../src/stats/roc.js';

/** Decimal places; sums of a few thousand terms in [0, 1]. */
const ROUNDING = 12;

function sample(size: number, levels: number, seed = '0') {
  const uniform = randomStream({ seed, streamName: 'roc', index: 0 });
  const labels = Uint8Array.from({ length: size }, (_, row) => (row < 2 ? row : Number(uniform() < 0.4)));
  return { labels, scores: Float64Array.from(labels, (label) => Math.floor(levels * (uniform() + 0.3 * label))) };
}

function areaUnder({ falsePositiveRate: x, truePositiveRate: y }: RocCurve): number {
  return x.reduce((sum, _, i) => (i === 0 ? 0 : sum + ((x[i]! - x[i - 1]!) * (y[i]! + y[i - 1]!)) / 2), 0);
}

/** Distance of a point of the curve from the polyline of another. */
function distanceToPolyline(x: number, y: number, line: RocCurve): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.thresholds.length; i++) {
    const [x0, y0] = [line.falsePositiveRate[i - 1]!, line.truePositiveRate[i - 1]!];
    const [dx, dy] = [line.falsePositiveRate[i]! - x0, line.truePositiveRate[i]! - y0];
    const along = Math.min(1, Math.max(0, ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)));
    least = Math.min(least, Math.hypot(x - x0 - along * dx, y - y0 - along * dy));
  }
  return least;
}

describe('rocCurve', () => {
  it('of scores 3, 2, 2, 1 with labels 1, 1, 0, 0 increases, crosses the tie on a slope and runs level', () => {
    const curve = rocCurve([3, 2, 2, 1], [1, 1, 0, 0]);
    expect(Array.from(curve.falsePositiveRate)).toEqual([0, 0, 0.5, 1]);
    expect(Array.from(curve.truePositiveRate)).toEqual([0, 0.5, 1, 1]);
    expect(Array.from(curve.thresholds)).toEqual([Infinity, 3, 2, 1]);
  });

  it('has at each threshold the rates that counting gives', () => {
    const { scores, labels } = sample(300, 25);
    const curve = rocCurve(scores, labels);
    const rate = (label: number, threshold: number) => {
      const group = scores.filter((_, row) => labels[row] === label);
      return group.filter((score) => score >= threshold).length / group.length;
    };
    curve.thresholds.forEach((threshold, i) => {
      expect(curve.falsePositiveRate[i]).toBe(rate(0, threshold));
      expect(curve.truePositiveRate[i]).toBe(rate(1, threshold));
    });
    expect(curve.thresholds.length).toBe(new Set(scores).size + 1);
  });

  it.each([{ levels: 6 }, { levels: 1e9 }])('has the Mann-Whitney area under it, $levels levels', ({ levels }) => {
    const { scores, labels } = sample(1000, levels);
    expect(areaUnder(rocCurve(scores, labels))).toBeCloseTo(aucDeLong(scores, labels).auc, ROUNDING);
  });

  it('does not depend on the order of the rows, nor changes its arguments', () => {
    const { scores, labels } = sample(200, 50);
    const before = Array.from(scores);
    expect(rocCurve([...scores].reverse(), [...labels].reverse())).toEqual(rocCurve(scores, labels));
    expect(Array.from(scores)).toEqual(before);
  });

  it('is the diagonal in one step for a constant score', () => {
    const curve = rocCurve([4, 4, 4], [1, 0, 0]);
    expect(Array.from(curve.falsePositiveRate)).toEqual([0, 1]);
    expect(Array.from(curve.truePositiveRate)).toEqual([0, 1]);
  });

  it('refuses an absent label, NaN and no rows', () => {
    expect(() => rocCurve([1, 2], [1, 1])).toThrow(InputError);
    expect(() => rocCurve([1, Number.NaN], [0, 1])).toThrow('rocCurve.values[1]: must be finite; got NaN');
    expect(() => rocCurve([], [])).toThrow(InputError);
  });
});

describe('thinRocCurve', () => {
  it.each([
    { size: 5000, levels: 1e9, maxPoints: 200 },
    { size: 5000, levels: 1e9, maxPoints: 21 },
    { size: 5000, levels: 1e9, maxPoints: 3 },
    { size: 5000, levels: 1e9, maxPoints: 2 },
    { size: 2000, levels: 300, maxPoints: 100 },
    { size: 400, levels: 40, maxPoints: 40 },
  ])('keeps $size rows at $levels levels within sqrt(2) / ($maxPoints - 1) on $maxPoints points', (given) => {
    const { scores, labels } = sample(given.size, given.levels);
    const curve = rocCurve(scores, labels);
    const thin = thinRocCurve(curve, given.maxPoints);
    expect(thin.thresholds.length).toBeLessThanOrEqual(given.maxPoints);
    const worst = curve.thresholds.reduce((largest, _, i) => {
      const distance = distanceToPolyline(curve.falsePositiveRate[i]!, curve.truePositiveRate[i]!, thin);
      return Math.max(largest, distance);
    }, 0);
    expect(worst).toBeLessThanOrEqual(Math.SQRT2 / (given.maxPoints - 1));
  });

  it.each([{ maxPoints: 3 }, { maxPoints: 7 }, { maxPoints: 27 }])(
    'reaches that bound where a step of $maxPoints points cuts the corner of a perfect score in the middle',
    ({ maxPoints }) => {
      const labels = Uint8Array.from({ length: 3120 }, (_, row) => +(row >= 1560));
      const thin = thinRocCurve(rocCurve(Float64Array.from(labels.keys()), labels), maxPoints);
      expect(distanceToPolyline(0, 1, thin)).toBeCloseTo(Math.SQRT2 / (maxPoints - 1), ROUNDING);
    },
  );

  it('keeps the ends, and every point that stays is one of the curve', () => {
    const { scores, labels } = sample(3000, 1e9);
    const curve = rocCurve(scores, labels);
    const thin = thinRocCurve(curve, 50);
    const points = new Set(
      Array.from(curve.thresholds, (t, i) => `${t} ${curve.falsePositiveRate[i]} ${curve.truePositiveRate[i]}`),
    );
    thin.thresholds.forEach((t, i) => {
      expect(points).toContain(`${t} ${thin.falsePositiveRate[i]} ${thin.truePositiveRate[i]}`);
    });
    expect([thin.falsePositiveRate[0], thin.truePositiveRate[0]]).toEqual([0, 0]);
    expect([thin.falsePositiveRate.at(-1), thin.truePositiveRate.at(-1)]).toEqual([1, 1]);
  });

  it('keeps a tie that is a long segment of the curve', () => {
    // Half of the rows share one score; the rest are distinct.
    const labels = Uint8Array.from({ length: 2000 }, (_, row) => row % 2);
    const scores = Float64Array.from(labels, (_, row) => (row < 1000 ? 500 : row % 1000));
    const thin = thinRocCurve(rocCurve(scores, labels), 50);
    const at = thin.thresholds.indexOf(500);
    expect(at).toBeGreaterThan(0);
    expect(thin.truePositiveRate[at]! - thin.truePositiveRate[at - 1]!).toBeGreaterThanOrEqual(0.5);
  });

  it('returns a curve that is short enough as it is', () => {
    const curve = rocCurve([3, 2, 2, 1], [1, 1, 0, 0]);
    expect(thinRocCurve(curve, 4)).toBe(curve);
  });

  it('refuses fewer than two points', () => {
    const curve = rocCurve([1, 2], [0, 1]);
    for (const maxPoints of [1, 0, 2.5, Number.NaN]) expect(() => thinRocCurve(curve, maxPoints)).toThrow(InputError);
  });
});
