// Evidence: laws.
import { beforeEach, describe, expect, it } from 'vitest';
import { inProcessEngine } from '../../../../calibration/engine/local/in-process-engine.js';
import { type JobHandler, jobHandler } from '../../../../calibration/engine/queue/job-handler.js';
import { contentHash, subtaskIdOf, toBytes } from '../../../../calibration/engine/queue/payload.js';
import type { JobMessage, SharedReference } from '../../../../calibration/engine/queue/protocol.js';
import { type WorkerSlots, workerSlots } from '../../../../calibration/engine/queue/worker-slots.js';
import { parsePacked } from '../../../../calibration/tasks/wire/parse-packed.js';
import { sha256, type WorkbenchError } from '../../../../src/index.js';
import { type FakeSession, fakeSession, forms, issues, registry } from './made-subtasks.js';

let session: FakeSession;
let server: JobHandler;
beforeEach(() => {
  session = fakeSession();
  server = serverOf(workerSlots([inProcessEngine(registry)]));
});

function serverOf(slots: WorkerSlots): JobHandler {
  return jobHandler(slots, { forms, parse: parsePacked }, 'host/7');
}

/** Leaves a subtask for the worker. */
function leave(work: unknown, name?: string): JobMessage {
  const subtask = name ?? subtaskIdOf(work);
  session.inputs.set(subtask, toBytes(work));
  return { session: session.id, subtask };
}

function leaveShared(shared: object): SharedReference {
  const bytes = toBytes(shared);
  const hash = sha256(bytes);
  session.sharedData.set(hash, bytes);
  return { hash, stored: 'redis' };
}

const scaling = (own: number, shared: unknown) => ({ kind: 'scale', own, shared });
const outcome = () => session.delivered.at(-1)?.outcome;

describe('pieceServer', () => {
  it('does a subtask and hands in what its form makes of the result', async () => {
    const message = leave(scaling(3, leaveShared({ factor: 0.1 })));
    expect(await server.serve(session, message, false)).toEqual({
      kind: 'delivered',
      delivery: 'kept',
      outcome: 'done',
    });
    const expected = { outcome: 'done', output: { output: 3 * 0.1, value: 3 } };
    expect(session.delivered).toEqual([
      { subtask: message.subtask, outcome: expected, content: contentHash(expected), worker: 'host/7' },
    ]);
  });

  it.each(['kept', 'same', 'different', 'closed'] as const)('says what became of the delivery: %s', async (answer) => {
    session.answer = answer;
    const message = leave(scaling(3, leaveShared({ factor: 1 })));
    expect(await server.serve(session, message, false)).toMatchObject({ delivery: answer, outcome: 'done' });
  });

  it.each([
    ['a run that is over', true],
    ['a subtask that is done already', false],
  ])('leaves %s alone', async (_name, isOver) => {
    const message = leave({ kind: 'fail', own: 'unforeseen', shared: null });
    if (isOver) session.open = false;
    else session.inputs.clear();
    expect(await server.serve(session, message, true)).toEqual({ kind: 'not wanted' });
    expect(session.delivered).toEqual([]);
  });

  it('hands in that a subtask ended its thread', async () => {
    const mortal = serverOf({ run: async () => ({ ended: true }), close: async () => {} });
    const message = leave(scaling(3, leaveShared({ factor: 1 })));
    expect(await mortal.serve(session, message, false)).toMatchObject({ outcome: 'ended' });
    expect(outcome()).toEqual({ outcome: 'ended', reason: 'it ended without a message' });
  });

  it.each(['input', 'config', 'data', 'numerical'])(
    'hands in an error of the task itself at once: %s',
    async (code) => {
      const message = leave({ kind: 'fail', own: code, shared: null });
      expect(await server.serve(session, message, false)).toMatchObject({ outcome: 'failed' });
      const { message: thrown, stack } = issues[code] as WorkbenchError;
      expect(outcome()).toEqual({ outcome: 'failed', failure: { message: thrown, stack, code } });
    },
  );

  it.each(['internal', 'interrupted', 'unforeseen', 'no error'])(
    'leaves any other error to another try: %s',
    async (name) => {
      const message = leave({ kind: 'fail', own: name, shared: null });
      await expect(server.serve(session, message, false)).rejects.toBe(issues[name]);
      expect(session.delivered).toEqual([]);
    },
  );

  it.each([
    ['interrupted', { message: 'stopped on request', code: 'interrupted', stack: expect.stringContaining('Error') }],
    ['unforeseen', { message: 'x is not a function', stack: expect.stringContaining('TypeError') }],
    ['no error', { message: 'a text' }],
    ['internal', { message: 'no memory', code: 'internal', stack: 'the stack in the thread' }],
  ])(
    'hands in any error at the last try, without the number that the thread gave the task: %s',
    async (name, failure) => {
      const message = leave({ kind: 'fail', own: name, shared: null });
      expect(await server.serve(session, message, true)).toMatchObject({ outcome: 'failed' });
      expect(outcome()).toEqual({ outcome: 'failed', failure });
    },
  );

  it('leaves an error of the delivery to another try, even the last one', async () => {
    session.deliver = () => Promise.reject(new Error('the server is gone'));
    const message = leave(scaling(3, leaveShared({ factor: 1 })));
    await expect(server.serve(session, message, true)).rejects.toThrow('the server is gone');
  });
});

