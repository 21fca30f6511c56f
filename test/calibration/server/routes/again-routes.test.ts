// Evidence: the command line on the same text, the declarations of its commands; every refusal of a request.
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seededKinds } from '../../../../calibration/server/again-plan.js';
import type { AgainCheck, AgainPlan } from '../../../../calibration/server/api/again.js';
import type { StartAgain } from '../../../../calibration/server/context.js';
import { errorReply } from '../../../../calibration/server/replies.js';
import { againRoutes } from '../../../../calibration/server/routes/again-routes.js';
import { openRunsFolder } from '../../../../calibration/server/runs-folder.js';
import { type Manifest, type StudyKind, studyKinds } from '../../../../calibration/store/manifest.js';
import { root, runCli } from '../../cli/run-cli.js';
import { tinyConfig } from '../../cli/tiny-config.js';
import { sampleRun } from '../test-server.js';

let folder: string;
let runs: string;
let app: ReturnType<typeof againRoutes>;
const started: { readonly args: readonly string[]; readonly out: string; readonly again: StartAgain }[] = [];
let state: { state: string; output: string } = { state: 'waiting', output: '' };

beforeAll(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'qcic-again-routes-')));
  runs = join(folder, 'runs');
  const runtime = { host: 'h', processStart: async () => null, cwd: folder, now: () => 0 };
  const opened = await openRunsFolder(runs, runtime as never, { publish: () => undefined });
  const jobs = {
    start: async (args: readonly string[], out: string, again: StartAgain) => {
      started.push({ args, out, again });
      return { id: '1', run: out, ended: null, ...state };
    },
    list: () => [],
  };
  const context = { runs: opened, jobs, program: { root }, runtime };
  app = againRoutes(context as never).onError((cause, c) => {
    const { status, body } = errorReply(cause);
    return c.json(body, status);
  });
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const stored = (changes: Partial<Manifest>): Partial<Manifest> => ({
  kind: 'run',
  working_folder: '../..',
  command: 'qcic run tiny.json --out runs/tiny',
  config: tinyConfig,
  inputs: [{ path: 'tiny.json', sha256: '0'.repeat(64) }],
  ...changes,
});
async function get(run: string): Promise<AgainPlan & { readonly status: number; readonly error?: string }> {
  const reply = await app.request(`/${encodeURIComponent(run)}`);
  return { ...((await reply.json()) as AgainPlan), status: reply.status };
}
async function post<T>(path: string, body: unknown): Promise<T & { readonly status: number; readonly error?: string }> {
  const headers = { 'content-type': 'application/json' };
  const reply = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return { ...((await reply.json()) as T), status: reply.status };
}
const check = (run: string, text: string) => post<AgainCheck>('/check', { run, text });

