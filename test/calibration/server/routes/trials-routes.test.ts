// Evidence: the shipped tables and the command line on the saved file; every refusal of a request.
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SavedFile, TrialBase, TrialTableFiles } from '../../../../calibration/server/api/trials.js';
import type { RunsFolder, ServerContext } from '../../../../calibration/server/context.js';
import { errorReply, NotFoundError } from '../../../../calibration/server/replies.js';
import { trialsRoutes } from '../../../../calibration/server/routes/trials-routes.js';
import { openRunsFolder } from '../../../../calibration/server/runs-folder.js';
import { root } from '../../cli/run-cli.js';
import { publishedTables } from '../../targets/published-tables.js';

let folder: string;
let app: ReturnType<typeof trialsRoutes>;
const started: { readonly args: readonly string[]; readonly out: string }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'qcic-trials-routes-'));
  const runtime = { host: 'h', processStart: async () => null, cwd: folder, now: () => 0 };
  const opened: RunsFolder = await openRunsFolder(join(folder, 'runs'), runtime as never, { publish: () => undefined });
  const runs: RunsFolder = {
    ...opened,
    resolve: async (id) => {
      throw new NotFoundError(`run: must be in the folder of runs; got ${id}`);
    },
  };
  const jobs = {
    start: async (args: readonly string[], out: string) => {
      started.push({ args, out });
      return { id: '1', run: out };
    },
  };
  app = trialsRoutes({ runs, jobs, program: { root } } as unknown as ServerContext).onError((cause, c) => {
    const { status, body } = errorReply(cause);
    return c.json(body, status);
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const header = 'trial,arm,n,reference,median_os_months,curve_file';
const points = 'trial,arm,month,survival_percent\nT,tas102,0,100\nT,tas102,3,80\nT,tas102,9,30\n';
const table = (row: string, curves: TrialTableFiles['curves'] = []): TrialTableFiles => ({
  name: 'mine.csv',
  text: `${header}\n${row}\n`,
  curves,
});
const post = async (path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' };
  const reply = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const content = (await reply.json()) as Readonly<Record<string, unknown>>;
  return { ...content, status: reply.status } as Readonly<Record<string, unknown>>;
};
const get = async (path: string) => {
  const reply = await app.request(path);
  const content = (await reply.json()) as Readonly<Record<string, unknown>>;
  return { ...content, status: reply.status } as Readonly<Record<string, unknown>>;
};

describe('trialsRoutes', () => {
  test('reply the shipped tables as the command line reads them', async () => {
    const { tables, arms, published } = (await get('/base')) as unknown as TrialBase;
    const names = Object.keys(publishedTables) as (keyof typeof publishedTables)[];
    for (const name of names) {
      expect(tables[name].map(({ where: _, ...row }) => row)).toEqual(
        publishedTables[name].map(({ where: _, ...row }) => row),
      );
    }
    expect(arms).toBeNull();
    expect(published?.pool.map(({ arm }) => arm)).toContain('tas102_bev');
  });

  test('save a checked table with its curves, list it and open it again', async () => {
    const mine = table('T,tas102,40,R,6,c.csv', [{ name: 'c.csv', text: points }]);
    const saved = (await post('/files', { ...mine, allow: [] })) as unknown as SavedFile & { readonly status: number };
    expect(saved).toEqual({ status: 200, name: 'mine.csv', path: join('runs', 'inputs', 'mine.csv') });
    expect(await readFile(join(folder, saved.path), 'utf8')).toBe(mine.text);
    expect(await get('/files')).toMatchObject({ templates: ['sunlight.csv'], saved: ['c.csv', 'mine.csv'] });
    expect(await get('/files/saved/mine.csv')).toEqual({ status: 200, ...mine });
    // Another content does not replace it
    expect(await post('/files', { ...table('T,tas102,41,R,6,'), allow: [] })).toMatchObject({ name: 'mine-2.csv' });
  });

  test('refuse what the readers refuse, with every issue, and write nothing', async () => {
    const before = await readdir(join(folder, 'runs', 'inputs'));
    const { status, issues } = await post('/files', { ...table('T,tas102,x,R,80,', []), name: 'other.csv', allow: [] });
    expect(status).toBe(400);
    expect(issues).toEqual([
      "other.csv:2: column n: must be an integer >= 1; got 'x'",
      expect.stringMatching(/^other\.csv:2: column median_os_months: must be in \[0\.5, 60\] months/),
    ]);
    expect(await readdir(join(folder, 'runs', 'inputs'))).toEqual(before);
    const allowed = { ...table('T,tas102,40,R,80,'), name: 'allowed.csv', allow: ['median-range'] };
    expect(await post('/files', allowed)).toMatchObject({ status: 200 });
  });

  test.each(['../mine.csv', '.hidden.csv', 'a/b.csv', 'mine.sh', ''])('refuse the name %j', async (name) => {
    expect(await post('/files', { ...table('T,tas102,40,R,6,'), name, allow: [] })).toMatchObject({ status: 400 });
  });

  test('open no file by a path, a hidden name or a link', async () => {
    await writeFile(join(folder, 'outside.csv'), header);
    await symlink(join(folder, 'outside.csv'), join(folder, 'runs', 'inputs', 'link.csv'));
    for (const name of ['..%2Foutside.csv', 'link.csv', 'absent.csv', '..%2F..%2Foutside.csv']) {
      expect(await get(`/files/saved/${name}`)).toMatchObject({ status: 404 });
    }
    expect(await get('/files/other/mine.csv')).toMatchObject({ status: 404 });
  });

  test('refuse bodies of another form, and a refit without a change or of an unknown run', async () => {
    expect(await post('/files', { name: 'a.csv' })).toMatchObject({ status: 400 });
    const request = { run: 'absent', table: null, drop: [], notEvaluable: 'left-out', allow: [], depth: 'fit' };
    expect(await post('/refit', request)).toMatchObject({
      status: 400,
      error: 'refit: must add or drop a trial; got no change',
    });
    expect(await post('/refit', { ...request, drop: ['Kotani 2019'] })).toMatchObject({ status: 404 });
    expect(await post('/refit', { ...request, drop: ['x'], run: '../..' })).toMatchObject({ status: 404 });
    expect(started).toEqual([]);
  });
});
