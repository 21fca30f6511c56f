// Evidence: laws. What both engines promise is in engine.test.ts.
import { expect, it } from 'vitest';
import { inProcessEngine } from '../../../../calibration/engine/local/in-process-engine.js';

it('inProcessEngine describes itself as one worker in this process', () => {
  expect(inProcessEngine({})).toMatchObject({ description: 'in process', workers: 1 });
});

it('inProcessEngine lets timers through between tasks', async () => {
  const order: string[] = [];
  const engine = inProcessEngine({
    note: (index: number) => {
      const end = performance.now() + 3;
      while (performance.now() < end);
      order.push(`task ${index}`);
    },
  });
  setTimeout(() => order.push('timer'), 1);
  await engine.run('note', [0, 1, 2, 3, 4, 5]);
  expect(order.indexOf('timer')).toBeGreaterThan(0);
  expect(order.indexOf('timer')).toBeLessThan(6);
});

it('inProcessEngine runs tasks strictly in input order', async () => {
  const order: number[] = [];
  const engine = inProcessEngine({ note: (index: number) => order.push(index) });
  await engine.run('note', [3, 1, 2]);
  expect(order).toEqual([3, 1, 2]);
});

it('inProcessEngine rejects with the very error that a task throws', async () => {
  const error = new RangeError('mine');
  const engine = inProcessEngine({
    fail: (_: number) => {
      throw error;
    },
  });
  await expect(engine.run('fail', [1])).rejects.toBe(error);
});

it('inProcessEngine waits for tasks that promise their result', async () => {
  const engine = inProcessEngine({ later: async (value: number) => 3 * value });
  const seen: number[] = [];
  const outputs = await engine.run('later', [1, 2], { onResult: (output) => void seen.push(output) });
  expect(outputs).toEqual([3, 6]);
  expect(seen).toEqual([3, 6]);
});
