// Evidence: laws.
import { setImmediate as otherEvents } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Division } from '../../../calibration/engine/engine.js';
import { EngineRun, type EngineRunOptions, MOST_DEATHS_IN_A_ROW } from '../../../calibration/engine/engine-run.js';
import { TaskQueue } from '../../../calibration/engine/task-queue.js';
import { InternalError } from '../../../src/index.js';

type Options = Partial<EngineRunOptions> & { readonly tasks?: number; readonly division?: Division<unknown, unknown> };

/** A run of tasks 0, 1, 2, ..., with a note of what was received and how often there was room again. */
function runOf({ tasks = 3, division, ...options }: Options = {}) {
  const inputs = Array.from({ length: tasks }, (_, task) => task);
  const taskQueue = new TaskQueue<unknown, unknown>(inputs, division);
  const received: [unknown, number][] = [];
  const room: number[] = [];
  const run = new EngineRun({
    kind: 'double',
    taskQueue,
    onResult: (output, index) => void received.push([output, index]),
    onStored: () => void room.push(run.storing),
    ...options,
  });
  let end = 'open';
  run.ended.then(
    () => {
      end = 'resolved';
    },
    (cause: unknown) => {
      end = `rejected: ${(cause as Error).message}`;
    },
  );
  const finish = () => {
    const subtask = taskQueue.take()!;
    return run.store(() => subtask.deliver(2 * (subtask.input as number)));
  };
  const endOf = async () => {
    await settled();
    return end;
  };
  return { run, taskQueue, received, room, finish, endOf };
}

/** Lets everything happen that waits for nothing. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await otherEvents();
}

/** A receiver whose calls end when they are let. */
function heldReceiver() {
  const ends: ((cause?: Error) => void)[] = [];
  const onResult = (): Promise<void> =>
    new Promise((resolve, reject) => ends.push((cause) => (cause === undefined ? resolve() : reject(cause))));
  return { onResult, ends };
}

/** Never cuts; a lost input is -1. */
const uncut: Division<unknown, unknown> = { split: () => null, join: () => 'joined', lost: () => -1 };

describe('EngineRun', () => {
  it('resolves when the last result is stored, not before', async () => {
    const { run, received, finish, endOf } = runOf();
    expect([run.kind, run.isSettled, await endOf()]).toEqual(['double', false, 'open']);
    await Promise.all([finish(), finish()]);
    expect([run.isSettled, await endOf()]).toEqual([false, 'open']);
    await finish();
    expect([run.isSettled, await endOf()]).toEqual([true, 'resolved']);
    expect(received).toEqual([
      [0, 0],
      [2, 1],
      [4, 2],
    ]);
    expect(run.taskQueue.outputs).toEqual([0, 2, 4]);
  });

  it('lets the caller hand out the next task before the receiver is called', async () => {
    const { received, finish } = runOf();
    const stored = finish();
    expect(received).toEqual([]);
    await stored;
    expect(received).toHaveLength(1);
  });

  it('counts what is being stored, and says when there is room again', async () => {
    const { onResult, ends } = heldReceiver();
    const { run, room, finish, endOf } = runOf({ onResult });
    const all = [finish(), finish(), finish()];
    await settled();
    expect([run.storing, room, await endOf()]).toEqual([3, [], 'open']);
    ends[1]!();
    await all[1];
    expect([run.storing, room]).toEqual([2, [2]]);
    ends[0]!();
    ends[2]!();
    await run.stored();
    expect([run.storing, room.length, await endOf()]).toEqual([0, 3, 'resolved']);
  });

  it('passes nothing to the receiver before all parts of a task are there', async () => {
    const { run, received } = runOf({ tasks: 1 });
    await run.store(() => undefined);
    expect([received, run.storing, run.isSettled]).toEqual([[], 0, false]);
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('disk full'))],
    [
      'throws',
      () => {
        throw new Error('disk full');
      },
    ],
  ])('rejects with what the receiver does wrong, and waits for the others: it %s', async (_name, onResult) => {
    const { run, room, finish, endOf } = runOf({ onResult });
    await expect(finish()).resolves.toBeUndefined();
    expect([run.isSettled, await endOf(), room.length]).toEqual([true, 'rejected: disk full', 1]);
    await expect(run.stored()).resolves.toBeUndefined();
  });

  it('rejects with what the delivery throws, without a call of the receiver', async () => {
    const { run, received, endOf } = runOf();
    await run.store(() => {
      throw new Error('no knife');
    });
    expect([await endOf(), received, run.storing]).toEqual(['rejected: no knife', [], 0]);
  });

  it('ends once: the first error stays, and a result that comes later does not resolve it', async () => {
    const { run, finish, endOf } = runOf({ tasks: 1 });
    run.fail(new Error('first'));
    run.fail(new Error('second'));
    await finish();
    expect([run.isSettled, await endOf()]).toEqual([true, 'rejected: first']);
  });

  it('does not end with the error of a run that is over', async () => {
    const { run, finish, endOf } = runOf({ tasks: 1 });
    await finish();
    run.fail(new Error('too late'));
    expect(await endOf()).toBe('resolved');
  });

  it('waits for a receiver that is under way when another one fails', async () => {
    const { onResult, ends } = heldReceiver();
    const { run, finish, endOf } = runOf({ onResult });
    finish();
    finish();
    await settled();
    ends[0]!(new Error('disk full'));
    expect(await endOf()).toBe('rejected: disk full');
    let isStored = false;
    const stored = run.stored().then(() => {
      isStored = true;
    });
    await settled();
    expect([run.storing, isStored]).toEqual([1, false]);
    ends[1]!();
    await stored;
    expect(run.storing).toBe(0);
  });
});