describe('pieceServer with damaged data', () => {
  it.each<[string, unknown, string | undefined, RegExp]>([
    [
      'that do not match their name',
      scaling(1, null),
      'f'.repeat(32),
      /^subtask f{8}: must be the data of its name; got others$/,
    ],
    [
      'of an unknown kind',
      { kind: 'sing', own: 1, shared: null },
      undefined,
      /^subtask\.kind: must be scale, fail; got 'sing'$/,
    ],
    [
      'of a kind that every object has',
      { kind: 'toString', own: 1, shared: null },
      undefined,
      /^subtask\.kind: must be .*'toString'$/,
    ],
    ['without a kind', { own: 1, shared: null }, undefined, /^subtask\.kind: /],
    ['with a field more', { ...scaling(1, null), more: 1 }, undefined, /^subtask: .*more/],
    ['that are none', 7, undefined, /^subtask: /],
    ['that share what has no hash', scaling(1, { hash: 'x', stored: 'redis' }), undefined, /^subtask\.shared\.hash: /],
    [
      'that share something elsewhere',
      scaling(1, { hash: 'a'.repeat(64), stored: 'http' }),
      undefined,
      /^subtask\.shared\.stored: /,
    ],
  ])('hands in a failure for data %s, and computes nothing', async (_what, work, name, pattern) => {
    const message = leave(work, name);
    expect(await server.serve(session, message, false)).toMatchObject({ outcome: 'failed' });
    expect(outcome()).toEqual({
      outcome: 'failed',
      failure: { message: expect.stringMatching(pattern), stack: expect.any(String), code: 'data' },
    });
  });

  it.each<[string, unknown]>([
    ['a number beyond plain data', 1n],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['an array of a kind that no form has', Int32Array.of(1)],
  ])('hands in a failure for data that hold %s', async (_name, own) => {
    const message = leave(scaling(own as number, null), 'f'.repeat(32));
    expect(await server.serve(session, message, false)).toMatchObject({ outcome: 'failed' });
    expect(outcome()).toMatchObject({ failure: { code: 'data' } });
  });

  it('hands in a failure for bytes that are no data', async () => {
    const subtask = 'f'.repeat(32);
    session.inputs.set(subtask, new TextEncoder().encode('{"kind":"scale"}'));
    await server.serve(session, { session: session.id, subtask }, false);
    expect(outcome()).toMatchObject({
      failure: { message: 'subtask: must be data as the workbench writes it; got 16 other bytes', code: 'data' },
    });
  });
});

describe('shared data of subtasks', () => {
  it('are fetched once for all subtasks, also for those that come while they are under way', async () => {
    const reference = leaveShared({ factor: 2 });
    const messages = [1, 2, 3].map((value) => leave(scaling(value, reference)));
    await Promise.all(messages.map((message) => server.serve(session, message, false)));
    await server.serve(session, leave(scaling(4, reference)), false);
    expect(session.asked).toEqual([reference]);
    expect(
      session.delivered.map(({ outcome: each }) => Reflect.get(Reflect.get(each as object, 'output'), 'output')),
    ).toEqual([2, 4, 6, 8]);
  });

  it('that are not there leave the subtask to another try, and are fetched again then', async () => {
    const reference = leaveShared({ factor: 2 });
    const bytes = session.sharedData.get(reference.hash)!;
    session.sharedData.clear();
    const message = leave(scaling(1, reference));
    await expect(server.serve(session, message, false)).rejects.toThrow('shared data: must be there; got no bytes');
    session.sharedData.set(reference.hash, bytes);
    expect(await server.serve(session, message, false)).toMatchObject({ outcome: 'done' });
    expect(session.asked).toHaveLength(2);
  });

  it('that are invalid are an error of the task', async () => {
    await server.serve(session, leave(scaling(1, leaveShared({ factor: 'two' }))), false);
    expect(outcome()).toMatchObject({ failure: { message: 'shared.factor: must be one', code: 'data' } });
  });

  it('stay in memory for the four that came last', async () => {
    const references = [1, 2, 3, 4, 5].map((factor) => leaveShared({ factor }));
    const serve = (place: number) => server.serve(session, leave(scaling(10 + place, references[place])), false);
    for (const place of [0, 1, 2, 3, 3, 2, 1, 0]) await serve(place);
    expect(session.asked).toHaveLength(4);
    await serve(4);
    await serve(3);
    expect(session.asked).toHaveLength(5);
    await serve(0);
    expect(session.asked).toHaveLength(6);
  });
});
