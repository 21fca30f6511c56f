// Evidence: a worker process on a real server = this process, byte for byte.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisProgram } from '../../../redis-available.js';
import { type RedisServer, redisServer } from '../../engine/queue/redis-server.js';
import { pageLater, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';
import { startProgram } from './cluster.js';

const search = {
  ...{ name: 'doses', seed: 2, from: 'base', arm: 'tas102', population: 4, evaluations: 8, confirm: 2 },
  variables: [{ name: 'dose', drug: 'tas102', vary: 'dose', least: 65, most: 125, step: 5 }],
  objectives: [
    { quantity: 'survival_12', goal: 'max' },
    { quantity: 'total_dose.tas102', goal: 'min' },
  ],
  patients: { search: 40, confirmation: 80 },
};
const files = ['optimise.json', 'candidates.csv', 'front.csv', 'curves.csv', 'calendar.csv'];

describe.skipIf(redisProgram === null)('qcic optimise --engine', { tags: 'full/redis' }, () => {
  let cwd: string;
  let server: RedisServer;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'qcic-optimise-queue-'));
    server = await redisServer([], (port) => new Redis({ port }));
    await writeTinyConfig(join(cwd, 'tiny.json'), { fit: { shapes: 'none' }, biomarkers: { arms: [] } });
    await writeFile(join(cwd, 'search.json'), JSON.stringify(search));
    expect(await runCli(['run', 'tiny.json', '--out', 'base'], { cwd, env: pageLater })).toMatchObject({ code: 0 });
  });
  afterAll(async () => {
    await server.close();
    await rm(cwd, { recursive: true, force: true });
  });

  test('gives the same bytes as this process', async () => {
    const bytesOf = (folder: string) => Promise.all(files.map((file) => readFile(join(cwd, folder, file), 'utf8')));
    expect(
      await runCli(['optimise', 'search.json', '--out', 'here', '--workers', '0'], { cwd, env: pageLater }),
    ).toMatchObject({
      code: 0,
    });
    const url = `redis://127.0.0.1:${server.port}`;
    const worker = startProgram(['worker', '--engine', url, '--concurrency', '1'], { cwd });
    const study = startProgram(['optimise', 'search.json', '--out', 'queue', '--engine', url], { cwd });
    expect(await study.ended).toBe(0);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(await bytesOf('queue')).toEqual(await bytesOf('here'));
  });
});
