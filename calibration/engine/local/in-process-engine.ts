import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { InterruptedError } from '../../../src/errors.js';
import type { Engine, TaskRegistry } from '../engine.js';

/**
 * Runs tasks one after the other in this process; signals and timers are handled between two tasks.
 *
 * A task that ends its worker ends the process here, so a division is not used.
 *
 * @param registry - functions by task name
 */
export function inProcessEngine<Registry extends TaskRegistry>(registry: Registry): Engine<Registry> {
  return {
    description: 'in process',
    workers: 1,
    run: async (kind, inputs, { onResult, signal } = {}) => {
      const stopOnRequest = () => {
        if (signal?.aborted) throw new InterruptedError('engine: stopped on request');
      };
      const outputs = [];
      for (const [index, input] of inputs.entries()) {
        await yieldToEvents();
        stopOnRequest();
        const output = (await registry[kind]!(input as never)) as Awaited<ReturnType<Registry[typeof kind]>>;
        await onResult?.(output, index);
        outputs.push(output);
      }
      stopOnRequest();
      return outputs;
    },
    close: async () => {},
  };
}
