// Evidence: laws.
import { beforeEach, describe, expect, it } from 'vitest';
import type { NoticeMessage, WorkerMessage } from '../../../../calibration/engine/queue/protocol.js';
import { parseRedisAddress } from '../../../../calibration/engine/queue/redis-address.js';
import type { RunSession } from '../../../../calibration/engine/queue/run-session.js';
import { type WorkerMonitor, workerMonitor } from '../../../../calibration/engine/queue/worker-monitor.js';
import { madeIdentity } from './made-identity.js';

const address = parseRedisAddress('redis://hush:pa55word@host:7000');
const START = 'no worker is here; start one with: qcic worker --engine redis://host:7000/0';

let present: WorkerMessage[];
let pending: NoticeMessage[];
let isServerThere: boolean;
let notices: string[];
let workerPool: WorkerMonitor;

function worker(name: string, threads = 2, changes: Partial<typeof madeIdentity> = {}): WorkerMessage {
  return { id: `${name}/7`, place: name, threads, identity: { ...madeIdentity, ...changes }, done: 0 };
}

/** The part of a session that is watched. */
const session = {
  message: { id: '0123456789abcdef', title: 'run', place: 'here', identity: madeIdentity, folder: null },
  workers: async () => {
    if (!isServerThere) throw new Error('no server');
    return present;
  },
  notices: async () => pending.splice(0),
} as unknown as RunSession;

/** What is said at a look. */
async function look(...workers: readonly WorkerMessage[]): Promise<readonly string[]> {
  present = [...workers];
  notices = [];
  await workerPool.look();
  return notices;
}

beforeEach(() => {
  [present, pending, notices, isServerThere] = [[], [], [], true];
  workerPool = workerMonitor(session, address, (message) => void notices.push(message));
});

describe('workerMonitor', () => {
  it('has nobody before the first look', () => {
    expect([workerPool.workers, workerPool.threads]).toEqual([0, 0]);
  });

  it('tells once who came and who left, and counts workers and threads', async () => {
    expect(await look(worker('a'))).toEqual(['worker a is here, 2 thread(s)']);
    expect([workerPool.workers, workerPool.threads]).toEqual([1, 2]);
    expect(await look(worker('a'), worker('b', 8))).toEqual(['worker b is here, 8 thread(s)']);
    expect([workerPool.workers, workerPool.threads]).toEqual([2, 10]);
    expect(await look(worker('a'), worker('b', 8))).toEqual([]);
    expect(await look(worker('b', 8))).toEqual(['worker a is gone']);
    expect([workerPool.workers, workerPool.threads]).toEqual([1, 8]);
    expect(await look(worker('a'), worker('b', 8))).toEqual(['worker a is here, 2 thread(s)']);
  });

  it('takes workers of one place for two where their ids differ, and a new count of threads as it comes', async () => {
    const again = { ...worker('a', 3), id: 'a/8' };
    expect(await look(worker('a'), again)).toEqual(['worker a is here, 2 thread(s)', 'worker a is here, 3 thread(s)']);
    await look({ ...worker('a', 5), done: 9 }, again);
    expect([workerPool.workers, workerPool.threads]).toEqual([2, 8]);
  });

  it('says why a worker cannot serve, once, and does not count it', async () => {
    const other = worker('c', 16, { version: '9', tensorflow: 'cpu' });
    expect(await look(worker('a'), other)).toEqual([
      'worker a is here, 2 thread(s)',
      'worker c cannot serve this run: version 1.2.3 in the run, 9 here; TensorFlow.js tensorflow in the run, cpu here',
    ]);
    expect([workerPool.workers, workerPool.threads]).toEqual([1, 2]);
    expect(await look(worker('a'), other)).toEqual([]);
    expect(await look(worker('a'))).toEqual([]);
  });

  it('says at the second look without a worker how to start one, and then ever more rarely', async () => {
    const said: number[] = [];
    for (let time = 1; time <= 130; time++) {
      const message = await look();
      if (message.length > 0) {
        expect(message).toEqual([START]);
        said.push(time);
      }
    }
    expect(said).toEqual([2, 15, 30, 60, 120]);
  });

  it('counts anew after a worker was here, and as none a worker that cannot serve', async () => {
    await look();
    expect(await look()).toEqual([START]);
    expect(await look(worker('a'))).toEqual(['worker a is here, 2 thread(s)']);
    expect(await look()).toEqual(['worker a is gone']);
    expect(await look()).toEqual([START]);
    expect(await look(worker('c', 2, { code: 'other' }))).toEqual([expect.stringContaining('cannot serve this run')]);
  });

  it('says after a worker has left how to start one as often as it did before the worker came', async () => {
    for (let time = 1; time <= 60; time++) await look();
    await look(worker('a'));
    const said: number[] = [];
    for (let time = 1; time <= 60; time++) if ((await look()).includes(START)) said.push(time);
    expect(said).toEqual([2, 15, 30, 60]);
  });

  it('shows no password', async () => {
    await look();
    expect((await look()).join()).not.toMatch(/hush|pa55/);
  });

  it('passes on what workers say, and returns what must end the run', async () => {
    pending = [
      { place: 'a', message: 'it rains', isError: false },
      { place: 'b', message: 'other bits', isError: true },
      { place: 'c', message: 'other bits too', isError: true },
    ];
    present = [worker('a')];
    expect(await workerPool.look()).toEqual(['worker b: other bits', 'worker c: other bits too']);
    expect(notices).toEqual([
      'worker a is here, 2 thread(s)',
      'worker a: it rains',
      'worker b: other bits',
      'worker c: other bits too',
    ]);
    expect(await workerPool.look()).toEqual([]);
  });

  it('rejects with what the server says, and continues from the last look', async () => {
    await look(worker('a'));
    isServerThere = false;
    await expect(look(worker('b'))).rejects.toThrow('no server');
    expect([notices, workerPool.workers, workerPool.threads]).toEqual([[], 1, 2]);
    isServerThere = true;
    expect(await look(worker('a'))).toEqual([]);
  });
});
