// Evidence: closed form (half-widths of blocks with a known spread, shares without an event) · simulation of cohorts whose full verdict is
// known (independent patients: the stated error holds).
import tQuantile from '@stdlib/stats-base-dists-t-quantile';
import { describe, expect, it } from 'vitest';
import { BLOCKS, certainVerdict, type Look } from '../../../calibration/fit/certain-verdict.js';
import type { Deviation } from '../../../calibration/fit/evaluate-fit.js';
import type { TargetRow } from '../../../calibration/fit/results.js';
import { randomStream } from '../../../src/index.js';

const look: Look = { patients: 3200, planned: 6400, looks: 2, error: 0.01 };
const one: readonly Deviation[] = [{ summary: 'dcr of control', tolerance: 2, rows: [0] }];

function row(difference: number | null, unit: TargetRow['unit'] = 'months'): TargetRow {
  return {
    ...{ arm: 'control', endpoint: 'dcr', unit, target: 0, patients: 100, standard_error: 1, simulated: difference },
    ...{ tolerance: 2, fitted: true, source: '', difference, standardised_difference: null, verdict: 'within' },
  };
}

/** Blocks that scatter by one on either side of a difference. */
const scattered = (difference: number, unit?: TargetRow['unit']) =>
  Array.from({ length: BLOCKS }, (_, block) => [row(difference + (block % 2 === 0 ? 1 : -1), unit)]);

const halfWidth = (deviations: number) => {
  const variance = BLOCKS / (BLOCKS - 1);
  return tQuantile(1 - 0.01 / (2 * deviations), BLOCKS - 1) * Math.sqrt((0.5 * variance) / BLOCKS);
};

describe('certainVerdict', () => {
  it('allows an endpoint the change of t standard errors of the patients that are still to come', () => {
    const { half_width: half, ratio, endpoint } = certainVerdict(one, [row(0.3)], scattered(0.3), look);
    expect(half).toBeCloseTo(halfWidth(1) / 2, 12);
    expect(ratio).toBeCloseTo(0.15, 12);
    expect(endpoint).toBe('dcr of control');
  });

  it.each([
    ['within', 2 - halfWidth(1) - 1e-9],
    ['open', 2 - halfWidth(1) + 1e-9],
    ['open', 2 + halfWidth(1) - 1e-9],
    ['outside', 2 + halfWidth(1) + 1e-9],
    ['within', -2 + halfWidth(1) + 1e-9],
    ['outside', -2 - halfWidth(1) - 1e-9],
  ])('is %s at a difference of %f', (verdict, difference) => {
    expect(certainVerdict(one, [row(difference)], scattered(difference), look).verdict).toBe(verdict);
  });

  it('needs every deviation to stay within, and one to stay outside', () => {
    const two: readonly Deviation[] = [...one, { summary: 'median_os of control', tolerance: 2, rows: [1] }];
    const both = (first: number, second: number) =>
      certainVerdict(
        two,
        [row(first), row(second)],
        scattered(first).map(([each], block) => [each!, scattered(second)[block]![0]!]),
        look,
      );
    expect(both(0, 0).verdict).toBe('within');
    expect(both(0, 2)).toMatchObject({ verdict: 'open', endpoint: 'median_os of control' });
    expect(both(2, 5)).toMatchObject({ verdict: 'outside', endpoint: 'median_os of control' });
    expect(both(0, 0).half_width).toBeCloseTo(halfWidth(2) / 2, 12);
  });

  it('joins the changes of several rows by their root mean square', () => {
    const landmarks: readonly Deviation[] = [{ summary: 'survival of control', tolerance: 2, rows: [0, 1] }];
    const blocks = scattered(1).map(([each]) => [each!, row(0)]);
    const verdict = certainVerdict(landmarks, [row(1), row(0)], blocks, look);
    expect(verdict.ratio).toBeCloseTo(Math.sqrt(0.5) / 2, 12);
    expect(verdict.half_width).toBeCloseTo((halfWidth(1) * Math.sqrt(0.5)) / 2, 12);
  });

  it('allows an event that no patient had the rate that would have been missed with the accepted error', () => {
    const none = Array.from({ length: BLOCKS }, () => [row(0, 'percent')]);
    const { half_width: half } = certainVerdict(one, [row(0, 'percent')], none, look);
    // (1 - p)^n = a, so p = 1 - a^(1/n), of which the patients to come are a half
    const missed = 1 - (0.01 / 2) ** (1 / look.patients);
    expect(half! * 2).toBeCloseTo(100 * 0.5 * missed, 3);
  });

  it('is open where an endpoint has no value, and within where nothing is assessed', () => {
    expect(certainVerdict(one, [row(null)], scattered(0), look)).toMatchObject({ verdict: 'open', ratio: null });
    const unreached = scattered(0).map((each, block) => (block === 3 ? [row(null)] : each));
    expect(certainVerdict(one, [row(0)], unreached, look)).toMatchObject({ verdict: 'open', half_width: null });
    expect(certainVerdict([], [], [], look).verdict).toBe('within');
  });

  it('differs from the verdict of the full cohort no more often than stated', () => {
    // Patients with the event by 0.4; the target is off by a difference about the tolerance of four points
    const cohorts = 300;
    const shares: readonly Deviation[] = [{ summary: 'dcr', tolerance: 4, rows: [0] }];
    const [n, all] = [640, 1280];
    let [wrong, decided] = [0, 0];
    const stream = randomStream({ seed: '0', streamName: 'cohorts', index: 0 });
    for (let cohort = 0; cohort < cohorts; cohort++) {
      const target = 40 + 14 * (stream() - 0.5);
      const events = Uint8Array.from({ length: all }, () => (stream() < 0.4 ? 1 : 0));
      const difference = (first: number, end: number) =>
        (100 * events.subarray(first, end).reduce((sum, event) => sum + event, 0)) / (end - first) - target;
      const width = n / BLOCKS;
      const blocks = Array.from({ length: BLOCKS }, (_, block) => [
        row(difference(block * width, (block + 1) * width), 'percent'),
      ]);
      const { verdict } = certainVerdict(shares, [row(difference(0, n), 'percent')], blocks, {
        ...{ patients: n, planned: all, looks: 1, error: 0.1 },
      });
      if (verdict === 'open') continue;
      decided++;
      if ((Math.abs(difference(0, all)) <= 4 ? 'within' : 'outside') !== verdict) wrong++;
    }
    expect(decided).toBeGreaterThan(cohorts / 4);
    expect(wrong / cohorts).toBeLessThan(0.1);
  });
});
