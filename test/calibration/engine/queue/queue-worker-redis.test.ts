// Evidence: laws, on a real server: whom a worker serves, where large results go, and when it ends.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sharedFiles } from '../../../../calibration/store/shared-files.js';
import { InputError } from '../../../../src/errors.js';
import { redisProgram } from '../../../redis-available.js';
import { redisServer, until } from './redis-server.js';
import { toyBench } from './toy-bench.js';
import { startToyWorker } from './toy-cluster.js';

describe.skipIf(redisProgram === null)('queueWorker', { tags: 'full/redis' }, () => {
  const bench = toyBench();

  describe('with a shared folder', () => {
    let place: string;
    beforeAll(async () => {
      place = await mkdtemp(join(tmpdir(), 'qcic-shared-'));
    });
    afterAll(() => rm(place, { recursive: true }));

    it('keeps large results in it and small ones on the server, and leaves nothing behind', async () => {
      const folder = await sharedFiles(place);
      const { engine } = await bench.open({ folder });
      await bench.work({ folder });
      const files: string[] = [];
      const onResult = async () => {
        files.push(...(await readdir(place)));
      };
      const [large, small] = await engine.run('large', [3, 0.5], { onResult });
      expect([large!.length, small!.length]).toEqual([(3 * 2 ** 20) / 8, 2 ** 16]);
      expect(large!.every((value) => value === 1 / 3)).toBe(true);
      expect(new Set(files.filter((name) => name.endsWith('.result'))).size).toBe(1);
      await engine.close();
      expect(await readdir(place)).toEqual([]);
    });

    it('is not served by a worker that sees no such folder, which reports it', async () => {
      const folder = await sharedFiles(place);
      const { notices } = await bench.open({ folder });
      const worker = await bench.work();
      await expect(worker.ended).rejects.toThrow('--engine-folder must name the folder that the run shares; got none');
      await until('the run hears of it', () => notices.some((message) => message.includes('refuses to serve')));
    });
  });

  describe('and a worker of another program', () => {
    const other = {
      protocol: 1,
      version: '0.0.1',
      code: 'other',
      model: 'none',
      config: 'none',
      tensorflow: 'none',
    };

    it('refuses where a run is under way, and both sides say why', async () => {
      const { engine, notices } = await bench.open();
      const worker = await bench.work({ identity: other });
      await expect(worker.ended).rejects.toThrow(InputError);
      await expect(worker.ended).rejects.toThrow(
        'version 0.0.0 in the run, 0.0.1 here; code toy in the run, other here',
      );
      await until('the run hears of it', () =>
        notices.some((message) => message.includes('refuses to serve: version 0.0.0')),
      );
      expect(engine.workers).toBe(0);
    });

    it('that waited before the run began reports it too, and takes nothing of it', async () => {
      const waiting = await bench.work({ identity: other });
      const { engine, notices } = await bench.open();
      const run = engine.run('double', [1]);
      await until('the worker reports it', () =>
        waiting.notices.some((message) => message.startsWith('cannot serve toy run')),
      );
      await until('the run reports it', () => notices.some((message) => message.includes('cannot serve this run')));
      await bench.work();
      expect(await run).toEqual([2]);
      expect((await waiting.stop()).done).toBe(0);
    });
  });

  it('has a folder of its own out of the game where the run names none', async () => {
    const place = await mkdtemp(join(tmpdir(), 'qcic-own-'));
    const { engine } = await bench.open();
    await bench.work({ folder: await sharedFiles(place) });
    const [large] = await engine.run('large', [3]);
    expect(large).toHaveLength((3 * 2 ** 20) / 8);
    expect(await readdir(place)).toEqual([]);
    await rm(place, { recursive: true });
  });

  it('leaves the subtasks of a run that it refuses to others', async () => {
    const place = await mkdtemp(join(tmpdir(), 'qcic-left-'));
    const refusing = await bench.work();
    const folder = await sharedFiles(place);
    const { engine } = await bench.open({ folder });
    const run = engine.run('double', [1, 2, 3]);
    await until('it refuses', () => refusing.notices.some((message) => message.startsWith('cannot serve toy run')));
    await bench.work({ folder });
    expect(await run).toEqual([2, 4, 6]);
    expect((await refusing.stop()).done).toBe(0);
    await engine.close();
    expect(await readdir(place)).toEqual([]);
    await rm(place, { recursive: true });
  });

  it('ends though the server is away, and says what becomes of its work', async () => {
    const server = await redisServer();
    const worker = await startToyWorker(server.url);
    await until('it is connected', async () => (await server.redis.hlen('qcic:workers')) === 1);
    await server.kill();
    expect((await worker.stop()).done).toBe(0);
    expect(worker.notices.some((message) => message.endsWith('is lost; trying again'))).toBe(true);
    await server.close();
  });

  it('lets a worker end when there is nothing to do', async () => {
    const worker = await bench.work({ idleSeconds: 1 });
    expect(await worker.ended).toEqual({ done: 0, late: 0, retried: 0 });
  });

  it('lets a worker that is stopped finish what it holds', async () => {
    const { engine } = await bench.open();
    const worker = await bench.work();
    const run = engine.run('slow', [{ value: 1, milliseconds: 800 }]);
    await until('the subtask is active', async () => (await bench.server.redis.keys('*:active')).length > 0);
    expect((await worker.stop()).done).toBe(1);
    expect(await run).toEqual([1]);
  });
});
