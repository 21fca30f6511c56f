// Evidence: results of the command line with the same configuration.
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runCli } from '../calibration/cli/run-cli.js';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import { closeBrowser, expectAccessible, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

describe.skipIf(!hasBrowser)(`change and run again${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let folder = '';
  let runs = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qcic-again-page-'));
    runs = join(folder, 'runs');
    await cp(await sampleRuns(), runs, { recursive: true });
  }, 300_000);
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });
  afterAll(closeBrowser);

  test('a changed seed gives the results of the command line, two clicks from the run', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/runs/first');
    await page.getByRole('link', { name: 'Change and run again' }).click();
    await page.getByRole('heading', { name: 'Ready to run' }).waitFor();
    await page.getByLabel('Name').fill('second');
    await page.getByLabel('Seed').fill('6');
    await page.getByText('Differences from first 2').waitFor();
    expect(await page.locator('.changes').innerText()).toMatch(/name\s+tiny\s+→\s+second\s+seed\s+5\s+→\s+6/);
    await expect
      .poll(() => page.locator('.again-check code').innerText())
      .toMatch(/^qcic run \S+second\.json --out \S+second-2$/);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.waitForURL(/\/live\?run=second-2$/);
    await page.getByText('It has ended: converged.').waitFor({ timeout: 60_000 });
    await close();
    expect(JSON.parse(await readFile(join(runs, 'inputs', 'second.json'), 'utf8')).seed).toBe('6');
    const [inPage, onLine] = await Promise.all(
      ['second-2', 'second'].map((each) => readFile(join(runs, each, 'results.json'), 'utf8')),
    );
    expect(inPage).toBe(onLine);
  }, 120_000);

  test('an issue stands at its field and leads to its line; the search and the keyboard reach the text', async () => {
    const { page, show, close, issues } = await openWorkbench({ runs });
    await show('/again/first');
    await page.getByRole('heading', { name: 'Ready to run' }).waitFor();
    const pool = page.getByLabel('Pool');
    await pool.fill('many');
    const issue = 'fit.poolPatients: must be a number; got "many"';
    await page.getByRole('heading', { name: '1 issue' }).waitFor();
    expect(await page.locator('.issues li span').allInnerTexts()).toEqual([issue]);
    expect(await page.locator(`#${await pool.getAttribute('aria-describedby')}`).innerText()).toBe(issue);
    expect(await page.getByRole('button', { name: 'Run', exact: true }).isDisabled()).toBe(true);
    const selected = () =>
      page.getByLabel('Configuration as JSON').evaluate((area: HTMLTextAreaElement) => {
        const { selectionStart, selectionEnd, value } = area;
        return document.activeElement === area ? value.slice(selectionStart, selectionEnd) : null;
      });
    await page.getByRole('button', { name: /^Line \d+$/ }).press('Enter');
    await expect.poll(selected).toBe('"many"');
    await page.keyboard.type('120');
    await page.getByRole('heading', { name: 'Ready to run' }).waitFor();
    await expect.poll(() => pool.inputValue()).toBe('120');
    const medians = page.getByLabel('Tolerance of medians');
    await medians.fill('');
    await medians.pressSequentially('0.25');
    expect(await medians.inputValue()).toBe('0.25');
    await page.locator('.changes').getByText('0.25').waitFor();
    await page.getByRole('searchbox', { name: 'Search the configuration' }).fill('MAXITERATIONS');
    await page.keyboard.press('Enter');
    await expect.poll(selected).toBe('maxIterations');
    await page.getByText('1 of 1 found').waitFor();
    await page.getByLabel('Configuration as JSON').fill('{ "name": ');
    await page.getByRole('heading', { name: /issue/ }).waitFor();
    expect(await pool.isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'As it was' }).click();
    await page.getByText('None: it would be the same run again.').waitFor();
    expect(issues).toEqual([]);
    await close();
  }, 60_000);

  test('a command takes another seed, and what the command line refuses is told in its words', async () => {
    const manifest = JSON.parse(await readFile(join(runs, 'first', 'manifest.json'), 'utf8'));
    const command = 'qcic predict runs/first --n 200 --out runs/predict';
    await mkdir(join(runs, 'predict'));
    await writeFile(
      join(runs, 'predict', 'manifest.json'),
      JSON.stringify({ ...manifest, kind: 'predict', command, config: null, results_sha256: null, files: [] }),
    );
    const { page, show, close, issues } = await openWorkbench({ runs });
    await show('/again/predict');
    await page.getByRole('heading', { name: 'Ready to run' }).waitFor();
    await page.getByLabel('Seed').pressSequentially('78');
    const words = page.getByLabel('Words behind qcic predict');
    expect(await words.inputValue()).toBe('runs/first --n 200 --seed 78');
    await page.getByLabel('--n', { exact: true }).fill('many');
    await expectAccessible(page);
    await words.press('Control+Enter');
    const refusal = page.getByRole('alert');
    await refusal.waitFor();
    const { stderr } = await runCli(['predict', 'runs/first', '--n', 'many'], { cwd: folder });
    expect(await refusal.locator('pre').innerText()).toBe(stderr.trim());
    // The browser itself reports a reply of 400
    expect(issues.splice(0).filter((issue) => !issue.includes('400'))).toEqual([]);
    await close();
  }, 60_000);

  test.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'axe-core finds nothing, and nothing is wider than the page: %s, %i px',
    async (theme, width) => {
      const { page, show, close } = await openWorkbench({ runs, theme, width });
      await show('/again/first');
      await page.getByRole('heading', { name: 'Ready to run' }).waitFor();
      await expectAccessible(page);
      await page.getByLabel('Seed').fill('');
      await page.getByLabel('Tolerance of rates').fill('-1');
      await page.getByRole('heading', { name: '2 issues' }).waitFor();
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await close();
    },
    60_000,
  );
});
