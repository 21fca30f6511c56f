// Evidence: the documented contract, on the built program; equal files for 0 and 2 workers.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replicateResultSchema } from '../../../../calibration/studies/replicate/result.js';
import { parseCsv } from '../../../../src/index.js';
import { withoutScript } from '../../studies/run/report/page-checks.js';
import { cellsOf, jsonOf, root, runCli, twoAtATime } from '../run-cli.js';
import { schemaIssues, valid } from '../schema-issues.js';

/** Few patients, for speed: what is tested is the way from the command to the files, not the numbers. */
const size = ['--patients', '60', '--samples', '60', '--seed', '5'];
let cwd: string;
const run = (...args: readonly string[]) => runCli(['replicate', ...args], { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-replicate-command-'));
});
afterAll(async () => {
  await rm(cwd, { recursive: true });
});

describe('qcic replicate', { tags: 'full/studies' }, () => {
  beforeAll(async () => {
    const outcomes = await twoAtATime([
      () => run(...size, '--workers', '0', '--out', 'alone'),
      () => run(...size, '--workers', '2', '--out', 'threads'),
    ]);
    expect(outcomes.map(({ code, stderr }) => ({ code, issue: /error/i.test(stderr) }))).toEqual([
      { code: 0, issue: false },
      { code: 0, issue: false },
    ]);
  }, 180_000);

  test('writes table, results, page, figures and manifest', async () => {
    expect((await readdir(join(cwd, 'alone'))).sort()).toEqual([
      'chunks',
      'events.jsonl',
      'figures',
      'manifest.json',
      'replicate.csv',
      'replicate.json',
      'report.html',
    ]);
    expect((await readdir(join(cwd, 'alone', 'figures'))).sort()).toEqual([
      'markers.csv',
      'prognosis.csv',
      'quintiles.csv',
      'spider.csv',
      'survival.csv',
      'switches.csv',
      'trial_endpoints.csv',
      'waterfall.csv',
    ]);
    expect(await schemaIssues(join(cwd, 'alone'))).toEqual(valid('manifest.json', 'replicate.json'));
    replicateResultSchema.parse(await jsonOf(join(cwd, 'alone', 'replicate.json')));
    expect(await jsonOf(join(cwd, 'alone', 'manifest.json'))).toMatchObject({
      status: 'done',
      settings: { seed: '5', patients: 60, switchPatients: 30, sweepSamples: 60 },
    });
  });

  test('any number of workers gives the same bits', async () => {
    for (const file of ['replicate.csv', 'replicate.json', 'figures/switches.csv', 'figures/quintiles.csv']) {
      const [alone, workerPool] = await Promise.all(
        ['alone', 'threads'].map((folder) => readFile(join(cwd, folder, file), 'utf8')),
      );
      expect(alone === workerPool, file).toBe(true);
    }
  });

  test('every published result has a row, and every row a verdict, a reason and a source', async () => {
    const file = join(cwd, 'alone', 'replicate.csv');
    const { header, rows } = parseCsv(await readFile(file, 'utf8'), file);
    const at = (column: string) => header.indexOf(column);
    const ids = new Set(rows.map(({ cells }) => cells[at('id')]));
    const published = await cellsOf(`${root}data/published/paper-results.csv`);
    for (const [id] of published.slice(1)) expect(ids.has(id), id).toBe(true);
    for (const { cells } of rows) {
      expect(['reproduced', 'differs within noise', 'not reproduced', 'fitted']).toContain(cells[at('verdict')]);
      expect(cells[at('reason')]).toMatch(/\.$/);
      expect(cells[at('source')]).toMatch(/^doi:/);
    }
    const settings = new Set(rows.map(({ cells }) => cells[at('setting')]));
    for (const setting of ['posted', 'corrected', 'posted, diameters', 'posted, script arithmetic']) {
      expect(settings).toContain(setting);
    }
  });

  test('every switch has its effect on response and survival in every arm', async () => {
    const [header, ...rows] = await cellsOf(join(cwd, 'alone', 'figures', 'switches.csv'));
    expect(header!.slice(0, 3)).toEqual(['switch', 'arm', 'quantity']);
    expect(new Set(rows.map((cells) => cells.slice(0, 3).join())).size).toBe(8 * 3 * 3);
  });

  test('progression-free survival and best response have rows: none published, the trials, and computed', async () => {
    const file = join(cwd, 'alone', 'figures', 'trial_endpoints.csv');
    const { header, rows: lines } = parseCsv(await readFile(file, 'utf8'), file);
    const rows = lines.map(({ cells }) => cells);
    const at = (column: string) => header.indexOf(column);
    const row = (arm: string, endpoint: string, setting = 'posted') =>
      rows.find(
        (cells) => cells[at('arm')] === arm && cells[at('endpoint')] === endpoint && cells[at('setting')] === setting,
      )!;
    expect(rows.every((cells) => cells[at('published')] === '')).toBe(true);
    // 3 arms, 3 settings; a median, 4 shares within 360 days, 7 best responses
    expect(rows).toHaveLength(3 * 3 * (1 + 4 + 7));
    expect(Number(row('placebo', 'median_pfs')[at('trials')])).toBeCloseTo((266 * 1.7 + 135 * 1.8) / 401, 9);
    expect(row('tas102', 'pfs_6')[at('trials')]).toBe('');
    const classes = ['cr', 'pr', 'sd', 'pd', 'ne'].map((name) => Number(row('tas102', `bor_${name}`)[at('value')]));
    expect(classes.reduce((sum, percent) => sum + percent, 0)).toBeCloseTo(100, 9);
    const page = await readFile(join(cwd, 'alone', 'report.html'), 'utf8');
    expect(page).toContain('Not in the paper: progression-free survival and best response');
  });

  test('the page says that the cohorts are its own', async () => {
    const page = await readFile(join(cwd, 'alone', 'report.html'), 'utf8');
    expect(page).toContain('own cohorts are not available to this program');
    expect(withoutScript(page)).not.toMatch(/NaN|undefined|<script/);
  });

  test('a finished folder is kept unless --resume or --force is given, and --resume gives the same bits', async () => {
    const again = await run(...size, '--workers', '0', '--out', 'alone');
    expect(again.code).toBe(2);
    const before = await readFile(join(cwd, 'alone', 'replicate.csv'), 'utf8');
    const resumed = await run(...size, '--workers', '0', '--out', 'alone', '--resume');
    expect(resumed.code).toBe(0);
    expect((await readFile(join(cwd, 'alone', 'replicate.csv'), 'utf8')) === before).toBe(true);
  }, 120_000);

  test('--resume with another size is refused', async () => {
    const { code, stderr } = await run('--patients', '80', '--out', 'alone', '--resume');
    expect(code).toBe(2);
    expect(stderr).toContain('must hold the same settings for --resume');
  });
});

describe('what qcic replicate refuses', () => {
  test.each([
    [['--patients', '3', '--out', 'x'], '40'],
    [['--seed', '', '--out', 'x'], '--seed: must not be empty'],
    [['--out', 'x', '--resume', '--force'], 'must not be given with --force'],
    [['--out', 'foreign'], 'must be empty or hold an earlier run'],
  ])('%j is bad input', async (args, message) => {
    await mkdir(join(cwd, 'foreign'), { recursive: true });
    await writeFile(join(cwd, 'foreign', 'note.txt'), '');
    const { code, stderr } = await run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});
