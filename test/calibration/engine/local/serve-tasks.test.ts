// Evidence: laws, over a real message channel in one thread.
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { type ReplyMessage, serveTasks, type TaskMessage } from '../../../../calibration/engine/local/serve-tasks.js';
import { InputError } from '../../../../src/errors.js';

const given = Float64Array.of(1, 2, 3);
const registry = {
  double: (value: number) => 2 * value,
  text: (_: number) => {
    throw 'a string';
  },
  input: (_: number) => {
    throw new InputError('dose: must be positive; got -1');
  },
  unsendable: (_: number) => () => 'a function',
  later: async (value: number) => {
    await Promise.resolve();
    if (value < 0) throw new InputError(`value: must be positive; got ${value}`);
    return 3 * value;
  },
  shared: (array: Float64Array) => {
    array[0] = 7;
    return { array };
  },
  array: (_: number) => ({ first: given, again: given, none: null, nothing: undefined }),
};

/** What comes back for a message, the word of readiness first. */
async function ask(message: TaskMessage): Promise<readonly ReplyMessage[]> {
  const { port1, port2 } = new MessageChannel();
  const replies: ReplyMessage[] = [];
  const answered = new Promise<void>((resolve) => {
    port1.on('message', (reply: ReplyMessage) => {
      replies.push(reply);
      if (reply.outcome !== 'ready') resolve();
    });
  });
  serveTasks(port2, registry);
  port1.postMessage(message);
  await answered;
  port1.close();
  return replies;
}

it('serveTasks says that it is ready, then answers with the number of the task and its result', async () => {
  expect(await ask({ task: 4, kind: 'double', input: 21 })).toEqual([
    { outcome: 'ready' },
    { outcome: 'done', task: 4, output: 42 },
  ]);
});

it('serveTasks turns anything thrown into a message', async () => {
  const [, reply] = await ask({ task: 1, kind: 'text', input: 0 });
  expect(reply).toEqual({ outcome: 'failed', task: 1, failure: { message: 'a string', stack: undefined } });
});

it('serveTasks keeps the class of an error of the workbench', async () => {
  const [, reply] = await ask({ task: 1, kind: 'input', input: 0 });
  expect(reply).toMatchObject({ failure: { code: 'input', message: 'dose: must be positive; got -1' } });
});

it('serveTasks turns a result that cannot be sent into a failure of its task', async () => {
  const [, reply] = await ask({ task: 3, kind: 'unsendable', input: 0 });
  expect(reply).toMatchObject({ outcome: 'failed', task: 3, failure: { message: expect.stringContaining('cloned') } });
});

it('serveTasks leaves shared memory where it is', async () => {
  const array = new Float64Array(new SharedArrayBuffer(16));
  const [, reply] = await ask({ task: 3, kind: 'shared', input: array });
  expect(array).toHaveLength(2);
  expect(array[0]).toBe(7);
  array[1] = 8;
  expect(reply).toMatchObject({ output: { array: Float64Array.of(7, 8) } });
});

it('serveTasks says which task it does not know', async () => {
  const [, reply] = await ask({ task: 0, kind: 'sing', input: 0 });
  expect(reply).toMatchObject({ outcome: 'failed', task: 0, failure: { message: 'no task is called sing' } });
});

it('serveTasks hands over the buffers of a result, each once, instead of copying them', async () => {
  const [, reply] = await ask({ task: 2, kind: 'array', input: 0 });
  expect(reply).toEqual({
    outcome: 'done',
    task: 2,
    output: { first: Float64Array.of(1, 2, 3), again: Float64Array.of(1, 2, 3), none: null, nothing: undefined },
  });
  expect(given).toHaveLength(0);
});

it('serveTasks waits for a task that promises its result, and for one that breaks its promise', async () => {
  const [, kept] = await ask({ task: 2, kind: 'later', input: 5 });
  expect(kept).toEqual({ outcome: 'done', task: 2, output: 15 });
  const [, broken] = await ask({ task: 2, kind: 'later', input: -1 });
  expect(broken).toMatchObject({
    outcome: 'failed',
    failure: { code: 'input', message: 'value: must be positive; got -1' },
  });
});
