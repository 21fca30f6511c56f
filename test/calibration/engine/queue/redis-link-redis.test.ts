// Evidence: laws, on real servers: with a password, with TLS, silent, too small.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { parseRedisAddress } from '../../../../calibration/engine/queue/redis-address.js';
import { openRedis, type RedisLink, type TlsCertificates } from '../../../../calibration/engine/queue/redis-link.js';
import { InputError } from '../../../../src/errors.js';
import { hasOpenssl, redisProgram } from '../../../redis-available.js';
import { cutProxy } from './cut-proxy.js';
import { freePort, type RedisServer, redisServer, until } from './redis-server.js';
import { openToyRun, startToyWorker } from './toy-cluster.js';

const PASSWORD = 'correct-horse/42';

describe.skipIf(redisProgram === null)('openRedis', () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close();
  });
  const open = async (url: string, { password, ca }: { password?: string; ca?: string } = {}) => {
    const notices: string[] = [];
    const certificates: TlsCertificates = ca === undefined ? {} : { ca };
    const address = parseRedisAddress(url, { password });
    const link: RedisLink = await openRedis(address, certificates, (message) => void notices.push(message));
    closing.push(link.close);
    return { link, notices };
  };
  const serve = async (...settings: Parameters<typeof redisServer>): Promise<RedisServer> => {
    const server = await redisServer(...settings);
    closing.push(server.close);
    return server;
  };

  it('refuses where nobody listens, at once and with a message', async () => {
    const port = await freePort();
    const refused = open(`redis://127.0.0.1:${port}`);
    await expect(refused).rejects.toThrow(InputError);
    await expect(refused).rejects.toThrow(
      `--engine: must be a Redis server that answers; got redis://127.0.0.1:${port}/0: connect ECONNREFUSED`,
    );
  });

  it('refuses where somebody listens who never answers, after seconds', { tags: 'full/redis' }, async () => {
    const silent = await cutProxy(await freePort());
    closing.push(silent.close);
    silent.silence();
    await expect(open(`redis://127.0.0.1:${silent.port}`)).rejects.toThrow(
      /must be a Redis server that answers; got redis/,
    );
  });

  it('refuses a database that the server does not have, and a replica', async () => {
    const server = await serve();
    await expect(open(`${server.url}/99`)).rejects.toThrow(
      /must be a Redis server that answers; got redis:.*index is out of range/,
    );
    const replica = await serve(['--replicaof', '127.0.0.1', String(server.port)]);
    await expect(open(replica.url)).rejects.toThrow('--engine: must be a server that can be written; got a replica');
  });

  it('says nothing where all is well, and warns of settings that can lose work', async () => {
    const server = await serve();
    expect((await open(server.url)).notices).toEqual([]);
    await server.redis.config('SET', 'appendonly', 'no');
    await server.redis.config('SET', 'maxmemory', '100mb', 'maxmemory-policy', 'allkeys-lru');
    expect((await open(server.url)).notices).toEqual([
      'the server throws keys away when its memory is full (allkeys-lru); set maxmemory-policy noeviction',
      'the server keeps no append-only file: what it holds is lost when it restarts, and computed again',
    ]);
  });

  it('notices a network that swallows everything, cuts the connection and makes it anew', {
    tags: 'full/redis',
  }, async () => {
    const server = await serve();
    const proxy = await cutProxy(server.port);
    closing.push(proxy.close);
    const url = `redis://127.0.0.1:${proxy.port}`;
    const worker = await startToyWorker(url);
    const { engine, notices } = await openToyRun(url);
    closing.push(worker.stop, engine.close);
    expect(await engine.run('double', [1])).toEqual([2]);
    proxy.silence();
    const run = engine.run('double', [2, 3]);
    await until(
      'the silence is noticed',
      () => notices.some((message) => message.includes('is lost; trying again')),
      40_000,
    );
    proxy.mend();
    expect(await run).toEqual([4, 6]);
    expect(notices.some((message) => message.includes('again') && message.startsWith('connected to'))).toBe(true);
  });

  describe('a server with a password', () => {
    const protect = (port: number) => new Redis({ port, password: PASSWORD, maxRetriesPerRequest: null });

    it.each([
      ['no password', {}, 'NOAUTH'],
      ['another password', { password: 'wrong-horse' }, 'WRONGPASS'],
    ])('refuses %s, and repeats none', async (_name, secrets, code) => {
      const server = await serve(['--requirepass', PASSWORD], protect);
      const error: unknown = await open(server.url, secrets).catch((cause: unknown) => cause);
      expect(error).toBeInstanceOf(InputError);
      expect(String(error)).toContain(code);
      expect(String(error)).not.toContain('wrong-horse');
    });

    it('computes with the password from the address or from beside it, and names it nowhere', async () => {
      const server = await serve(['--requirepass', PASSWORD], protect);
      const inside = `redis://:${encodeURIComponent(PASSWORD)}@127.0.0.1:${server.port}/0?prefix=other.lab`;
      const beside = `redis://127.0.0.1:${server.port}/0?prefix=other.lab`;
      const worker = await startToyWorker(beside, { password: PASSWORD });
      const { engine, notices } = await openToyRun(inside);
      closing.push(worker.stop, engine.close);
      expect(await engine.run('double', [1])).toEqual([2]);
      expect(engine.description).toBe(`redis://127.0.0.1:${server.port}/0?prefix=other.lab, 1 worker(s), 1 thread(s)`);
      const said = [...notices, ...worker.notices, engine.description].join('\n');
      expect(said).not.toContain('horse');
      // Every key begins with the prefix
      expect((await server.redis.keys('*')).filter((key) => !key.startsWith('other.lab:'))).toEqual([]);
    });
  });

  describe.skipIf(!hasOpenssl)('a server behind TLS', () => {
    let folder: string;
    const file = (name: string) => join(folder, name);
    const openssl = (...message: string[]) => execFileSync('openssl', message, { cwd: folder, stdio: 'pipe' });

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'qcic-tls-'));
      const days = ['-days', '2'];
      const subject = (name: string) => ['-subj', `/CN=${name}`];
      const key = (name: string) => ['-newkey', 'rsa:2048', '-nodes', '-keyout', `${name}.key`];
      openssl('req', '-x509', ...key('ca'), '-out', 'ca.crt', ...days, ...subject('test authority'));
      openssl('req', '-x509', ...key('stranger'), '-out', 'stranger.crt', ...days, ...subject('a stranger'));
      const names = ['-addext', 'subjectAltName=DNS:localhost'];
      openssl('req', ...key('server'), '-out', 'server.csr', ...subject('localhost'), ...names);
      const signed = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
      openssl('x509', '-req', '-in', 'server.csr', ...signed, '-out', 'server.crt', ...days);
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    it('is trusted by its authority alone, and carries a run', async () => {
      const port = await freePort();
      const tls = ['--tls-port', String(port), '--tls-auth-clients', 'no', '--tls-ca-cert-file', file('ca.crt')];
      await serve([...tls, '--tls-cert-file', file('server.crt'), '--tls-key-file', file('server.key')]);
      const url = `rediss://localhost:${port}`;
      const ca = readFileSync(file('ca.crt'), 'utf8');
      await expect(open(url)).rejects.toThrow(/must be a Redis server that answers; got rediss:.*certificate/);
      await expect(open(url, { ca: readFileSync(file('stranger.crt'), 'utf8') })).rejects.toThrow(/certificate/);
      const worker = await startToyWorker(url, { certificates: { ca } });
      const { engine } = await openToyRun(url, { certificates: { ca } });
      closing.push(worker.stop, engine.close);
      expect(await engine.run('double', [1, 2])).toEqual([2, 4]);
    });
  });
});
