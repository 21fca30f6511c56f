// Evidence: the laws of the event loop.
import { describe, expect, it } from 'vitest';
import { pause } from '../../../calibration/biomarkers/pause.js';
import { InterruptedError } from '../../../src/errors.js';

describe('pause', () => {
  it('lets work that is waiting run first', async () => {
    let ran = false;
    setImmediate(() => {
      ran = true;
    });
    await pause();
    expect(ran).toBe(true);
  });

  it('honours a request to stop that arrives meanwhile', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    await expect(pause(controller.signal)).rejects.toThrow(InterruptedError);
  });

  it('goes on where the signal is not raised', async () => {
    await expect(pause(new AbortController().signal)).resolves.toBeUndefined();
  });
});
