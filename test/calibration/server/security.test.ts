// Evidence: the list of docs/workbench.md, each line by requests as an attacker would send them, over a real connection.
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleRun, type TestServer, testServer } from './test-server.js';

let at: TestServer;
const errors: string[] = [];
beforeAll(async () => {
  at = await testServer(errors);
  await sampleRun(at.runs, 'a');
  await sampleRun(at.outside, 'secret-run');
  await writeFile(join(at.outside, 'secret.txt'), 'SECRET');
  await symlink(at.outside, join(at.runs, 'out'));
  await symlink(join(at.outside, 'secret.txt'), join(at.runs, 'a', 'figures', 'link.csv'));
  const listed = ['results.json', 'figures/a.csv', 'figures/link.csv', 'figures'].map((path) => ({
    path,
    sha256: null,
  }));
  const manifest = JSON.parse(await readFile(join(at.runs, 'a', 'manifest.json'), 'utf8'));
  await writeFile(join(at.runs, 'a', 'manifest.json'), JSON.stringify({ ...manifest, files: listed }));
});
afterAll(async () => {
  await at.close();
  expect(errors).toEqual([]);
});

describe('the token', () => {
  const token = () => new URL(at.server.address).searchParams.get('token') ?? '';

  test('has 256 random bits, and is another one for each server', async () => {
    const other = await testServer();
    expect(Buffer.from(token(), 'base64url')).toHaveLength(32);
    expect(other.server.address.split('=')[1]).not.toBe(token());
    await other.close();
  });

  test('becomes a cookie that scripts cannot read and other sites do not send, and leaves the address', async () => {
    const { status, headers } = await at.wire({ path: `/runs/a?tab=log&token=${token()}` });
    expect({ status, location: headers.location }).toEqual({ status: 303, location: '/runs/a?tab=log' });
    const [, ...attributes] = String(headers['set-cookie']).split('; ');
    expect(attributes).toEqual(['Path=/', 'HttpOnly', 'SameSite=Strict']);
    expect(String(headers['set-cookie'])).not.toContain(token());
  });

  test('leads to no other host', async () => {
    const { headers } = await at.wire({ path: `//evil.example/x?token=${token()}` });
    expect(headers.location).toBe('/evil.example/x');
  });

  test.each(['', 'x', 'A'.repeat(43)])('of another value is refused: %j', async (other) => {
    const { status, headers, text } = await at.wire({ path: `/?token=${other}` });
    expect({ status, cookie: headers['set-cookie'] }).toEqual({ status: 401, cookie: undefined });
    expect(text).not.toContain(token());
  });

  test.each(['/', '/api/runs', '/assets/main.js', '/api/events', '/nothing'])(
    'or the cookie is needed for %s',
    async (path) => {
      expect((await at.wire({ path })).status).toBe(401);
      expect((await at.wire({ path, headers: { cookie: `qcic-${at.port}=guessed` } })).status).toBe(401);
    },
  );

  test('changes nothing in a request that is none of reading', async () => {
    expect((await at.wire({ method: 'POST', path: `/api/jobs/quick?token=${token()}` })).status).toBe(401);
  });
});

describe('the host', () => {
  const listens = (address: string) =>
    new Promise<boolean>((resolve) => {
      const socket = connect(at.port, address);
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });

  test('is the loopback address alone', async () => {
    expect(await listens('127.0.0.1')).toBe(true);
    expect(await listens('127.0.0.2')).toBe(false);
    expect(await listens('::1')).toBe(false);
  });

  test('localhost is it too', async () => {
    expect(
      (
        await at.send({
          path: '/api/runs',
          headers: { host: `localhost:${at.port}`, origin: `http://localhost:${at.port}` },
        })
      ).status,
    ).toBe(200);
  });

  test.each([
    'evil.example',
    'evil.example:PORT',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil.example:PORT',
    '127.0.0.1:PORT.evil.example',
    '[::1]:PORT',
  ])('of another name is refused, with the cookie and the token: %s', async (host) => {
    const headers = { host: host.replace('PORT', String(at.port)) };
    const { search } = new URL(at.server.address);
    expect((await at.send({ path: '/api/runs', headers })).status).toBeGreaterThanOrEqual(400);
    const { status, headers: replied } = await at.wire({ path: `/${search}`, headers });
    expect({ status: status >= 400, cookie: replied['set-cookie'] }).toEqual({ status: true, cookie: undefined });
  });
});

