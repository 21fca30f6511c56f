// Evidence: laws, with a queue and a session that the test drives step by step: orders that a real server shows once in a while.
import { describe, expect, it } from 'vitest';
import { EngineRun } from '../../../../calibration/engine/engine-run.js';
import { contentHash, toBytes } from '../../../../calibration/engine/queue/payload.js';
import { QueueRun } from '../../../../calibration/engine/queue/queue-run.js';
import { TaskQueue } from '../../../../calibration/engine/task-queue.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';

const description = (outcome: unknown) => ({
  content: contentHash(outcome),
  bytes: 1,
  stored: 'redis' as const,
  worker: 'host/1',
  delivery: 'd',
});

/** A list of two tasks on a queue in which the test decides what is there and when. */
function scene() {
  const results = new Map<string, unknown>();
  const sent: string[] = [];
  const delivered: [number, unknown][] = [];
  const taskQueue = new TaskQueue<unknown, unknown>([1, 2], {
    split: () => null,
    join: () => 'joined',
    lost: () => 'lost',
  });
  let failed: { readonly remove: () => Promise<void> } | undefined;
  const run: EngineRun = new EngineRun({
    kind: 'double',
    taskQueue,
    onResult: (output, task) => void delivered.push([task, output]),
    onStored: () => dispatcher.dispatch(),
  });
  const session = {
    message: { id: 'aaaaaaaaaaaaaaaa' },
    mark: 'm',
    submit: async (subtask: string) => {
      sent.push(subtask);
      return false;
    },
    finished: async (subtasks: readonly string[]) => subtasks.filter((subtask) => results.has(subtask)),
    result: async (subtask: string) => {
      if (!results.has(subtask)) return undefined;
      const outcome = results.get(subtask);
      const described = outcome === 'damaged' ? description('something else') : description(outcome);
      return { description: described, bytes: toBytes(outcome) };
    },
    forget: async () => {},
    discard: async (subtask: string) => void results.delete(subtask),
    withdraw: async () => {},
  };
  const queue = {
    add: async () => {},
    remove: async () => 1,
    getJob: async (jobId: string) =>
      jobId.includes(sent[0]!) && failed !== undefined
        ? { isFailed: async () => true, failedReason: 'job stalled more than allowable limit', ...failed }
        : { isFailed: async () => false },
  };
  const form = {
    pack: (input: unknown) => ({ own: input }),
    unpack: (own: unknown) => own,
    packOutput: (output: unknown) => output,
    unpackOutput: (packed: unknown) => packed,
  };
  const options = { run, form, parse: parsePacked, session, queue, most: () => 10, onNotice: () => {} };
  const dispatcher: QueueRun = new QueueRun(options as never);
  const settled = () => new Promise((resolve) => setTimeout(resolve, 20));
  return {
    run,
    dispatcher,
    taskQueue,
    sent,
    delivered,
    settled,
    done: (subtask: string, output: unknown) => void results.set(subtask, { outcome: 'done', output }),
    damage: (subtask: string) => void results.set(subtask, 'damaged'),
    giveUp: (remove: () => Promise<void>) => {
      failed = { remove };
    },
  };
}

describe('QueueRun', () => {
  it('takes a subtask that is given up and handed in at the same moment once', async () => {
    const { run, dispatcher, taskQueue, sent, delivered, settled, done, giveUp } = scene();
    dispatcher.dispatch();
    await settled();
    const [first = '', second = ''] = sent;
    // While the job that was given up is removed, its slow worker hands the result in after all
    giveUp(async () => {
      done(first, 'late');
      dispatcher.onArrived(first);
      await settled();
    });
    await dispatcher.look(true);
    await settled();
    done(second, 'two');
    dispatcher.onArrived(second);
    await run.ended;
    expect(delivered.sort(([a], [b]) => a - b)).toEqual([
      [0, 'late'],
      [1, 'two'],
    ]);
    expect(taskQueue.outputs).toEqual(['late', 'two']);
    expect(sent).toHaveLength(2);
  });

  it('gives up a subtask whose results are of no use again and again, with a message', async () => {
    const { run, dispatcher, sent, settled, damage } = scene();
    const failing = expect(run.ended).rejects.toThrow(
      /chunk \w{8} must come back whole; got 12 results of no use or none/,
    );
    dispatcher.dispatch();
    await settled();
    for (let round = 0; round < 13; round++) {
      damage(sent[0]!);
      await dispatcher.look(false);
      await settled();
    }
    await failing;
  });
});
