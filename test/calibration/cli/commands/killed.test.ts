// Evidence: laws · a study that is killed at a random moment loses nothing, and ends as an uninterrupted one, byte for byte; one
// that was to replace a finished study leaves it whole until then.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomStream, sha256 } from '../../../../src/index.js';
import { jsonOf, pageLater, root, runCli, spawnCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';

/** Kills of each command and each kind. `QCIC_KILLS=20 npx vitest run …` looks more closely. */
const KILLS = Number(process.env.QCIC_KILLS ?? 2);
/** A process begins to work after about so long. */
const START_MILLISECONDS = 300;

let cwd: string;

/**
 * Arguments of each command, whether it can be resumed, and further variables of its environment. Pages are drawn behind everything
 * else, in the same way by all commands: `simulate` is killed in the midst of that too, the others leave it for later.
 */
const commands = {
  run: { args: ['run', 'tiny.json'], resumes: true, env: pageLater },
  refit: {
    // Omitted trials are fits like those of the bootstrap and of the omitted arms, with long predictions behind them
    args: [
      ...['refit', 'base', '--add', 'new.csv', '--bootstrap', '3', '--starts', '0', '--profiles', 'none'],
      '--no-leave-one-trial-out',
    ],
    resumes: true,
    env: pageLater,
  },
  simulate: {
    args: ['simulate', '--patients', 'patients.csv', '--arms', 'placebo,tas102', '--days', '90'],
    resumes: true,
    env: {},
  },
  sweep: { args: ['sweep', 'sweep.json'], resumes: true, env: pageLater },
  biomarkers: {
    args: [
      ...['biomarkers', 'base', '--patients', '120', '--days', '14,56', '--folds', '3', '--repeats', '1'],
      '--bootstrap',
      '20',
      '--permutations',
      '0',
    ],
    resumes: true,
    env: pageLater,
  },
  sensitivity: { args: ['sensitivity', 'pcc', '--samples', '450', '--seed', '1'], resumes: true, env: pageLater },
} as const;
type Name = keyof typeof commands;
const names = Object.keys(commands) as Name[];

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-killed-'));
  // Two shapes and the death functions are free: a refit fits many times. One arm has markers: their analysis is one task of many
  await writeTinyConfig(join(cwd, 'tiny.json'), {
    fit: { shapes: 'none', maxIterations: 6 },
    marginals: { K1: { free: true } },
    biomarkers: { arms: ['tas102'] },
  });
  await writeFile(
    join(cwd, 'new.csv'),
    'trial,arm,n,reference,cr_percent,pr_percent,sd_percent,pd_percent,median_os_months\nNew,tas102,120,"Someone 2026",0,2.5,43.3,54.2,7.9\n',
  );
  const axes = [{ name: 'bevacizumab', drug: 'bevacizumab', dose: [0, 280] }];
  const regimen = 'published-tas102-bev';
  const sweep = { name: 'tiny', seed: 2, patients: 300, regimen, furtherDays: [84], axes };
  await writeFile(join(cwd, 'sweep.json'), JSON.stringify(sweep));
  await runCli(['cohort', '--patients', '300', '--seed', '1', '--out', 'patients.csv'], { cwd });
  expect(await runCli(['run', 'tiny.json', '--out', 'base'], { cwd, env: pageLater })).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

/** Runs a command and kills it after a time; what it had written stays. */
function runKilled(
  args: readonly string[],
  milliseconds: number,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const program = [`${root}dist/calibration/cli/main.js`, ...args];
    const child = spawn(process.execPath, program, { cwd, env: { ...process.env, ...env }, stdio: 'ignore' });
    const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    child.on('error', reject);
    child.on('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** Hashes of everything that a study computes: all but its manifest, its log, its page and stored patients. */
async function hashesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(join(cwd, folder), { recursive: true, withFileTypes: true });
  const hashes: [string, string][] = [];
  for (const entry of entries) {
    if (!entry.isFile() || /^(manifest\.json|events\.jsonl)$|\.html$|\.chunk$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(join(cwd, folder).length + 1);
    if (!/^\.(lock|replacement)/.test(name)) hashes.push([name, sha256(await readFile(path))]);
  }
  return Object.fromEntries(hashes.sort());
}

const statusOf = async (folder: string) =>
  jsonOf(join(cwd, folder, 'manifest.json')).then(
    (manifest) => (manifest as { readonly status: string }).status,
    () => null,
  );

describe.each(names)('qcic %s that is killed', { tags: 'full/interruptions' }, (name) => {
  const { args, resumes, env } = commands[name];
  const whole = `${name}-whole`;
  let milliseconds = 0;
  let expected: Readonly<Record<string, string>>;
  const moments = (kind: string) => {
    const stream = randomStream({ seed: name, streamName: kind, index: 0 });
    return Array.from({ length: KILLS }, () => START_MILLISECONDS + stream() * (milliseconds - START_MILLISECONDS));
  };

  beforeAll(async () => {
    const begun = performance.now();
    expect(await spawnCli([...args, '--out', whole], { cwd, env })).toMatchObject({
      code: 0,
      stderr: expect.any(String),
    });
    milliseconds = performance.now() - begun;
    expected = await hashesOf(whole);
    expect(Object.keys(expected).length).toBeGreaterThan(0);
  });

  test('ends as an uninterrupted one when it is resumed or begun again', async () => {
    for (const moment of moments('new')) {
      const folder = `${name}-${moment.toFixed(0)}`;
      await runKilled([...args, '--out', folder], moment, env);
      // A folder without a manifest is one that has not been begun
      const flags = (await statusOf(folder)) === null ? [] : [resumes ? '--resume' : '--force'];
      const again = await runCli([...args, '--out', folder, ...flags], { cwd, env });
      expect(again, `killed after ${moment} ms: ${again.stderr}`).toMatchObject({ code: 0 });
      expect(await hashesOf(folder)).toEqual(expected);
      expect((await readdir(join(cwd, folder))).filter((file) => file.startsWith('.'))).toEqual([]);
    }
  });

  test('with --force over a finished study leaves that one whole, and then ends as an uninterrupted one', async () => {
    for (const moment of moments('forced')) {
      const folder = `${name}-forced-${moment.toFixed(0)}`;
      // Another study, with a file of the user's
      await cp(join(cwd, 'base'), join(cwd, folder), { recursive: true });
      await writeFile(join(cwd, folder, 'notes.txt'), 'mine');
      const before = await hashesOf(folder);
      await runKilled([...args, '--out', folder, '--force'], moment, env);
      const { kind } = (await jsonOf(join(cwd, folder, 'manifest.json'))) as { readonly kind: string };
      const isExchanged = kind !== 'run' || (await readdir(join(cwd, folder))).includes('.exchange');
      if (!isExchanged) expect(await hashesOf(folder)).toEqual(before);
      const isBegun = await statusOf(`${folder}/.replacement`);
      const flag = resumes && isBegun !== null ? '--resume' : '--force';
      const again = await runCli([...args, '--out', folder, flag], { cwd, env });
      expect(again, `killed after ${moment} ms: ${again.stderr}`).toMatchObject({ code: 0 });
      const { 'notes.txt': notes, ...after } = await hashesOf(folder);
      expect(notes).toBe(sha256('mine'));
      expect(after).toEqual(expected);
    }
  });
});
