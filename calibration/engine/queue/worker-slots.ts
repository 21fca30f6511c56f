import type { Division, Engine, TaskRegistry } from '../engine.js';

/** A subtask that ended the thread that it was given to. */
export interface EndedThread {
  readonly ended: true;
}

/** Threads of a worker, each with a task at most. */
export interface WorkerSlots {
  /** Runs a task on the next free thread. */
  run(kind: string, input: unknown): Promise<{ readonly output: unknown } | EndedThread>;
  close(): Promise<void>;
}

const ENDED: EndedThread = { ended: true };

/** Nothing is divided or retried here: the run does both, so that other workers take part. */
const whole: Division<never, unknown> = { split: () => null, join: () => ENDED, lost: () => ENDED };

/**
 * Threads that take tasks one by one, while the engine takes a list at a time.
 *
 * @param engines - one per thread
 */
export function workerSlots<Registry extends TaskRegistry>(engines: readonly Engine<Registry>[]): WorkerSlots {
  const idle = [...engines];
  const waiting: ((engine: Engine<Registry>) => void)[] = [];
  const take = () =>
    new Promise<Engine<Registry>>((resolve) => {
      const engine = idle.pop();
      if (engine === undefined) waiting.push(resolve);
      else resolve(engine);
    });
  const giveBack = (engine: Engine<Registry>) => {
    const next = waiting.shift();
    if (next === undefined) idle.push(engine);
    else next(engine);
  };
  return {
    run: async (kind, input) => {
      const engine = await take();
      try {
        const [output] = await engine.run(kind, [input as never], { division: whole as never, workersPerSubtask: 1 });
        return (output as unknown) === ENDED ? ENDED : { output };
      } finally {
        giveBack(engine);
      }
    },
    close: async () => {
      await Promise.all(engines.map((engine) => engine.close()));
    },
  };
}
