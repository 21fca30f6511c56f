// Evidence: the full cohort as oracle (same patients, same verdict) · resumed = uninterrupted.
import { describe, expect, it } from 'vitest';
import { drawCohort } from '../../../calibration/fit/draw-cohort.js';
import { InterruptedError } from '../../../src/index.js';
import { memoryStore } from '../pool/memory-store.js';
import { runLoop, stored, wide } from './toy-loop.js';

describe('looks at the validation cohort', () => {
  const planned = { design: 'sobol', pools: [100], confirmationPatients: 1024, looks: [128, 512] } as const;
  const agreeing = { ...planned, pools: [300], tolerances: { ...wide, ratePoints: 25, medianMonths: 3 } };

  it('end it where the verdict is certain; the patients are the first ones of the full cohort, with the same verdict', async () => {
    const ended = await runLoop({ loop: agreeing });
    const full = await runLoop({ loop: { ...agreeing, looks: [] } });
    expect(ended.looks.map(({ patients, verdict }) => `${patients} ${verdict}`)).toEqual(['128 open', '512 within']);
    expect(full.looks).toEqual([]);
    const { cohort, record, goodnessOfFit } = ended.confirmation;
    expect(record.patients).toBe(512);
    expect(ended.cohorts.at(-1)!.patients).toBe(512);
    expect(cohort.values).toEqual(full.confirmation.cohort.values.subarray(0, cohort.values.length));
    expect(record.arms.control!.tri).toEqual(full.confirmation.record.arms.control!.tri.subarray(0, 512));
    expect(goodnessOfFit.worst).toBeLessThanOrEqual(1);
    expect(full.confirmation.goodnessOfFit.worst).toBeLessThanOrEqual(1);
    expect(ended.fit.values).toEqual(full.fit.values);
  });

  it('never end it as agreed where the fit fails: the patients so far join the pools, and the next cohort is drawn', async () => {
    const { attempts, looks, confirmation, rounds, draws } = await runLoop({
      loop: { ...planned, maxConfirmations: 2 },
      fit: { freeMarginals: [] },
    });
    expect(attempts).toBe(2);
    expect(looks.at(-1)).toMatchObject({ verdict: 'outside' });
    expect(confirmation.goodnessOfFit.worst).toBeGreaterThan(1);
    expect(rounds.map(({ simulated }) => simulated)).toEqual([100, looks[0]!.patients]);
    const drawn = draws.map(({ streamName, patients, marginals }) =>
      drawCohort(marginals, { seed: '0', design: 'sobol' }, streamName, patients),
    );
    expect(drawn.at(-1)!.values).toEqual(confirmation.cohort.values);
  });

  it('leave it to the last patient where the verdict stays open', { tags: 'full/oracles' }, async () => {
    const { looks, confirmation } = await runLoop({
      loop: { ...planned, maxConfirmations: 1, tolerances: { ...wide, ratePoints: 1 } },
    });
    expect(looks.map(({ verdict }) => verdict)).toEqual(['open', 'open']);
    expect(confirmation.record.patients).toBe(1024);
  });

  it('are the same after an interruption between them', { tags: 'full/interruptions' }, async () => {
    const whole = await runLoop({ loop: agreeing });
    const store = memoryStore();
    const controller = new AbortController();
    const onProgress = ({ done, total }: { readonly done: number; readonly total: number }) => {
      if (total === 1024 && done > 128) controller.abort();
    };
    const stopped = runLoop({ loop: agreeing, context: { store, signal: controller.signal, onProgress } });
    await expect(stopped).rejects.toBeInstanceOf(InterruptedError);
    const resumed = await runLoop({ loop: agreeing, context: { store } });
    expect(stored(resumed)).toEqual(stored(whole));
    expect(resumed.looks).toEqual(whole.looks);
  });
});