describe('a configuration', () => {
  beforeAll(() => sampleRun(runs, 'tiny', stored({})));

  test('is complete, and accepted as it is', async () => {
    const plan = await get('tiny');
    expect(plan).toMatchObject({ run: 'tiny', kind: 'run', form: 'configuration' });
    expect(JSON.parse(plan.text)).toMatchObject({
      name: 'tiny',
      seed: '5',
      fit: { poolPatients: 96, maxIterations: 20 },
    });
    const { issues, config, command, out } = await check('tiny', plan.text);
    expect(issues).toEqual([]);
    expect(config).toEqual(JSON.parse(plan.text));
    expect(out).toBe('tiny-2');
    expect(command).toBe('qcic run runs/inputs/tiny.json --out runs/tiny-2');
    expect(await readdir(join(runs, 'inputs'))).toEqual([]);
  });

  test.each([
    ['values', { ...tinyConfig, seed: -1, fit: { poolPatients: 'many', rounds: 0 }, arms: { '<img src=x>': {} } }],
    ['keys', { ...tinyConfig, fit: { poolPatient: 1 }, nmae: 'x' }],
    ['tables', { ...tinyConfig, targets: { ...tinyConfig.targets, recist: '/nowhere/recist.csv' } }],
    ['text', '{ "name": "tiny", '],
  ])('is refused in the words of the command line: %s', async (_, content) => {
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const { issues, command, config } = await check('tiny', text);
    expect(issues.length).toBeGreaterThan(0);
    expect({ command, config }).toEqual({ command: null, config: null });
    await writeFile(join(folder, 'changed.json'), text);
    const { code, stderr } = await runCli(['validate', 'changed.json'], { cwd: folder });
    expect(code).toBe(2);
    for (const issue of issues) expect(stderr).toContain(issue);
    const listed = stderr.split('\n').filter((line) => line.startsWith('  '));
    if (listed.length > 0) expect(listed.map((line) => line.trim().replace(/^- /, ''))).toEqual(issues);
  });

  test('names its tables from the folder of inputs', async () => {
    const own = join(folder, 'project', 'configs');
    await mkdir(join(folder, 'project', 'data'), { recursive: true });
    await mkdir(own);
    const table = await readFile(join(root, 'data/trials/recist.csv'), 'utf8');
    await writeFile(join(folder, 'project', 'data', 'recist.csv'), table);
    const { recist: _, ...targets } = tinyConfig.targets;
    const config = { ...tinyConfig, targets: { ...targets, recist: '../data/recist.csv' } };
    const inputs = [{ path: 'project/configs/own.json', sha256: '0'.repeat(64) }];
    await sampleRun(runs, 'own', stored({ config, inputs }));
    const { text } = await get('own');
    expect(JSON.parse(text).targets.recist).toEqual(['../../project/data/recist.csv']);
    expect((await check('own', text)).issues).toEqual([]);
    await rm(join(folder, 'project', 'data', 'recist.csv'));
    const [issue = ''] = (await check('own', text)).issues;
    expect(issue).toBe(`${join(folder, 'project/data/recist.csv')}: must be a readable file; got ENOENT`);
  });

  test('of the package names the run of its working folder, and its file is no further option', async () => {
    const config = JSON.parse(await readFile(join(root, 'configs/sweep-pd1.json'), 'utf8'));
    const inputs = [{ path: join(root, 'configs/sweep-pd1.json'), sha256: '0'.repeat(64) }];
    for (const name of ['sweep-pd1', 'configs/sweep-pd1.json']) {
      const command = `qcic sweep ${name} --max-failed 0.1`;
      await sampleRun(runs, 'pd1', stored({ kind: 'sweep', config, inputs, command }));
      const { text } = await get('pd1');
      expect(JSON.parse(text).from).toBe('../mcrc');
      expect((await check('pd1', text)).command).toBe(
        'qcic sweep runs/inputs/pd1.json --max-failed 0.1 --out runs/pd1-2',
      );
    }
  });

  test('is stored as it was typed, and started in a folder of its own', async () => {
    const text = JSON.stringify({ ...tinyConfig, name: 'other', seed: 8 });
    const job = await post<{ run: string }>('/start', { run: 'tiny', text });
    expect(job).toMatchObject({ status: 200, run: 'other' });
    expect(started.at(-1)).toEqual({
      args: ['run', 'runs/inputs/other.json'],
      out: 'other',
      again: { option: null, cwd: folder },
    });
    expect(await readFile(join(runs, 'inputs', 'other.json'), 'utf8')).toBe(text);
    const refusal = await post('/start', { run: 'tiny', text: '{}' });
    expect(refusal.status).toBe(400);
  });

  test('of a sweep keeps its other options, and states its seed', async () => {
    const sweep = JSON.parse(await readFile(join(root, 'configs/sweep-dose-schedule.json'), 'utf8'));
    const command = 'qcic sweep sweep.json --from runs/tiny --seed 9 --out runs/sweep';
    const inputs = [{ path: 'sweep.json', sha256: '0'.repeat(64) }];
    await writeFile(join(folder, 'sweep.json'), '{}');
    await sampleRun(runs, 'sweep', stored({ kind: 'sweep', config: sweep, seed: '9', command, inputs }));
    const { text } = await get('sweep');
    expect(JSON.parse(text).seed).toBe('9');
    const { command: repeated } = await check('sweep', text);
    expect(repeated).toBe(`qcic sweep runs/inputs/${sweep.name}.json --from runs/tiny --out runs/${sweep.name}`);
  });
});

