// Evidence: laws · slow oracle (the list of all pieces that were handed out).
import { describe, expect, it } from 'vitest';
import type { Division } from '../../../calibration/engine/engine.js';
import { type Piece, TaskLedger } from '../../../calibration/engine/task-queue.js';
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

/** Does all pieces in the order in which they are taken; a worker ends over any that holds a lethal value. */
function work(ledger: TaskLedger<Values, Values>, lethal: Values) {
  const taken: Values[] = [];
  const finished: number[] = [];
  for (let piece = ledger.take(); piece !== undefined; piece = ledger.take()) {
    taken.push(piece.input);
    const done = piece.input.some((value) => lethal.includes(value))
      ? ledger.takeBack(piece, 'gone')
      : piece.deliver(doubled(piece.input));
    if (done !== undefined) finished.push(done.task);
  }
  return { taken, finished };
}

describe('TaskLedger', () => {
  it('hands out tasks in input order and keeps results in input order, whatever order they come in', () => {
    const ledger = new TaskLedger<number, string>([5, 6, 7]);
    const pieces = [ledger.take()!, ledger.take()!, ledger.take()!];
    expect(pieces.map(({ task, input }) => [task, input])).toEqual([
      [0, 5],
      [1, 6],
      [2, 7],
    ]);
    expect(ledger.take()).toBeUndefined();
    expect(pieces[2]!.deliver('c')).toEqual({ task: 2, output: 'c' });
    pieces[0]!.deliver('a');
    expect(ledger.isFinished).toBe(false);
    pieces[1]!.deliver('b');
    expect(ledger.isFinished).toBe(true);
    expect(ledger.outputs).toEqual(['a', 'b', 'c']);
  });

  it('counts what waits', () => {
    const ledger = new TaskLedger<number, number>([1, 2, 3]);
    expect(ledger.waiting).toBe(3);
    const piece = ledger.take()!;
    expect(ledger.waiting).toBe(2);
    ledger.takeBack(piece, 'gone');
    expect(ledger.waiting).toBe(3);
    expect(ledger.take()).toBe(piece);
  });

  it('is finished from the start where there is nothing to do', () => {
    expect(new TaskLedger([]).isFinished).toBe(true);
    expect(new TaskLedger([]).take()).toBeUndefined();
  });

  it('knows a result that is undefined from one that is not there', () => {
    const ledger = new TaskLedger<Values, undefined>([[1, 2]], {
      ...halves,
      join: () => undefined,
      lost: () => undefined,
    });
    const whole = ledger.take()!;
    ledger.takeBack(whole, 'gone');
    ledger.takeBack(ledger.take()!, 'gone');
    const [left, right] = [ledger.take()!, ledger.take()!];
    expect(right.deliver(undefined)).toBeUndefined();
    expect(ledger.isFinished).toBe(false);
    expect(left.deliver(undefined)).toEqual({ task: 0, output: undefined });
    expect(ledger.isFinished).toBe(true);
  });

  it('does a task again that ended one worker, and refuses the second time where it cannot be divided', () => {
    const ledger = new TaskLedger<number, number>([1, 2]);
    const first: Piece<number, number> = ledger.take()!;
    expect(ledger.takeBack(first, 'gone')).toBeUndefined();
    const error = (() => {
      try {
        return ledger.takeBack(ledger.take()!, 'gone again');
      } catch (cause) {
        return cause;
      }
    })();
    expect(error).toBeInstanceOf(InternalError);
    expect(error).toMatchObject({ message: 'engine: task 0 ended 2 workers', cause: 'gone again' });
  });

  it('tries each part twice, before the tasks that were not begun, the first part first', () => {
    const ledger = new TaskLedger([[1, 2, 3], [4]], halves);
    const { taken, finished } = work(ledger, [3]);
    expect(taken).toEqual([[1, 2, 3], [1, 2, 3], [1], [2, 3], [2, 3], [2], [3], [3], [4]]);
    expect(finished).toEqual([0, 1]);
    expect(ledger.outputs).toEqual([[2, 4, -1], [8]]);
  });

  it.each([[[]], [[0]], [[11]], [[3, 4]], [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]]])(
    'loses the lethal values and no other: %j',
    (lethal) => {
      const tasks = [[0, 1, 2, 3, 4], [5], [6, 7, 8, 9, 10, 11]];
      const ledger = new TaskLedger(tasks, halves);
      const { finished } = work(ledger, lethal);
      expect(ledger.isFinished).toBe(true);
      expect(ledger.outputs).toEqual(
        tasks.map((task) => task.map((value) => (lethal.includes(value) ? -1 : 2 * value))),
      );
      expect(finished).toEqual([0, 1, 2]);
    },
  );
});
