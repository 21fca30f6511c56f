// Evidence: every number of a patient against the files of the command line that the page states, to the byte.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageLater, runCli } from '../calibration/cli/run-cli.js';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import { closeBrowser, expectAccessible, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

/** Files that `qcic simulate --visits --trajectories` writes. */
const tables = ['endpoints.csv', 'visits.csv', 'trajectories.csv'] as const;

/** A file that the page gives away, as text. */
async function stored(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('.files-list').getByRole('button', { name, exact: true }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** The words of a command that needs no quotes of a shell. */
const wordsOf = (command: string) => command.split(' ').map((word) => word.replace(/^'(.*)'$/, '$1'));

/** Waits until the page shows the patient of its latest input. */
const settled = (page: Page) => page.locator('.outcome tbody tr').first().waitFor();

describe.skipIf(!hasBrowser)(`one patient in the page${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let cwd = '';
  let runs = '';
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), 'qcic-patient-page-'));
    runs = await sampleRuns();
  });
  afterAll(async () => {
    await closeBrowser();
    await rm(cwd, { recursive: true, force: true });
  });

  /** Runs the command that the page states, beside the configuration that it gives away. */
  async function expectSameBytes(page: Page, out: string): Promise<void> {
    await page.locator('.files summary').click();
    const config = await stored(page, 'patient.json');
    await writeFile(join(cwd, 'patient.json'), config);
    const command = (await page.locator('.command code').textContent()) ?? '';
    const words = wordsOf(command).slice(1);
    words[words.indexOf('--out') + 1] = out;
    const { code, stderr } = await runCli([...words, '--workers', '0'], { cwd, env: pageLater });
    expect(code, stderr).toBe(0);
    for (const name of tables) {
      const [own, expected] = [await stored(page, name), await readFile(join(cwd, out, name), 'utf8')];
      expect(own.length, name).toBeGreaterThan(100);
      expect(own === expected, `${name} of the page is that of the command`).toBe(true);
    }
    await page.locator('.files summary').click();
  }

  test('has the bytes of the command line under all arms: typed values, a random patient, one of a run', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/patient?days=120');
    await settled(page);
    const field = page.getByRole('textbox', { name: 'beta_X3, typed' });
    await field.fill('0.045');
    await field.press('Enter');
    await expect.poll(() => page.locator('.command code').textContent()).toContain('beta_X3=0.045');
    await expectSameBytes(page, 'typed');
    await show('/patient?days=120&patient=seed%3A7&arms=');
    await settled(page);
    await expectSameBytes(page, 'random');
    await show('/patient?run=first&days=120&patient=patient%3A3');
    await settled(page);
    await expectSameBytes(page, 'of-run');
    await close();
  });

  test('is the patient of the run, whose stored cohort has the same change of size', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/patient?run=first&patient=patient%3A3');
    await settled(page);
    await page.locator('.files summary').click();
    const [header = '', ...rows] = (await stored(page, 'endpoints.csv')).trim().split('\n');
    const place = header.split(',').indexOf('tri_day56');
    const own = rows.map((row) => 100 * Number(row.split(',')[place]));
    const waterfall = await readFile(join(runs, 'first', 'figures', 'waterfall.csv'), 'utf8');
    const changes = waterfall.split('\n').flatMap((row) => row.split(',').map(Number).filter(Number.isFinite));
    for (const change of own) {
      expect(changes.some((value) => Math.abs(value - change) < 1e-6 || Math.abs(100 * value - change) < 1e-6)).toBe(
        true,
      );
    }
    await close();
  });

  test('follows an edited calendar: a drug that is not published, days off, a stop at progression', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/patient?days=120');
    await settled(page);
    const row = page.locator('.arm-row').nth(1);
    const before = await row.getByRole('img').getAttribute('aria-label');
    await row.getByRole('button', { name: 'Edit' }).click();
    await row.getByLabel('Add a drug').selectOption({ index: 3 });
    await row.getByRole('button', { name: 'Day 1', exact: true }).first().click();
    await row.getByLabel('Stop at progression').check();
    await expect.poll(() => row.getByRole('img').getAttribute('aria-label')).not.toBe(before);
    await expect.poll(() => page.locator('.command code').textContent()).toContain('--config patient.json');
    await page.locator('[data-row^="drug-"]').nth(2).waitFor();
    await expectSameBytes(page, 'edited');
    // The address has the calendar
    const command = await page.locator('.command code').textContent();
    await page.waitForTimeout(300);
    await page.reload();
    await settled(page);
    expect(await page.locator('.command code').textContent()).toBe(command);
    await page.getByRole('region', { name: 'Treatment' }).getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => page.locator('.command code').textContent()).not.toContain('--config');
    await close();
  });

  test('moves by keys, and goes back', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/patient');
    await settled(page);
    const slider = page.getByRole('slider', { name: /^beta_X3/ });
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('.command code').textContent()).toContain('beta_X3=');
    await page.getByRole('radio', { name: 'Random' }).focus();
    await page.keyboard.press('Space');
    await expect.poll(() => page.locator('.command code').textContent()).toContain('K_TN4=');
    await page.goBack();
    await expect.poll(() => page.locator('.command code').textContent()).not.toContain('K_TN4=');
    await close();
  });

  test('shows one day in all plots at the pointer, and gives away a figure', async () => {
    const { page, show, close } = await openWorkbench({ runs, height: 1400 });
    await show('/patient?layout=overlaid');
    await settled(page);
    const plots = page.locator('.plot-frame');
    await plots.nth(1).waitFor();
    await plots.first().hover({ position: { x: 300, y: 100 } });
    await expect.poll(() => page.locator('.hover-card').count()).toBeGreaterThan(1);
    const places = await page.locator('.hover-place').allTextContents();
    expect(new Set(places).size).toBe(1);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV of Tumor size and visits' }).click(),
    ]);
    expect(await readFile(await download.path(), 'utf8')).toContain('series,Time (days),Size (% of day 0)');
    await close();
  });

  test('has nothing that axe-core finds, wide and narrow, light and dark', async () => {
    for (const [width, theme] of [
      [1280, 'light'],
      [390, 'dark'],
    ] as const) {
      const { page, show, close } = await openWorkbench({ runs, width, theme });
      await show('/patient?run=first');
      await settled(page);
      await page.getByRole('button', { name: 'Edit' }).nth(2).click();
      await expectAccessible(page);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBeLessThanOrEqual(0);
      await close();
    }
  });
});
