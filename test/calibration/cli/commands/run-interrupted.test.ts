// Evidence: interrupted, killed or out of disk at several moments and resumed = uninterrupted, byte for byte.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type CliOutcome, jsonOf, pageLater, root, runCli } from '../run-cli.js';
import { writeTinyConfig } from '../tiny-config.js';

let cwd: string;
const textOf = (path: string) => readFile(join(cwd, path), 'utf8');
const temporaryFiles = async (folder: string) => {
  const places = [folder, `${folder}/chunks`, `${folder}/figures`];
  const names = await Promise.all(places.map((place) => readdir(join(cwd, place)).catch(() => [])));
  return names.flat().filter((name) => name.endsWith('.partial'));
};

/** Words on standard error that tell where a run is. */
const moments = {
  'before the first patient': 'pool patients, round 1: 96 patients',
  'between two chunks of the pool': '64/96 patients',
  'between fit and confirmation': 'round 1: objective',
  'after the last patient': 'attempt 1: 40/40 patients',
} as const;

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-interrupted-'));
  await writeTinyConfig(join(cwd, 'tiny.json'));
  const { code } = await runCli(['run', 'tiny.json', '--out', 'whole'], { cwd, env: pageLater });
  expect(code).toBe(0);
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

/** The run continues and ends as the uninterrupted one did, with nothing half-written about. */
async function expectSameResults(folder: string, env: Readonly<Record<string, string>> = pageLater): Promise<void> {
  const { code, stderr } = await runCli(['run', 'tiny.json', '--out', folder, '--resume'], { cwd, env });
  expect([code, stderr.includes('error')]).toEqual([0, false]);
  for (const file of ['results.json', 'calibration.json', 'figures/survival.csv', 'figures/roc.csv']) {
    expect(await textOf(`${folder}/${file}`)).toBe(await textOf(`whole/${file}`));
  }
  expect(await temporaryFiles(folder)).toEqual([]);
}

describe('a run that was stopped continues to the same results', () => {
  const stopsAndGoesOn = async (signal: NodeJS.Signals, moment: keyof typeof moments) => {
    const folder = `${signal} ${moment}`.replaceAll(' ', '-');
    const stopped = await runCli(['run', 'tiny.json', '--out', folder, '--workers', '1'], {
      cwd,
      signalWhen: (stderr) => (stderr.includes(moments[moment]) ? signal : undefined),
    });
    if (signal === 'SIGKILL') expect(stopped.code).toBeNull();
    // The last stretch has nothing left to stop for; a run that ended there ended whole
    else expect([130, 0]).toContain(stopped.code);
    if (stopped.code !== 0) expect(await readdir(join(cwd, folder))).not.toContain('report.html');
    await expectSameResults(folder);
  };
  const stops = Object.keys(moments).flatMap((moment) =>
    (['SIGINT', 'SIGKILL'] as const).map((signal) => [signal, moment as keyof typeof moments] as const),
  );
  const isWitness = ([signal, moment]: (typeof stops)[number]) =>
    signal === 'SIGKILL' && moment === 'between two chunks of the pool';
  test.each(stops.filter(isWitness))('%s %s', stopsAndGoesOn);
  test.each(stops.filter((each) => !isWitness(each)))('%s %s', { tags: 'full/interruptions' }, stopsAndGoesOn);
});

