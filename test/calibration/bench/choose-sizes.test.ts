// Evidence: closed form of constructed costs.
import { describe, expect, test } from 'vitest';
import { sizeChooser } from '../../../calibration/bench/choose-sizes.js';
import { fakeContext } from './fake-solvers.js';

const work = { arm: 'placebo', regimen: 'none', days: 56 } as const;
const request = { solver: 'self', work, relativeTolerance: 1e-6 };

/** Both sizes are rounded to even numbers. */
const ROUNDING = 2;

describe('sizeChooser', () => {
  test.each([0, 0.3, 2])(
    'start-up of %d s: the difference of the sizes takes the time that was asked for',
    async (startUpSeconds) => {
      const { context } = fakeContext({ self: { startUpSeconds, secondsPerPatient: 0.001 } }, { mostPatients: 8000 });
      const sizes = await sizeChooser(context).choose(request, 0.5);
      expect(Math.abs(sizes![1] - sizes![0] - 500)).toBeLessThanOrEqual(ROUNDING);
    },
  );

  test('the cost is that of one patient, from trials that take long enough', async () => {
    const { context } = fakeContext({ self: { startUpSeconds: 0.2, secondsPerPatient: 0.002 } });
    const estimated = await sizeChooser(context).cost(request, 0.1);
    expect(estimated?.milliseconds).toBeCloseTo(2, 9);
    const [small, large] = estimated!.patients;
    expect((large - small) * 0.002).toBeGreaterThanOrEqual(0.1);
  });

  test('there are never more patients than there are, however fast the solver', async () => {
    const { context, runs } = fakeContext(
      { self: { startUpSeconds: 0, secondsPerPatient: 1e-9 } },
      { mostPatients: 100 },
    );
    const sizes = await sizeChooser(context).choose(request, 0.5);
    expect(sizes?.[1]).toBe(100);
    expect(Math.max(...runs.map((run) => Number(run.split(' ')[1])))).toBeLessThanOrEqual(100);
  });

  test('one slow start does not pass for the cost of patients', async () => {
    const { context, runs } = fakeContext(
      { self: { startUpSeconds: 0.4, secondsPerPatient: 0.001, slowRun: 2 } },
      { mostPatients: 8000 },
    );
    const estimated = await sizeChooser(context).cost(request, 0.2);
    expect(estimated?.milliseconds).toBeCloseTo(1, 9);
    expect(runs).toHaveLength(4);
  });

  test('a slow solver is timed on as few as can be', async () => {
    const { context } = fakeContext({ 'cvode-bdf': { startUpSeconds: 0, secondsPerPatient: 10 } });
    expect(await sizeChooser(context).choose({ ...request, solver: 'cvode-bdf' }, 0.5)).toEqual([2, 4]);
  });

  test('the next search of a solver begins near the last', async () => {
    const { context, runs } = fakeContext(
      { 'cvode-bdf': { startUpSeconds: 0, secondsPerPatient: 0.001 } },
      { mostPatients: 8000 },
    );
    const peer = { ...request, solver: 'cvode-bdf' };
    const sizes = sizeChooser(context);
    await sizes.cost(peer, 0.3);
    const first = runs.length;
    await sizes.cost({ ...peer, relativeTolerance: 1e-8 }, 0.3);
    expect(runs.length - first).toBeLessThan(first);
  });

  test('a cost that is known needs no trial', async () => {
    const { context, runs } = fakeContext(
      { self: { startUpSeconds: 0, secondsPerPatient: 0.001 } },
      { mostPatients: 8000 },
    );
    const sizes = sizeChooser(context);
    await sizes.cost(request, 0.3);
    const before = runs.length;
    const pair = await sizes.choose(request, 0.5);
    expect(runs).toHaveLength(before);
    expect(Math.abs(pair![1] - pair![0] - 500)).toBeLessThanOrEqual(ROUNDING);
  });

  test('a peer that fails is dropped; the workbench itself must not', async () => {
    const fails = { startUpSeconds: 0, secondsPerPatient: 0.001, failsFrom: 30 };
    const { context } = fakeContext({ self: fails, odex: fails });
    const sizes = sizeChooser(context);
    expect(await sizes.choose({ ...request, solver: 'odex' }, 0.5)).toBeNull();
    expect(context.roster.present()).toEqual(['self']);
    expect(context.roster.states().at(-1)?.absent).toBe('failed: odex ended with a signal');
    await expect(sizes.choose(request, 0.5)).rejects.toThrow('self ended with a signal');
  });
});
