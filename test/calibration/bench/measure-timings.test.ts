// Evidence: closed form of constructed costs.
import { describe, expect, test } from 'vitest';
import { sizeChooser } from '../../../calibration/bench/choose-sizes.js';
import type { ErrorMeter } from '../../../calibration/bench/measure-error.js';
import { measureTimings } from '../../../calibration/bench/measure-timings.js';
import { fakeContext } from './fake-solvers.js';
import { precisionRow } from './sample-bench.js';

const meter: ErrorMeter = {
  reference: 'none',
  measure: async () => ({ error: 1e-6, evaluationsPerPatient: 10, failed: 0 }),
};
const cases = [{ arm: 'placebo', regimen: 'none', days: 56 }] as const;
const costs = {
  self: { startUpSeconds: 0.4, secondsPerPatient: 0.001 },
  'cvode-bdf': { startUpSeconds: 0.01, secondsPerPatient: 0.008 },
};

describe('measureTimings', () => {
  test('times are per patient without start-up, ratios over the own time', async () => {
    const { context } = fakeContext(costs, { cases });
    const rows = await measureTimings(context, { sizes: sizeChooser(context), meter, precision: [] });
    expect(rows.map(({ solver, role }) => [solver, role])).toEqual([
      ['self', 'default'],
      ['cvode-bdf', 'default'],
    ]);
    expect(rows.map(({ milliseconds }) => milliseconds?.median)).toEqual([expect.closeTo(1, 9), expect.closeTo(8, 9)]);
    expect(rows.map(({ ratio }) => ratio?.median)).toEqual([expect.closeTo(1, 9), expect.closeTo(8, 9)]);
  });

  test('a peer outside the error class has a second row at the tolerance that reaches it', async () => {
    const { context } = fakeContext(costs, { cases });
    const precision = [
      precisionRow({ days: 56, error: 1e-4 }),
      precisionRow({ days: 56, error: 1e-6, relativeTolerance: 1e-8 }),
      precisionRow({ days: 365, error: 1e-6, relativeTolerance: 1e-7 }),
    ];
    const rows = await measureTimings(context, { sizes: sizeChooser(context), meter, precision });
    expect(rows.map(({ solver, role, relativeTolerance }) => [solver, role, relativeTolerance])).toEqual([
      ['self', 'default', 1e-6],
      ['cvode-bdf', 'default', 1e-6],
      ['cvode-bdf', 'matched', 1e-8],
    ]);
  });

  test('repeats are interleaved: every solver once, then every solver again', async () => {
    const { context, runs } = fakeContext(costs, { cases, repeats: 3 });
    const sizes = sizeChooser(context);
    await measureTimings(context, { sizes, meter, precision: [] });
    const order = runs.slice(-12).map((run) => run.split(' ')[0]);
    const pass = ['self', 'self', 'cvode-bdf', 'cvode-bdf'];
    expect(order).toEqual([...pass, ...pass, ...pass]);
  });
});
