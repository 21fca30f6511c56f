// Evidence: the front of a search as its files hold it, and the schedule as the command line simulates it, to the byte.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { armRoles, builtInRegimens } from '../../src/index.js';
import { pageLater, runCli } from '../calibration/cli/run-cli.js';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import { closeBrowser, expectAccessible, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

const drug = Object.keys(builtInRegimens[`published-${armRoles.single}`]!)[0]!;

/** A search of a few schedules on a few patients. */
const search = {
  name: 'doses',
  seed: 4,
  arm: armRoles.single,
  horizonDays: 366,
  variables: [
    { name: 'dose', drug, vary: 'dose', values: [60, 95, 120] },
    { name: 'delay', drug, vary: 'startDay', values: [0, 7] },
  ],
  objectives: [
    { quantity: 'dcr', goal: 'max' },
    { quantity: `total_dose.${drug}`, goal: 'min' },
  ],
  evaluations: 6,
  population: 4,
  patients: { search: 40, confirmation: 80 },
  confirm: 4,
  chosen: 4,
};

describe.skipIf(!hasBrowser)(`the front in the page${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let cwd = '';
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'qcic-optimise-page-'));
    await cp(await sampleRuns(), join(cwd, 'runs'), { recursive: true });
  });
  beforeAll(async () => {
    await writeFile(join(cwd, 'search.json'), JSON.stringify(search));
    const words = ['optimise', 'search.json', '--from', 'runs/first', '--out', 'runs/search', '--workers', '0'];
    const { code, stderr } = await runCli(words, { cwd });
    expect(code, stderr).toBe(0);
  });
  afterAll(async () => {
    await closeBrowser();
    await rm(cwd, { recursive: true, force: true });
  });

  test('shows the schedules of the result, of which one is chosen by keys, and back returns', async () => {
    const result = JSON.parse(await readFile(join(cwd, 'runs/search/optimise.json'), 'utf8'));
    const { page, show, close } = await openWorkbench({ runs: join(cwd, 'runs') });
    await show('/optimise/search');
    const rows = page.locator('.schedules tbody tr');
    await expect.poll(() => rows.count()).toBe(1 + result.front.length + result.asked.length);
    await page.getByRole('radio', { name: 'Reference' }).focus();
    await page.keyboard.press('Space');
    await page.getByRole('heading', { name: 'Reference', level: 2 }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: 'Schedule 1', level: 2 }).waitFor();
    for (const sentence of result.front[0].schedule)
      await page.locator('.schedule-words').getByText(sentence).waitFor();
    await page.getByLabel('Up').selectOption({ label: 'Days on treatment' });
    await page.getByRole('heading', { name: /^Days on treatment against/ }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: /^Days on treatment against/ }).waitFor({ state: 'detached' });
    await close();
  });

  test('gives a configuration of a schedule, which simulates as the link to one patient does', async () => {
    const { page, show, close } = await openWorkbench({ runs: join(cwd, 'runs') });
    await show('/optimise/search?schedule=1');
    const [config] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'As configuration' }).click(),
    ]);
    expect(config.suggestedFilename()).toBe('schedule-1.json');
    await cp(await config.path(), join(cwd, 'schedule-1.json'));
    const words = ['simulate', '--patient', 'median', '--config', 'schedule-1.json', '--days', '366', '--out', 'one'];
    const { code, stderr } = await runCli([...words, '--workers', '0'], { cwd, env: pageLater });
    expect(code, stderr).toBe(0);
    await page.getByRole('link', { name: 'Simulate this calendar' }).click();
    await page.locator('.outcome tbody tr').nth(1).waitFor();
    await page.locator('.files summary').click();
    const [endpoints] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.files-list').getByRole('button', { name: 'endpoints.csv' }).click(),
    ]);
    const rowOf = (text: string) => text.split('\n').find((row) => row.startsWith('1,schedule 1,'));
    const own = rowOf(await readFile(await endpoints.path(), 'utf8'));
    expect(own).toBeDefined();
    expect(own).toBe(rowOf(await readFile(join(cwd, 'one/endpoints.csv'), 'utf8')));
    await close();
  });

  test('has nothing that axe-core finds, wide and narrow, light and dark', async () => {
    for (const [width, theme] of [
      [1280, 'dark'],
      [390, 'light'],
    ] as const) {
      const { page, show, close } = await openWorkbench({ runs: join(cwd, 'runs'), width, theme });
      await show('/optimise/search');
      await page.locator('.schedules tbody tr').first().waitFor();
      await page.locator('.all-quantities summary').click();
      await expectAccessible(page);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await close();
    }
  });
});
