// Evidence: the page of trials in a real browser, beside what the command line says of the same file.
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root, runCli } from '../calibration/cli/run-cli.js';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import { closeBrowser, expectAccessible, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

const names = [
  'trial',
  'arm',
  'n',
  'reference',
  'cr_percent',
  'pr_percent',
  'sd_percent',
  'pd_percent',
  'median_os_months',
];
const rows = [
  ['Alpha 2031', 'tas102', '120', 'Alpha et al., 2031', '0', '2,5', '44,0', '53,5', '7,4'],
  ['Beta 2032', 'tas102_bev', '90', 'Beta et al., 2032', '0', '6', '64', '30', '10'],
];
const spreadsheet = [names, ...rows].map((cells) => cells.join('\t')).join('\r\n');

/** Puts a text on the clipboard and pastes it at a cell. */
async function paste(page: Page, text: string, row: number, column: number): Promise<void> {
  await page.evaluate((content) => navigator.clipboard.writeText(content), text);
  await cell(page, row, column).click();
  await page.keyboard.press('Control+V');
}
const cell = (page: Page, row: number, column: number) =>
  page.locator(`.edit-grid [data-row="${row}"] [data-column="${column}"]`);
const said = (page: Page) => page.locator('.table-foot p').first();
const pooledText = (page: Page) =>
  page
    .locator('.forest svg')
    .getByText(/^Pooled/)
    .first();

describe.skipIf(!hasBrowser)(`the page of trials${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let runs = '';
  let cwd = '';
  beforeAll(async () => {
    [runs, cwd] = [
      await mkdtemp(join(tmpdir(), 'qcic-trials-page-')),
      await mkdtemp(join(tmpdir(), 'qcic-trials-cwd-')),
    ];
    await cp(await sampleRuns(), runs, { recursive: true });
  });
  afterAll(async () => {
    await closeBrowser();
    await rm(runs, { recursive: true, force: true });
    await rm(cwd, { recursive: true, force: true });
  });

  test('takes a paste past its end, undoes it, reads decimal commas, and says what the command line says', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/trials');
    await paste(page, spreadsheet, 0, 0);
    await expect.poll(() => cell(page, 1, 0).textContent()).toBe('Beta 2032');
    // Decimal commas beside whole numbers: a table of commas
    await expect.poll(() => said(page).textContent()).toBe('2 rows without issues');
    await page.getByRole('button', { name: 'Write points in their place' }).click();
    await expect.poll(() => cell(page, 0, 8).textContent()).toBe('7.4');
    await expect.poll(() => said(page).textContent()).toBe('2 rows without issues');
    await page.keyboard.press('Control+Z');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => cell(page, 0, 8).textContent()).toBe('7,4');
    // Past the last row and column
    await paste(page, '1\t2\n3\t4', 1, 8);
    await expect.poll(() => cell(page, 2, 9).textContent()).toBe('4');
    await cell(page, 0, 0).click();
    await page.keyboard.press('Control+Z');
    await expect.poll(() => cell(page, 2, 9).count()).toBe(0);
    // Typing live, Escape, and an issue at its cell
    await cell(page, 0, 2).click();
    await page.keyboard.type('12x');
    await expect.poll(() => cell(page, 0, 2).getAttribute('aria-invalid')).toBe('true');
    const message = page.locator('#cell-message');
    await expect.poll(() => message.textContent()).toContain("must be an integer >= 1; got '12x'");
    await page.keyboard.press('Enter');
    await cell(page, 0, 2).click();
    await page.keyboard.type('9');
    await page.keyboard.press('Escape');
    await expect.poll(() => cell(page, 0, 2).textContent()).toBe('12x');
    await expect.poll(() => cell(page, 0, 2).getAttribute('aria-invalid')).toBe('true');
    expect(await cell(page, 0, 2).getAttribute('aria-describedby')).toBe('cell-message');
    await page.keyboard.press('Control+Z');
    await expect.poll(() => said(page).textContent()).toBe('2 rows without issues');
    await close();
  });

  test('pools what `qcic trials pool` pools, with rows and trials excluded', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/trials?arm=tas102&endpoint=dcr');
    await paste(page, spreadsheet, 0, 0);
    await page.locator('.forest-check', { hasText: 'Kotani 2019' }).click();
    await page.locator('.edit-grid [data-number="1"] input').click();
    await pooledText(page).waitFor();
    const downloaded = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    const file = await (await downloaded).path();
    await writeFile(join(cwd, 'my-trials.csv'), await readFile(file));
    const command = (await page.locator('.page-head .command code').textContent()) ?? '';
    expect(command).toBe("qcic trials pool --add my-trials.csv --drop 'Kotani 2019' --json");
    const pool = ['trials', 'pool', '--add', 'my-trials.csv', '--drop', 'Kotani 2019', '--json'];
    const { arms } = JSON.parse((await runCli(pool, { cwd })).stdout).result;
    const table = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV of Disease control (DCR), TAS-102' }).click();
    const lines = (await readFile(await (await table).path(), 'utf8')).trim().split('\n');
    const own = arms.find(({ arm }: { arm: string }) => arm === 'tas102');
    const forest = own.forests.find(({ endpoint }: { endpoint: string }) => endpoint === 'dcr');
    const { pooled, heterogeneity } = forest;
    const expected = [
      ...forest.rows.map(
        (row: { trial: string; n: number; weight: number; value: number; interval: { low: number; high: number } }) =>
          [row.trial, 'trial', row.n, row.weight, row.value, row.interval.low, row.interval.high, 'no'].join(','),
      ),
      [
        'Pooled without 1 excluded',
        'pooled',
        pooled.n,
        '',
        pooled.value,
        pooled.interval.low,
        pooled.interval.high,
        'no',
      ].join(','),
      [
        'A further trial',
        'prediction',
        '',
        '',
        '',
        heterogeneity.prediction.low,
        heterogeneity.prediction.high,
        'no',
      ].join(','),
    ];
    for (const line of expected) expect(lines).toContain(line);
    expect(pooled.value).toBe(own.distinct.response.dcr);
    expect(lines.filter((line) => line.endsWith(',yes')).map((line) => line.split(',')[0])).toEqual(['Kotani 2019']);
    await expect.poll(() => page.url()).toContain('drop=Kotani+2019');
    await close();
  });

  test('refits a run with the table, follows it, and sets both fits side by side', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/trials?run=first&view=refit');
    await page.getByText('Nothing is added or excluded yet').waitFor();
    await paste(page, spreadsheet, 0, 0);
    await page.getByRole('button', { name: 'Refit', exact: true }).click();
    await page.locator('.before-after').waitFor({ timeout: 150_000 });
    await expect.poll(() => page.url()).toContain('refit=first-refit');
    const [before, after] = await Promise.all(
      ['first', 'first-refit'].map(async (run) => JSON.parse(await readFile(join(runs, run, 'results.json'), 'utf8'))),
    );
    const target = (results: typeof before) =>
      results.targets.find(
        ({ arm, endpoint }: { arm: string; endpoint: string }) => arm === 'tas102' && endpoint === 'dcr',
      );
    const row = page.locator('.before-after tr', { hasText: 'DCR' }).first();
    const cells = await row.getByRole('cell').allTextContents();
    expect([cells[2], cells[3], cells[5], cells[6]]).toEqual([
      target(before).target.toFixed(1),
      target(after).target.toFixed(1),
      target(before).simulated.toFixed(1),
      target(after).simulated.toFixed(1),
    ]);
    const { command } = JSON.parse(await readFile(join(runs, 'first-refit', 'manifest.json'), 'utf8'));
    const shown = await page.locator('.tab-panel .command code').textContent();
    expect(command.replace(/ --out \S+/, '')).toBe(shown);
    await page.reload();
    await page.locator('.before-after').waitFor();
    await close();
  });

  test('has nothing that axe-core finds, in either theme and at both widths', async () => {
    const many = await readFile(`${root}test/fixtures/targets/new-trials/many-issues.csv`, 'utf8');
    for (const [theme, width] of [
      ['light', 1280],
      ['dark', 390],
    ] as const) {
      const { page, show, close } = await openWorkbench({ runs, theme, width });
      await show('/trials');
      await paste(page, many, 0, 0);
      await page.locator('.issue-list li').first().waitFor();
      for (const view of ['forest', 'pool', 'remarks', 'refit']) {
        await page.locator(`[role=tab][id$="-${view}"]`).click();
        await expectAccessible(page);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      await close();
    }
  });
});
