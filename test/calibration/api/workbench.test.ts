// Evidence: the contract of the door, end to end on a tiny configuration; its results are those of the command line.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { poolTrials, readNewTrials, readResults, readStudy, refit, run } from '../../../calibration/api/workbench.js';
import { root, runCli } from '../cli/run-cli.js';
import { writeTinyConfig } from '../cli/tiny-config.js';

const sunlight = `${root}data/new-trials/sunlight.csv`;

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-door-'));
  await writeTinyConfig(join(cwd, 'tiny.json'), {
    fit: { shapes: 'none' },
    marginals: { K1: { free: true } },
    biomarkers: { arms: [] },
  });
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

test('run and refit give what the command line gives, and say what they do to the log alone', {
  tags: 'full/studies',
}, async () => {
  const lines: string[] = [];
  const out = join(cwd, 'run');
  const first = await run(join(cwd, 'tiny.json'), { out, workers: 0, log: (line) => lines.push(line) });
  expect(first).toMatchObject({
    folder: out,
    manifest: { kind: 'run', status: 'converged' },
    results: { name: 'tiny' },
  });
  expect(lines.join('\n')).toContain('Converged');
  expect((await runCli(['run', 'tiny.json', '--out', 'same', '--workers', '0'], { cwd })).code).toBe(0);
  expect(await readFile(join(out, 'results.json'), 'utf8')).toBe(
    await readFile(join(cwd, 'same/results.json'), 'utf8'),
  );

  const second = await refit(out, { add: [sunlight], workers: 0 });
  expect(second.folder).toBe(`${out}-refit`);
  expect(second.manifest.command).toContain('--add');
  expect(second.refit).toMatchObject({ from: out, bootstrap: null });
  const stored = await readStudy(second.folder);
  expect(stored.result).toEqual(await readResults(second.folder));
  expect(JSON.parse(await stored.text('refit.json'))).toMatchObject({ from: out });
});

test('a stopped run keeps its patients and continues', { tags: 'full/interruptions' }, async () => {
  const controller = new AbortController();
  const out = join(cwd, 'stopped');
  const options = { out, workers: 0, signal: controller.signal };
  const log = (line: string) => {
    if (line.includes('round 1: objective')) controller.abort();
  };
  await expect(run(join(cwd, 'tiny.json'), { ...options, log })).rejects.toThrow('stopped on request');
  expect((await readStudy(out).catch(() => undefined)) ?? 'interrupted').toBe('interrupted');
  await run(join(cwd, 'tiny.json'), { out, workers: 0, resume: true });
  expect(await readFile(join(out, 'results.json'), 'utf8')).toBe(await readFile(join(cwd, 'run/results.json'), 'utf8'));
});

test('trials are read and pooled', async () => {
  const { trials } = await readNewTrials([sunlight]);
  expect(trials.map(({ arm }) => arm)).toEqual(['tas102', 'tas102_bev']);
  const { arms } = await poolTrials({ add: [sunlight] });
  expect(arms.map(({ arm }) => arm)).toEqual(['placebo', 'tas102', 'tas102_bev']);
});