describe('a command', () => {
  beforeAll(async () => {
    const command = "qcic predict runs/tiny --arm 'a b' --n 200 --out runs/predict";
    await sampleRun(runs, 'predict', stored({ kind: 'predict', config: null, seed: '4', command }));
  });

  test('is repeated with changed words in a folder of its own', async () => {
    const plan = await get('predict');
    expect(plan).toMatchObject({ form: 'command', text: "runs/tiny --arm 'a b' --n 200", seed: '4', hasSeed: true });
    const { command } = await check('predict', `${plan.text} --seed 7`);
    expect(command).toBe("qcic predict runs/tiny --arm 'a b' --n 200 --seed 7 --out runs/predict-2");
    await post('/start', { run: 'predict', text: plan.text });
    expect(started.at(-1)).toEqual({
      args: ['predict', 'runs/tiny', '--arm', 'a b', '--n', '200'],
      out: 'predict-2',
      again: { option: null, cwd: folder },
    });
  });

  test.each([
    ['runs/tiny; rm -rf /', 'command: must be words quoted for a shell; got ; rm -rf /'],
    ['runs/tiny --out elsewhere', 'job: must have no option --out; got one'],
    ['runs/tiny --engine=redis://h', 'job: must have no option --engine=redis://h; got one'],
  ])('is refused: %s', async (text, issue) => {
    expect(await check('predict', text)).toMatchObject({ issues: [issue], command: null });
    expect(await post('/start', { run: 'predict', text })).toMatchObject({ status: 400, error: issue });
  });

  test('that the command line refuses is told in its words', async () => {
    state = { state: 'refused', output: "error: unknown option '--nn'\n" };
    expect(await post('/start', { run: 'predict', text: 'runs/tiny --nn 3' })).toMatchObject({
      status: 400,
      error: "error: unknown option '--nn'",
    });
    state = { state: 'waiting', output: '' };
  });

  test.each(['rm -rf /', 'sh -c qcic', 'qcic worker --engine redis://h', 'qcic predict a --engine redis://h'])(
    'of a manifest that is none of ours is no plan: %s',
    async (command) => {
      await sampleRun(runs, 'foreign', stored({ kind: 'predict', config: null, command }));
      expect(await get('foreign')).toMatchObject({ status: 400, error: expect.stringMatching(/^command: must /) });
      expect(await check('foreign', 'runs/tiny')).toMatchObject({ command: null });
    },
  );

  test('takes a seed where its declaration has one', async () => {
    const configured = ['run', 'sweep', 'optimise'];
    const kinds = studyKinds.filter((kind) => !configured.includes(kind));
    const declared: StudyKind[] = [];
    for (const kind of kinds) {
      const verb = kind === 'sensitivity' ? ['sensitivity', 'pcc'] : [kind];
      const { stdout } = await runCli([...verb, '--help'], { cwd: folder });
      if (stdout.includes('--seed <')) declared.push(kind);
    }
    expect([...seededKinds].sort()).toEqual(declared.sort());
  });
});

describe('requests', () => {
  test('of hostile names are text, and lead nowhere else', async () => {
    const name = "<img src=x onerror='1'>";
    const command = `qcic survival runs/tiny --out runs/x`;
    await sampleRun(runs, name, stored({ kind: 'survival', config: null, command }));
    expect((await get(name)).run).toBe(name);
    const { out } = await check(name, 'runs/tiny');
    expect(out).toMatch(/^[\w.-]+$/);
    for (const run of ['../tiny', '/etc', 'none']) expect((await get(run)).status).toBe(404);
    expect((await check('../tiny', '{}')).status).toBe(404);
  });

  test('are limited in size and of one form', async () => {
    expect((await check('tiny', 'x'.repeat(3_000_000))).status).toBe(413);
    expect((await check('tiny', 'x'.repeat(1_100_000))).status).toBe(400);
    expect((await post('/check', { run: 'tiny' })).status).toBe(400);
    expect((await post('/start', { run: 'tiny', text: '{}', args: [] })).status).toBe(400);
  });
});
