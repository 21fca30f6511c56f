// Evidence: the table of runs in a real browser, beside what the command line has stored.
import { copyFile, cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import {
  closeBrowser,
  expectAccessible,
  expectAccessibleInBothThemes,
  hasBrowser,
  openWorkbench,
  withoutBrowser,
} from './harness.js';

describe.skipIf(!hasBrowser)(`the table of runs${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let runs = '';
  beforeAll(async () => {
    runs = await mkdtemp(join(tmpdir(), 'qcic-run-list-'));
    await cp(await sampleRuns(), runs, { recursive: true });
  }, 300_000);
  afterAll(async () => {
    await closeBrowser();
    await rm(runs, { recursive: true, force: true });
  });

  test('shows every run with what its files hold, and nothing that axe-core finds in either theme', async () => {
    const { page, show, close } = await openWorkbench({ runs, width: 1500 });
    await show('/runs');
    const row = page.locator('tr[data-id="first"]');
    await row.getByText('21 / 21').waitFor();
    const manifest = JSON.parse(await readFile(join(runs, 'first', 'manifest.json'), 'utf8'));
    const results = JSON.parse(await readFile(join(runs, 'first', 'results.json'), 'utf8'));
    expect(await row.locator('.chip-status').textContent()).toBe(results.status);
    expect(await row.getByRole('cell').allTextContents()).toContain(manifest.seed);
    expect(await page.locator('tbody tr').count()).toBe(2);
    await expectAccessibleInBothThemes(page);
    await close();
  });

  test('draws rows behind those in sight later, and at once where a key leads there', async () => {
    const many = await mkdtemp(join(tmpdir(), 'qcic-many-'));
    for (let place = 0; place < 100; place++) {
      await mkdir(join(many, `r${place}`));
      await copyFile(join(runs, 'first', 'manifest.json'), join(many, `r${place}`, 'manifest.json'));
    }
    const { page, show, close } = await openWorkbench({ runs: many });
    await show('/runs');
    const table = page.getByRole('table', { name: 'Runs' });
    expect(await table.getAttribute('aria-rowcount')).toBe('101');
    await page.locator('tbody tr').first().press('End');
    const last = page.locator('tbody tr[data-row="99"]');
    expect(await last.evaluate((row) => row === document.activeElement)).toBe(true);
    expect(await last.getAttribute('aria-rowindex')).toBe('101');
    await expect.poll(() => page.locator('tbody tr[data-row]').count()).toBe(100);
    await close();
    await rm(many, { recursive: true });
  });

  test('is filtered, sorted and selected; the address repeats it, and back returns', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/runs');
    const names = () => page.locator('tbody .run-name').allTextContents();
    await page.keyboard.press('/');
    await page.keyboard.type('sec');
    await expect.poll(names).toEqual(['second']);
    await expect.poll(() => page.url()).toContain('filter=sec');
    await page.reload();
    await expect.poll(names).toEqual(['second']);
    await page.getByRole('searchbox').press('Escape');
    await expect.poll(names).toHaveLength(2);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(names).toEqual(['first', 'second']);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await expect.poll(names).toEqual(['second', 'first']);
    expect(await page.getByRole('columnheader', { name: 'Run', exact: true }).getAttribute('aria-sort')).toBe(
      'descending',
    );
    // By the keyboard alone: to the first row, choose it, extend to the next, open the second
    await page.locator('tbody tr').first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.getByText('2 selected').waitFor();
    await page.getByRole('button', { name: 'Compare' }).isEnabled();
    await page.locator('tbody tr').last().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe('/runs/first');
    await page.goBack();
    await page.getByText('2 selected').waitFor();
    await close();
  });

  test('deletes into the trash and undoes it, to the byte', async () => {
    const before = await readFile(join(runs, 'second', 'results.json'));
    const { page, show, close } = await openWorkbench({ runs });
    await show('/runs');
    await page.getByRole('checkbox', { name: 'Select second' }).check();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('second is in the trash').waitFor();
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    expect(await readdir(runs)).not.toContain('second');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.locator('tr[data-id="second"]').waitFor();
    expect(await readFile(join(runs, 'second', 'results.json'))).toEqual(before);
    await close();
  });

  test('stores a run as an archive that tar reads', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/runs');
    await page.getByRole('checkbox', { name: 'Select first' }).check();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('first.tar.gz');
    const { execFileSync } = await import('node:child_process');
    const listed = execFileSync('tar', ['-tzf', await download.path()], { encoding: 'utf8' })
      .trim()
      .split('\n');
    expect(listed.map((name) => name.split('/').at(-1))).toEqual(
      expect.arrayContaining(['manifest.json', 'results.json', 'report.html']),
    );
    await close();
  });

  test('remembers the theme, and lists the keys', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/runs');
    const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await page.keyboard.press('t');
    await expect.poll(paper).not.toBe(light);
    const dark = await paper();
    await page.reload();
    await page.locator('main h1').waitFor();
    expect(await paper()).toBe(dark);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await close();
  });

  test('has names of runs as text, whatever they are', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    const name = '<img src=x onerror=alert(1)>';
    await page.route('**/api/runs', async (route) => {
      const reply = await (await route.fetch()).json();
      await route.fulfill({
        json: { ...reply, runs: reply.runs.map((run: object) => ({ ...run, id: name, name })).slice(0, 1) },
      });
    });
    await show('/runs?');
    await page.getByText(name).waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    await close();
  });
});