describe('EngineRun over dying workers', () => {
  it('has a subtask done again after one death', async () => {
    const { run, taskQueue, endOf } = runOf({ tasks: 1 });
    const subtask = taskQueue.take()!;
    run.onWorkerLost(subtask, new Error('exit 7'));
    expect(await endOf()).toBe('open');
    expect(taskQueue.take()).toBe(subtask);
  });

  it('rejects where a subtask ended two workers and there is no division', async () => {
    const { run, taskQueue, endOf } = runOf({ tasks: 2 });
    const subtask = taskQueue.take()!;
    run.onWorkerLost(subtask, 'exit 7');
    run.onWorkerLost(taskQueue.take()!, 'exit 7');
    expect(await endOf()).toBe('rejected: engine: task 0 ended 2 workers');
    await expect(run.ended).rejects.toBeInstanceOf(InternalError);
  });

  it('stores what the division has for a lost input, and ends when that is stored', async () => {
    const { run, taskQueue, received, endOf } = runOf({ tasks: 1, division: uncut });
    run.onWorkerLost(taskQueue.take()!, 'exit 7');
    run.onWorkerLost(taskQueue.take()!, 'exit 7');
    expect(await endOf()).toBe('resolved');
    expect([received, taskQueue.outputs]).toEqual([[[-1, 0]], [-1]]);
  });

  it('gives up after so many deaths one after the other', async () => {
    const { run, taskQueue, endOf } = runOf({ tasks: 9, division: uncut, mostDeathsInARow: 5 });
    for (let death = 1; death <= 4; death++) run.onWorkerLost(taskQueue.take()!, `exit ${death}`);
    expect(await endOf()).toBe('open');
    run.onWorkerLost(taskQueue.take()!, 'exit 5');
    expect(await endOf()).toBe('rejected: engine: 5 workers ended one after the other without a result: exit 5');
    await expect(run.ended).rejects.toMatchObject({ code: 'internal', cause: 'exit 5' });
  });

  it('counts deaths anew after each result', async () => {
    const { run, taskQueue, finish, endOf } = runOf({ tasks: 20, division: uncut, mostDeathsInARow: 3 });
    for (let time = 0; time < 5; time++) {
      run.onWorkerLost(taskQueue.take()!, 'exit 7');
      run.onWorkerLost(taskQueue.take()!, 'exit 7');
      await finish();
    }
    expect(await endOf()).toBe('open');
  });

  it('bears more deaths in a row than the worst patient of a chunk costs', () => {
    // A chunk of 128 is halved seven times down to the patient, two workers each time
    expect(MOST_DEATHS_IN_A_ROW).toBeGreaterThan(2 * (Math.log2(128) + 1));
  });
});