describe('the origin', () => {
  test.each(['http://evil.example', 'null', 'https://127.0.0.1:PORT', 'http://127.0.0.1:1', ''])(
    'of another page is refused for what changes something: %j',
    async (origin) => {
      const headers = { origin: origin.replace('PORT', String(at.port)) };
      for (const [method, path] of [
        ['POST', '/api/jobs/quick'],
        ['DELETE', '/api/runs/a'],
      ] as const)
        expect((await at.send({ method, path, headers })).status).toBe(403);
    },
  );

  test('must be stated for what changes something', async () => {
    const cookie = String(
      (await at.wire({ path: `/${new URL(at.server.address).search}` })).headers['set-cookie'],
    ).split(';')[0]!;
    expect((await at.wire({ method: 'DELETE', path: '/api/runs/a', headers: { cookie } })).status).toBe(403);
  });

  test.each(['cross-site', 'same-site'])('a page of a site that is %s reads nothing', async (site) => {
    const headers = { 'sec-fetch-site': site, 'sec-fetch-mode': 'cors' };
    expect((await at.send({ path: '/api/runs', headers })).status).toBe(403);
    expect((await at.send({ path: '/api/jobs/quick', method: 'POST', headers })).status).toBe(403);
  });

  test('no other origin is allowed to read a reply', async () => {
    const { headers, status } = await at.wire({
      method: 'OPTIONS',
      path: '/api/runs',
      headers: { origin: 'http://evil.example' },
    });
    expect(status).toBe(401);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });
});

describe('paths', () => {
  const up = [
    '../secret-run',
    '..%2fsecret-run',
    '%2e%2e%2fsecret-run',
    '..\\secret-run',
    '..%5csecret-run',
    'a%2f..%2f..%2fsecret-run',
  ];
  const others = [
    '%2fetc',
    '.',
    '..',
    '',
    '.qcic',
    'a%00',
    'a%2f',
    '%ff',
    'out',
    'out%2fsecret-run',
    'a%2ffigures',
    'a%252f..',
  ];
  test.each([...up, ...others])('lead to no folder but a run: %s', async (id) => {
    for (const rest of ['', '/log', '/archive', '/files/manifest.json', '/report', '/events']) {
      // The stream of all runs never ends
      if (rest === '/events' && /^(\.\.?)?$/.test(id)) continue;
      const { status, text } = await at.send({ path: `/api/runs/${id}${rest}` });
      expect(text).not.toMatch(/SECRET|tiny/);
      // The table of runs itself, and addresses that are none
      if (!(id === '' || id === '.' || id === '..' || id.startsWith('../')) || rest !== '')
        expect(`${id}${rest} ${status}`).toMatch(/(40[04])$|200$/);
    }
    for (const [method, rest] of [
      ['DELETE', ''],
      ['POST', '/stop'],
      ['POST', '/resume'],
    ] as const)
      expect((await at.send({ method, path: `/api/runs/${id}${rest}` })).status).toBeGreaterThanOrEqual(400);
  });

  test.each([
    'mine.txt',
    '../../secret.txt',
    '..%2f..%2fsecret.txt',
    '%2e%2e/%2e%2e/secret.txt',
    'figures',
    'figures%2flink.csv',
    'figures/link.csv',
    '/etc/passwd',
    '%2fetc%2fpasswd',
  ])('lead to no file but those of the manifest, and follow no link out of the run: %s', async (path) => {
    const { status, text } = await at.send({ path: `/api/runs/a/files/${path}` });
    expect({ status, text: /SECRET|not listed|root:/.test(text) }).toEqual({ status: 404, text: false });
  });

  test.each([
    '../../package.json',
    '..%2f..%2fpackage.json',
    '%2e%2e%2fbundle/contents.json',
    '.hidden',
    'x',
    '/etc/passwd',
  ])('lead to no file but those of the pages: %s', async (path) => {
    const { text } = await at.send({ path: `/assets/${path}` });
    expect(text).not.toMatch(/"dependencies"|"holds"|root:/);
  });

  test('an archive has no file behind a link', async () => {
    const { bytes } = await at.send({ path: '/api/runs/a/archive' });
    const { gunzipSync } = await import('node:zlib');
    const text = gunzipSync(bytes).toString('latin1');
    expect(text).toContain('a/figures/a.csv');
    expect(text).not.toMatch(/SECRET|link\.csv\0|not listed/);
  });
});

