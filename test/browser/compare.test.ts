// Evidence: every cell of the page beside the value at its place in the run's own file, and the command line's table.
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../calibration/cli/run-cli.js';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import { closeBrowser, expectAccessibleInBothThemes, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

describe.skipIf(!hasBrowser)(`the comparison of runs${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let runs = '';
  beforeAll(async () => {
    runs = await sampleRuns();
  });
  afterAll(closeBrowser);
  const address = '/compare?runs=first,second';

  test('has in every cell what stands at its place in the file', async () => {
    const { page, show, close } = await openWorkbench({ runs, height: 1400 });
    await show(`${address}&differences=0`);
    const frame = page.getByRole('region', { name: 'Comparison of runs' });
    await frame.locator('tbody td[data-exact]').first().waitFor();
    let checked = 0;
    for (let top = 0; ; top += 500) {
      await frame.evaluate((box, y) => box.scrollTo(0, y), top);
      await page.waitForTimeout(60);
      const rows = await frame.locator('tbody tr').evaluateAll((all) =>
        all.map((each) =>
          [...each.querySelectorAll<HTMLElement>('td[data-exact]')].map((cell) => ({
            exact: cell.dataset.exact ?? '',
            place: cell.title.split('\n').at(-1) ?? '',
          })),
        ),
      );
      for (const cells of rows) {
        for (const [run, { exact, place }] of cells.entries()) {
          if (exact === '' || !place.includes('#')) continue;
          expect(exact, place).toBe(String(await valueAt(join(runs, ['first', 'second'][run]!), place)));
          checked++;
        }
      }
      if (await frame.evaluate((box) => box.scrollTop + box.clientHeight >= box.scrollHeight - 1)) break;
    }
    expect(checked).toBeGreaterThan(400);
    await close();
  });

  test('stores the table of the command line, and shows that command', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show(address);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV', exact: true }).click(),
    ]);
    const command = await page.locator('.page-head .command code').textContent();
    const args = command!.split(' ').slice(1);
    const { stdout, code } = await runCli([...args, '--format', 'csv'], { cwd: runs });
    expect(code).toBe(0);
    expect(await readFile(await download.path(), 'utf8')).toBe(stdout);
    await close();
  });

  test('pins a baseline, filters, removes and adds a run; the address repeats it', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show(address);
    await page.getByRole('button', { name: 'set as baseline: second' }).click();
    await page.getByLabel('Filter quantities').fill('seed');
    await expect.poll(() => page.locator('.comparison tbody th[scope="row"]').first().textContent()).toContain('seed');
    await expect.poll(() => page.url()).toContain('filter=seed');
    await page.reload();
    expect(await page.getByRole('button', { name: 'baseline: second' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Remove first' }).click();
    await page.getByText('Nothing to compare yet').waitFor();
    await page.getByLabel('Add a run').fill('first');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.locator('.comparison').waitFor();
    expect(new URL(page.url()).searchParams.get('runs')).toBe('second,first');
    await close();
  });

  test('of many runs shows the first ones, then all', async () => {
    const many = await mkdtemp(join(tmpdir(), 'qcic-many-'));
    const ids = Array.from({ length: 50 }, (_, place) => `r${place}`);
    for (const id of ids) {
      await mkdir(join(many, id, 'figures'), { recursive: true });
      for (const file of ['manifest.json', 'results.json', 'figures/survival.csv'])
        await copyFile(join(runs, id === 'r49' ? 'second' : 'first', file), join(many, id, file));
    }
    const { page, show, close } = await openWorkbench({ runs: many });
    // The whole comparison waits until the first runs have been seen
    let go = () => {};
    const isSeen = new Promise<void>((resolve) => {
      go = resolve;
    });
    await page.route('**/api/compare', async (route) => {
      await isSeen;
      await route.continue();
    });
    await show(`/compare?runs=${ids.join(',')}&differences=0`);
    await page.getByText('The first 24 of 50 runs; the others are being read.').waitFor();
    const table = page.getByRole('table', { name: 'Comparison of runs' });
    expect(await table.getAttribute('aria-colcount')).toBe('51');
    expect(await page.getByRole('button', { name: 'CSV', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Remove r1', exact: true }).click();
    await expect.poll(() => page.url()).not.toContain('r1%2C');
    expect(new URL(page.url()).searchParams.get('runs')!.split(',')).toHaveLength(49);
    go();
    await page.getByText(/values differ between 49 runs/).waitFor();
    expect(await page.getByRole('button', { name: 'CSV', exact: true }).isEnabled()).toBe(true);
    await close();
    await rm(many, { recursive: true });
  });

  test('axe-core finds nothing in either theme, and nothing sticks out at 390 px', async () => {
    const { page, show, close } = await openWorkbench({ runs, width: 390, height: 844 });
    await show(address);
    await page.locator('#figure-observed-rates').waitFor();
    await expectAccessibleInBothThemes(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await close();
  });
});

/** Value at `file#/pointer` in a run's folder. */
async function valueAt(folder: string, place: string): Promise<unknown> {
  const [file = '', path = ''] = place.split('#');
  let value: unknown = JSON.parse(await readFile(join(folder, file), 'utf8'));
  for (const step of path.split('/').slice(1)) {
    value = (value as Record<string, unknown>)[step.replaceAll('~1', '/').replaceAll('~0', '~')];
  }
  return value;
}