/** Runs with files limited to so many kilobytes: beyond, writing fails as on a full disk. */
function runLimited(message: readonly string[], kilobytes: number): Promise<CliOutcome> {
  const command = `trap '' XFSZ; ulimit -f ${kilobytes}; exec "$0" "$@"`;
  const program = `${root}dist/calibration/cli/main.js`;
  return new Promise((resolve, reject) => {
    const child = spawn('bash', ['-c', command, process.execPath, program, ...message], { cwd });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

describe('a disk without room', { tags: 'full/interruptions' }, () => {
  test('for simulated patients: the file is named, nothing half-written stays, and the run continues', async () => {
    const { code, stderr } = await runLimited(['run', 'tiny.json', '--out', 'full', '--workers', '1'], 40);
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: full\/chunks\/[0-9a-f]{64}\.chunk: must be a writable file .*; got EFBIG/);
    // Not one chunk had room
    expect(await readdir(cwd)).not.toContain('full');
    await expectSameResults('full');
  });

  test('for the report: results are whole, and the run continues', async () => {
    await cp(join(cwd, 'whole/chunks'), join(cwd, 'late/chunks'), { recursive: true });
    const { code, stderr } = await runLimited(['run', 'tiny.json', '--out', 'late', '--resume'], 200);
    expect(code).toBe(2);
    expect(stderr).toMatch(/error: late\/report\.html: must be a writable file .*; got EFBIG/);
    expect(await textOf('late/results.json')).toBe(await textOf('whole/results.json'));
    await expectSameResults('late', {});
    expect(await readdir(join(cwd, 'late'))).toContain('report.html');
  });
});

describe('the reader of a run goes away', () => {
  test('a closed pipe ends the output, not the work', { tags: 'full/interruptions' }, async () => {
    const program = `${root}dist/calibration/cli/main.js`;
    const pipeline = 'set -o pipefail; "$0" "$@" 2>&1 | head -1';
    const args = ['-c', pipeline, process.execPath, program, 'run', 'tiny.json', '--out', 'piped'];
    const child = spawn('bash', args, { cwd, stdio: ['ignore', 'ignore', 'ignore'] });
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0);
    expect(await textOf('piped/results.json')).toBe(await textOf('whole/results.json'));
    expect(await jsonOf(join(cwd, 'piped/manifest.json'))).toMatchObject({ status: 'converged' });
  });

  test('a closed terminal leaves an interrupted run that continues', { tags: 'full/interruptions' }, async () => {
    const stopped = await runCli(['run', 'tiny.json', '--out', 'hung-up', '--workers', '1'], {
      cwd,
      signalWhen: (stderr) => (stderr.includes('64/96 patients') ? 'SIGHUP' : undefined),
    });
    expect(stopped.code).toBe(130);
    expect(await jsonOf(join(cwd, 'hung-up/manifest.json'))).toMatchObject({ status: 'interrupted' });
    await expectSameResults('hung-up');
  });

  test('a second Ctrl-C ends at once, and leaves an interrupted run too', { tags: 'full/interruptions' }, async () => {
    const program = `${root}dist/calibration/cli/main.js`;
    const child = spawn(process.execPath, [program, 'run', 'tiny.json', '--out', 'twice', '--workers', '1'], { cwd });
    let told = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const before = told;
      told += text;
      const isNew = (what: string) => told.includes(what) && !before.includes(what);
      if (isNew('96 patients')) child.kill('SIGINT');
      if (isNew('stopping')) child.kill('SIGINT');
    });
    const [code, signal] = await new Promise<[number | null, string | null]>((resolve) => {
      child.on('close', (...ended) => resolve(ended));
    });
    // A run that had ended by the second signal ended as after the first
    expect([signal, code]).toContain(signal === null ? 130 : 'SIGINT');
    expect(await jsonOf(join(cwd, 'twice/manifest.json'))).toMatchObject({ status: 'interrupted' });
    await expectSameResults('twice');
  });
});

describe('what is left half written is never read', () => {
  test('a chunk that was cut short is simulated again', { tags: 'full/interruptions' }, async () => {
    await cp(join(cwd, 'whole'), join(cwd, 'cut'), { recursive: true });
    const [first = ''] = await readdir(join(cwd, 'cut/chunks'));
    await truncate(join(cwd, 'cut/chunks', first), 1000);
    await expectSameResults('cut');
  });

  test('temporary files of a killed run are removed, other files are not', { tags: 'full/interruptions' }, async () => {
    await cp(join(cwd, 'whole'), join(cwd, 'litter'), { recursive: true });
    const partial = '.results.json.123e4567-e89b-12d3-a456-426614174000.partial';
    await writeFile(join(cwd, 'litter', partial), '{"status":');
    await writeFile(join(cwd, 'litter/notes.txt'), 'mine');
    await expectSameResults('litter');
    expect(await textOf('litter/notes.txt')).toBe('mine');
  });

  test('a manifest that was cut short is no manifest', async () => {
    await cp(join(cwd, 'whole'), join(cwd, 'torn'), { recursive: true });
    await truncate(join(cwd, 'torn/manifest.json'), 100);
    const { code, stderr } = await runCli(['run', 'tiny.json', '--out', 'torn', '--resume'], { cwd });
    expect(code).toBe(2);
    expect(stderr).toContain('torn: must be empty or hold an earlier run');
    expect(await jsonOf(join(cwd, 'torn/results.json'))).toMatchObject({ name: 'tiny' });
  });
});
