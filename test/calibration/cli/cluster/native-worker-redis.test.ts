// Evidence: workers with native code on a real server = WebAssembly in this process, byte for byte.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { redisProgram } from '../../../redis-available.js';
import { skipReason } from '../../../src/compiled/native-code.js';
import { redisServer } from '../../engine/queue/redis-server.js';
import { jsonOf, pageLater, runCli } from '../run-cli.js';
import { startProgram } from './cluster.js';

describe.skipIf(redisProgram === null || skipReason !== '')('qcic worker --backend native', () => {
  test('two workers build one library, and a run has the bytes of WebAssembly', { tags: 'full/redis' }, async () => {
    const cwd = await mkdtemp(join(tmpdir(), 'qcic-native-worker-'));
    const server = await redisServer([], (port) => new Redis({ port }));
    const url = `redis://127.0.0.1:${server.port}`;
    const worker = (backend: string) =>
      startProgram(['worker', '--engine', url, '--concurrency', '1', '--backend', backend], {
        cwd,
        env: { QCIC_NATIVE_CACHE: join(cwd, 'cache') },
      });
    const workers = [worker('native'), worker('native')];
    onTestFinished(async () => {
      for (const { child } of workers) child.kill('SIGKILL');
      await Promise.all(workers.map(({ ended }) => ended));
      await server.close();
      await rm(cwd, { recursive: true, force: true });
    });
    await runCli(['cohort', '--patients', '70', '--seed', '3', '--out', 'patients.csv'], { cwd });
    const study = ['simulate', '--patients', 'patients.csv', '--arms', 'placebo,tas102', '--days', '60'];
    expect((await runCli([...study, '--out', 'local', '--backend', 'wasm'], { cwd, env: pageLater })).code).toBe(0);
    const queue = await runCli([...study, '--out', 'queue', '--engine', url], { cwd, env: pageLater });
    expect(queue.code).toBe(0);
    expect(queue.stderr).not.toContain('simulates with');
    expect(await readFile(join(cwd, 'queue/endpoints.csv'))).toEqual(await readFile(join(cwd, 'local/endpoints.csv')));
    expect(await jsonOf(join(cwd, 'queue/manifest.json'))).toMatchObject({
      backend: 'the backend that each worker chooses',
    });
    const logs = workers.map(({ log }) => log());
    expect(logs.filter((log) => log.includes('native code: building it'))).toHaveLength(1);
    expect(logs.some((log) => log.includes('simulates with native code'))).toBe(true);
  });
});
