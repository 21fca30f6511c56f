// Evidence: laws, over a real message channel in one thread.
import { MessageChannel } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { serveTasks } from '../../../calibration/engine/serve-tasks.js';
import type { ReplyMessage, TaskMessage } from '../../../calibration/engine/worker-engine.js';

const given = Float64Array.of(1, 2, 3);
const registry = {
  double: (value: number) => 2 * value,
  text: (_: number) => {
    throw 'a string';
  },
  array: (_: number) => ({ first: given, again: given, none: null, nothing: undefined }),
};

async function ask(message: TaskMessage): Promise<ReplyMessage> {
  const { port1, port2 } = new MessageChannel();
  serveTasks(port2, registry);
  const reply = new Promise<ReplyMessage>((resolve) => port1.once('message', resolve));
  port1.postMessage(message);
  const answer = await reply;
  port1.close();
  return answer;
}

it('serveTasks answers with the number of the task and its result', async () => {
  expect(await ask({ task: 4, kind: 'double', input: 21 })).toEqual({ task: 4, output: 42 });
});

it('serveTasks turns anything thrown into a message', async () => {
  expect(await ask({ task: 1, kind: 'text', input: 0 })).toMatchObject({ task: 1, failure: { message: 'a string' } });
});

it('serveTasks says which task it does not know', async () => {
  const reply = await ask({ task: 0, kind: 'sing', input: 0 });
  expect(reply).toMatchObject({ task: 0, failure: { message: 'no task is called sing' } });
});

it('serveTasks hands over the buffers of a result, each once, instead of copying them', async () => {
  const reply = await ask({ task: 2, kind: 'array', input: 0 });
  expect(reply).toEqual({
    task: 2,
    output: { first: Float64Array.of(1, 2, 3), again: Float64Array.of(1, 2, 3), none: null, nothing: undefined },
  });
  expect(given).toHaveLength(0);
});
