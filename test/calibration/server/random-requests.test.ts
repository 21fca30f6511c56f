// Evidence: seeded random requests on a folder with hostile content. What lies outside is compared before and after, byte for byte; inside,
// every file that was there still is, in its place or in the trash.
import { createHash } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../cli/run-cli.js';
import { fuzzedRuns, randomRequest } from './random-requests.js';
import { sampleRun, type TestServer, testServer } from './test-server.js';

let at: TestServer;
let program: string;
const errors: string[] = [];

/** QCIC_REQUESTS=8 sends other requests. */
const SEED = process.env.QCIC_REQUESTS ?? '7';

/** In place of the command line: writes down what it was asked for. */
const recorder = `
const { appendFileSync } = require('node:fs');
appendFileSync(process.env.QCIC_TEST_CALLS, JSON.stringify({ cwd: process.cwd(), call: process.argv.slice(2) }) + '\\n');
`;

beforeAll(async () => {
  program = await mkdtemp(join(tmpdir(), 'qcic-program-'));
  await mkdir(join(program, 'dist', 'calibration', 'cli'), { recursive: true });
  await writeFile(join(program, 'dist', 'calibration', 'cli', 'package.json'), '{"type":"commonjs"}');
  await writeFile(join(program, 'dist', 'calibration', 'cli', 'main.js'), recorder);
  for (const name of ['data', 'configs', 'dist/web', 'dist/src']) await symlink(join(root, name), join(program, name));
  at = await testServer(errors, {
    packageInformation: async () => ({ version: '0.1.0', root: program }),
    env: { ...process.env, QCIC_TEST_CALLS: join(program, 'calls') },
  });
  await sampleRun(at.outside, 'sentinel');
  await writeFile(join(at.outside, 'secret.txt'), 'SECRET');
  for (const id of fuzzedRuns)
    await sampleRun(at.runs, id, {}, { 'results.json': `{"of":"${id}"}`, 'figures/a.csv': id });
  const hostile = JSON.parse(await readFile(join(at.runs, 'hostile', 'manifest.json'), 'utf8'));
  await writeFile(
    join(at.runs, 'hostile', 'manifest.json'),
    JSON.stringify({
      ...hostile,
      ...{
        name: '<script>',
        status: 'interrupted',
        command: 'qcic run ../secret.txt --out ../runs/hostile',
        working_folder: '..',
      },
      files: [...hostile.files, { path: 'figures/link.csv', sha256: null }, { path: 'figures', sha256: null }],
    }),
  );
  await symlink(join(at.outside, 'secret.txt'), join(at.runs, 'hostile', 'figures', 'link.csv'));
  await symlink(at.outside, join(at.runs, 'out'));
  await appendFile(join(at.runs, 'broken', 'results.json'), '{');
  await mkdir(join(at.runs, 'inputs'));
  await writeFile(join(at.runs, 'inputs', 'table.csv'), 'trial');
});
afterAll(async () => {
  await at.close();
  await rm(program, { recursive: true });
});

const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Path, kind and content of everything in a folder but one of its folders. */
async function contentOf(folder: string, without = ''): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const lines = entries
    .map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
    .filter(({ path }) => without === '' || !path.startsWith(without))
    .map(async ({ entry, path }) => {
      if (entry.isSymbolicLink()) return `${path} -> ${await readlink(path)}`;
      return entry.isFile() ? `${path} ${hashOf(await readFile(path))}` : path;
    });
  return (await Promise.all(lines)).sort();
}

/** What can be made again is left out. */
const hashesOf = async (folder: string) =>
  (await contentOf(folder, join(folder, '.qcic'))).flatMap((line) => / ([0-9a-f]{64})$/.exec(line)?.[1] ?? []);

/** Requests one after the other, some of them at the same time. */
async function sendAll(from: number, to: number): Promise<ReadonlyMap<string, number>> {
  const replies = new Map<string, number>();
  const outside = await contentOf(at.outside, at.runs);
  const inside = await hashesOf(at.runs);
  const wrong: object[] = [];
  let next = from;
  const work = async () => {
    while (next < to) {
      const index = next++;
      const request = randomRequest(SEED, index);
      const reply = await at.send(request).catch((cause: Error) => ({ status: 0, text: cause.message }));
      const kind = `${request.method} ${reply.status}`;
      replies.set(kind, (replies.get(kind) ?? 0) + 1);
      // An archive ends where another request has deleted its run, and its reader sees that it is not whole
      const isCut = reply.status === 0 && reply.text === 'aborted' && request.path.includes('/archive');
      const isWrong = (reply.status === 0 && !isCut) || reply.status >= 500 || /SECRET|root:x/.test(reply.text);
      if (isWrong) wrong.push({ index, ...request, status: reply.status, reply: reply.text.slice(0, 200) });
    }
  };
  await Promise.all(Array.from({ length: 4 }, work));
  expect(wrong).toEqual([]);
  expect(errors).toEqual([]);
  expect((await at.send({ path: '/api/runs' })).status).toBe(200);
  expect(await contentOf(at.outside, at.runs)).toEqual(outside);
  const after = new Set(await hashesOf(at.runs));
  expect(inside.filter((hash) => !after.has(hash))).toEqual([]);
  const calls = (await readFile(join(program, 'calls'), 'utf8').catch(() => ''))
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '');
  for (const { cwd, call } of calls.map((line) => JSON.parse(line) as { cwd: string; call: string[] })) {
    const out = call[call.indexOf('--out') + 1] ?? '';
    // These write nothing but what can be made again
    if (!['report', 'explore'].includes(call[0] ?? ''))
      expect(resolve(cwd, out).startsWith(`${at.runs}/`), call.join(' ')).toBe(true);
    expect(call.filter((arg) => arg.startsWith('--engine'))).toEqual([]);
  }
  return replies;
}

describe('random requests end in a reply, touch nothing outside of the folder and lose nothing in it', () => {
  test('50 of them', async () => {
    await sendAll(0, 50);
  });

  test('1,000 of them', { tags: 'full/inputs', timeout: 300_000 }, async () => {
    const replies = await sendAll(0, 1000);
    // They reach what they are made for
    for (const kind of [
      'GET 200',
      'POST 200',
      'DELETE 200',
      'POST 400',
      'GET 401',
      'DELETE 403',
      'GET 404',
      'POST 409',
    ])
      expect(replies.get(kind), kind).toBeGreaterThan(0);
  });
});