describe('sizes', () => {
  const post = (body: string, headers: Readonly<Record<string, string>> = {}) =>
    at.send({
      method: 'POST',
      path: '/api/compare',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });

  test('a body is read to its limit, stated or not', async () => {
    const large = JSON.stringify({ runs: ['x'.repeat(1_100_000)] });
    expect((await post(large)).status).toBe(413);
    expect((await post(large, { 'transfer-encoding': 'chunked' })).status).toBe(413);
  });

  test.each([
    ['text/plain', '{}'],
    ['application/json', '{'],
    ['application/json', '[]'],
    ['application/json', '{"runs":["a","b"],"x":1}'],
  ])('a body must be %s of its form: %s', async (type, body) => {
    expect((await post(body, { 'content-type': type })).status).toBe(400);
  });

  test('headers are limited', async () => {
    expect((await at.send({ path: '/api/runs', headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431);
  });
});

describe('markup in names', () => {
  const name = '<img src=x onerror="alert(1)">\u202e\u001b[31m';
  test('is text: replies are JSON that no browser takes for a page', async () => {
    await sampleRun(at.runs, 'b', { name, status: name, command: name, seed: name });
    for (const path of ['/api/runs', '/api/runs/b', '/api/compare?runs=a,b']) {
      const { headers, text } = await at.send({ path });
      expect(headers['content-type']).toMatch(/^application\/json/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      JSON.parse(text);
    }
  });

  test('in an address is not repeated by a page or a message', async () => {
    for (const path of ['/%3Cimg%20src=x%3E', '/api/runs/%3Cimg%20src=x%3E', '/api/%3Cimg%3E']) {
      const { text } = await at.send({ path, headers: { accept: 'text/html' } });
      expect(text).not.toContain('<img');
    }
  });

  test('a stored page is saved and not shown', async () => {
    await sampleRun(at.runs, 'c', {}, { 'report.html': '<script>alert(1)</script>' });
    const { headers } = await at.send({ path: '/api/runs/c/files/report.html' });
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toMatch(/^attachment/);
  });
});

describe('the policy', () => {
  const paths = [
    '/',
    '/runs/a?x=1',
    '/api/runs',
    '/api/nothing',
    '/assets/nothing.js',
    '/api/runs/a/files/figures/a.csv',
  ];
  test.each(paths)('of %s allows files of this server alone, no inline code and no eval', async (path) => {
    for (const reply of [await at.send({ path }), await at.wire({ path })]) {
      const policy = String(reply.headers['content-security-policy']);
      const sources = policy.split(/[; ]+/);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(sources.filter((source) => /^'unsafe-|^\*|https?:/.test(source))).toEqual([]);
      expect(reply.headers['referrer-policy']).toBe('no-referrer');
      expect(reply.headers['cross-origin-resource-policy']).toBe('same-origin');
      expect(reply.headers['x-frame-options']).toBe('DENY');
    }
  });

  test('the page has nothing inline and names no other server', async () => {
    const { text, headers } = await at.send({ path: '/' });
    expect(headers['content-type']).toMatch(/^text\/html/);
    expect(text).not.toMatch(/https?:|\son\w+=|\sstyle=|<style|<script(?![^>]*\ssrc=)|["'(]\/\//);
  });
});
