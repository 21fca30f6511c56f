// Evidence: the built program on a real server: what it refuses, what it says, and that a password stays where it was put.
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { redisProgram } from '../../../redis-available.js';
import { freePort, type RedisServer, redisServer, until } from '../../engine/queue/redis-server.js';
import { pageLater, runCli } from '../run-cli.js';
import { startProgram } from './cluster.js';

const PASSWORD = 'correct-horse-42';
const study = ['sensitivity', 'pcc', '--samples', '300', '--parameters', 'tumor proliferation,tumor apoptosis'];

/** Everything that a folder and its folders hold. */
function contentOf(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe.skipIf(redisProgram === null)('--engine', () => {
  let cwd: string;
  let server: RedisServer;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'qcic-engine-'));
    server = await redisServer(['--requirepass', PASSWORD], (port) => new Redis({ port, password: PASSWORD }));
  });
  afterAll(async () => {
    await server.close();
    await rm(cwd, { recursive: true, force: true });
  });

  test.each([
    [
      'an address of another kind',
      ['--engine', 'http://u:p4ss@host'],
      'must be redis://host:port/database?prefix=name, rediss:// for TLS; got one that may hold a password',
    ],
    [
      'an unknown part of the address',
      ['--engine', 'redis://host?user=me'],
      "query: must be prefix=name, once; got 'user'",
    ],
    [
      'threads of this machine besides',
      ['--engine', 'redis://127.0.0.1', '--workers', '2'],
      '--workers: must not be given with --engine',
    ],
    [
      'a backend of this machine besides',
      ['--engine', 'redis://127.0.0.1', '--backend', 'native'],
      '--backend: must not be given with --engine, whose workers have their own; got both',
    ],
    [
      'a shared folder without an engine',
      ['--engine-folder', 'shared'],
      '--engine-folder: must be given with --engine',
    ],
  ])('is refused with %s', async (_name, flags, message) => {
    const { code, stderr } = await runCli([...study, '--out', 'refused', ...flags], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
    expect(stderr).not.toContain('p4ss');
  });

  test('where nobody answers is refused by run and worker, without a stack', { tags: 'full/redis' }, async () => {
    const url = `redis://:${PASSWORD}@127.0.0.1:${await freePort()}`;
    for (const message of [[...study, '--out', 'nobody'], ['worker']]) {
      const { code, stderr } = await runCli([...message, '--engine', url], { cwd });
      expect([code, stderr]).toEqual([
        2,
        expect.stringContaining('must be a Redis server that answers; got redis://127.0.0.1'),
      ]);
      expect(stderr).not.toMatch(/\n\s+at |horse/);
    }
  });

  test('with a wrong password is refused, and names none', async () => {
    const { code, stderr } = await runCli(['worker', '--engine', `redis://:wrong-horse@127.0.0.1:${server.port}`], {
      cwd,
    });
    expect([code, stderr]).toEqual([2, expect.stringContaining('WRONGPASS')]);
    expect(stderr).not.toContain('horse');
  });

  test('keeps the password out of logs, manifests, reports, results and what the system shows of the process', {
    tags: 'full/redis',
  }, async () => {
    const inside = `redis://:${PASSWORD}@127.0.0.1:${server.port}`;
    const beside = `redis://127.0.0.1:${server.port}`;
    const worker = startProgram(['worker', '--engine', beside, '--concurrency', '1'], {
      cwd,
      env: { QCIC_ENGINE_PASSWORD: PASSWORD },
    });
    const run = startProgram([...study, '--out', 'secret', `--engine=${inside}`], { cwd });
    await run.says('is here');
    const shown = ['cmdline', 'comm'].map((name) => readFileSync(`/proc/${run.pid}/${name}`, 'latin1')).join('\n');
    expect(shown).toContain('sensitivity');
    expect(shown).not.toContain('horse');
    expect(await run.ended).toBe(0);
    worker.signal('SIGTERM');
    expect(await worker.ended).toBe(0);
    expect(worker.log()).toMatch(/worker \S+: \d+ chunks done, 0 late, 0 tries failed/);
    for (const text of [run.log(), worker.log(), contentOf(join(cwd, 'secret'))]) expect(text).not.toContain('horse');
    const manifest = JSON.parse(await readFile(join(cwd, 'secret', 'manifest.json'), 'utf8'));
    expect(manifest.command).toBe(
      `qcic ${study.map((word) => (word.includes(' ') ? `'${word}'` : word)).join(' ')} --out secret`,
    );
  });

  test('a run of another version finds no worker, and both say why', { tags: 'full/redis' }, async () => {
    const url = `redis://127.0.0.1:${server.port}?prefix=versions`;
    const env = { QCIC_ENGINE_PASSWORD: PASSWORD };
    const run = startProgram([...study, '--out', 'versions', '--engine', url], { cwd, env });
    await run.says('start one with: qcic worker');
    const session = await server.redis.hgetall('versions:sessions');
    const [[id = '', text = ''] = []] = Object.entries(session);
    const message = JSON.parse(text.slice(text.indexOf('|') + 1));
    run.signal('SIGINT');
    expect(await run.ended).toBe(130);
    // The same run as another version would announce it
    const other = { ...message, identity: { ...message.identity, version: '9.9.9', code: '0123456789abcdef' } };
    await server.redis.hset('versions:sessions', id, `${Date.now()}|${JSON.stringify(other)}`);
    const worker = startProgram(['worker', '--engine', url], { cwd, env });
    expect(await worker.ended).toBe(2);
    expect(worker.log()).toContain('version 9.9.9 in the run, 0.1.0 here; code 0123456789abcdef in the run');
    await until('the run is reported', async () => (await server.redis.llen(`versions:session:${id}:notices`)) > 0);
  });

  test('Ctrl-C stops a run that waits, and it can continue without a server', { tags: 'full/redis' }, async () => {
    const env = { QCIC_ENGINE_PASSWORD: PASSWORD };
    const run = startProgram([...study, '--out', 'stopped', '--engine', `redis://127.0.0.1:${server.port}`], {
      cwd,
      env,
    });
    await run.says('start one with: qcic worker');
    run.signal('SIGINT');
    expect(await run.ended).toBe(130);
    expect(
      (await runCli([...study, '--out', 'stopped', '--resume', '--workers', '1'], { cwd, env: pageLater })).code,
    ).toBe(0);
  });
});
