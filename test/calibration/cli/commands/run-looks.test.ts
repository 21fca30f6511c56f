// Evidence: a validation cohort that ends at a look gives the same bytes for every number of workers and after an interruption.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { jsonOf, pageLater, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';

let cwd: string;
const looking = { arms: { placebo: {} }, fit: { design: 'sobol', shapes: 'none', maxIterations: 4 } };
const filesOf = (folder: string) =>
  Promise.all(['results.json', 'calibration.json'].map((name) => readFile(join(cwd, folder, name), 'utf8')));

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-looks-'));
  await writeTinyConfig(join(cwd, 'looks.json'), { ...looking, confirmation: { patients: 640, looks: [256, 512] } });
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

test('a cohort that ends at a look', { tags: 'full/workers' }, async () => {
  for (const workers of ['1', '2', '5']) {
    const { code } = await runCli(['run', 'looks.json', '--out', `w${workers}`, '--workers', workers], {
      cwd,
      env: pageLater,
    });
    expect(code).toBe(0);
    expect(await filesOf(`w${workers}`)).toEqual(await filesOf('w1'));
  }
  expect(await jsonOf(join(cwd, 'w1/results.json'))).toMatchObject({
    status: 'evaluated',
    confirmation: { n: 256, planned: 640, stop_error: 0.01, looks: [{ verdict: 'within' }] },
  });
  expect(await jsonOf(join(cwd, 'w1/calibration.json'))).toMatchObject({
    draws: [{ patients: 96 }, { patients: 256 }],
  });

  const stopped = await runCli(['run', 'looks.json', '--out', 'stopped', '--workers', '1'], {
    cwd,
    env: pageLater,
    signalWhen: (stderr) => (stderr.includes('attempt 1: 128/640') ? 'SIGINT' : undefined),
  });
  expect(stopped.code).toBe(130);
  expect((await runCli(['run', 'looks.json', '--out', 'stopped', '--resume'], { cwd, env: pageLater })).code).toBe(0);
  expect(await filesOf('stopped')).toEqual(await filesOf('w1'));
});
