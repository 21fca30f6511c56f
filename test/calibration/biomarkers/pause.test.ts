// Evidence: the laws of the event loop.
import { describe, expect, it } from 'vitest';
import { pause } from '../../../calibration/biomarkers/pause.js';
import { InterruptedError } from '../../../src/errors.js';

describe('pause', () => {
  it('lets waiting work run first', async () => {
    let ran = false;
    setImmediate(() => {
      ran = true;
    });
    await pause();
    expect(ran).toBe(true);
  });

  it('stops on a request that arrives meanwhile', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    await expect(pause(controller.signal)).rejects.toThrow(InterruptedError);
  });

  it('continues where the signal is not raised', async () => {
    await expect(pause(new AbortController().signal)).resolves.toBeUndefined();
  });
});
