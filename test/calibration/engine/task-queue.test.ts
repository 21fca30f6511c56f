// Evidence: laws · slow oracle (the list of all subtasks that were handed out).
import { describe, expect, it } from 'vitest';
import type { Division } from '../../../calibration/engine/engine.js';
import { type Subtask, TaskQueue } from '../../../calibration/engine/task-queue.js';
import { InternalError } from '../../../src/errors.js';

type Values = readonly number[];

/** Doubles lists; -1 stands for a value that was lost. */
const halves: Division<Values, Values> = {
  split: (values) =>
    values.length < 2 ? null : [values.slice(0, values.length >> 1), values.slice(values.length >> 1)],
  join: ([left, right]) => [...left, ...right],
  lost: () => [-1],
};

const doubled = (values: Values): Values => values.map((value) => 2 * value);

/** Does all subtasks in the order in which they are taken; a worker ends over any that holds a lethal value. */
function work(taskQueue: TaskQueue<Values, Values>, lethal: Values) {
  const taken: Values[] = [];
  const finished: number[] = [];
  for (let subtask = taskQueue.take(); subtask !== undefined; subtask = taskQueue.take()) {
    taken.push(subtask.input);
    const done = subtask.input.some((value) => lethal.includes(value))
      ? taskQueue.takeBack(subtask, 'gone')
      : subtask.deliver(doubled(subtask.input));
    if (done !== undefined) finished.push(done.task);
  }
  return { taken, finished };
}

describe('TaskQueue', () => {
  it('hands out tasks in input order and keeps results in input order, whatever order they come in', () => {
    const taskQueue = new TaskQueue<number, string>([5, 6, 7]);
    const subtasks = [taskQueue.take()!, taskQueue.take()!, taskQueue.take()!];
    expect(subtasks.map(({ task, input }) => [task, input])).toEqual([
      [0, 5],
      [1, 6],
      [2, 7],
    ]);
    expect(taskQueue.take()).toBeUndefined();
    expect(subtasks[2]!.deliver('c')).toEqual({ task: 2, output: 'c' });
    subtasks[0]!.deliver('a');
    expect(taskQueue.isFinished).toBe(false);
    subtasks[1]!.deliver('b');
    expect(taskQueue.isFinished).toBe(true);
    expect(taskQueue.outputs).toEqual(['a', 'b', 'c']);
  });

  it('counts what waits', () => {
    const taskQueue = new TaskQueue<number, number>([1, 2, 3]);
    expect(taskQueue.waiting).toBe(3);
    const subtask = taskQueue.take()!;
    expect(taskQueue.waiting).toBe(2);
    taskQueue.takeBack(subtask, 'gone');
    expect(taskQueue.waiting).toBe(3);
    expect(taskQueue.take()).toBe(subtask);
  });

  it('is finished from the start where there is nothing to do', () => {
    expect(new TaskQueue([]).isFinished).toBe(true);
    expect(new TaskQueue([]).take()).toBeUndefined();
  });

  it('knows a result that is undefined from one that is not there', () => {
    const taskQueue = new TaskQueue<Values, undefined>([[1, 2]], {
      ...halves,
      join: () => undefined,
      lost: () => undefined,
    });
    const whole = taskQueue.take()!;
    taskQueue.takeBack(whole, 'gone');
    taskQueue.takeBack(taskQueue.take()!, 'gone');
    const [left, right] = [taskQueue.take()!, taskQueue.take()!];
    expect(right.deliver(undefined)).toBeUndefined();
    expect(taskQueue.isFinished).toBe(false);
    expect(left.deliver(undefined)).toEqual({ task: 0, output: undefined });
    expect(taskQueue.isFinished).toBe(true);
  });

  it('does a task again that ended one worker, and refuses the second time where it cannot be divided', () => {
    const taskQueue = new TaskQueue<number, number>([1, 2]);
    const first: Subtask<number, number> = taskQueue.take()!;
    expect(taskQueue.takeBack(first, 'gone')).toBeUndefined();
    const error = (() => {
      try {
        return taskQueue.takeBack(taskQueue.take()!, 'gone again');
      } catch (cause) {
        return cause;
      }
    })();
    expect(error).toBeInstanceOf(InternalError);
    expect(error).toMatchObject({ message: 'engine: task 0 ended 2 workers', cause: 'gone again' });
  });

  it('tries each part twice, before the tasks that were not begun, the first part first', () => {
    const taskQueue = new TaskQueue([[1, 2, 3], [4]], halves);
    const { taken, finished } = work(taskQueue, [3]);
    expect(taken).toEqual([[1, 2, 3], [1, 2, 3], [1], [2, 3], [2, 3], [2], [3], [3], [4]]);
    expect(finished).toEqual([0, 1]);
    expect(taskQueue.outputs).toEqual([[2, 4, -1], [8]]);
  });

  it.each([[[]], [[0]], [[11]], [[3, 4]], [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]]])(
    'loses the lethal values and no other: %j',
    (lethal) => {
      const tasks = [[0, 1, 2, 3, 4], [5], [6, 7, 8, 9, 10, 11]];
      const taskQueue = new TaskQueue(tasks, halves);
      const { finished } = work(taskQueue, lethal);
      expect(taskQueue.isFinished).toBe(true);
      expect(taskQueue.outputs).toEqual(
        tasks.map((task) => task.map((value) => (lethal.includes(value) ? -1 : 2 * value))),
      );
      expect(finished).toEqual([0, 1, 2]);
    },
  );
});
