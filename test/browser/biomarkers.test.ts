// Evidence: thresholds and predictive values of the page beside those of the stored analysis.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../calibration/cli/run-cli.js';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import { closeBrowser, expectAccessibleInBothThemes, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

describe.skipIf(!hasBrowser)(`the explorer of biomarkers${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let runs = '';
  beforeAll(async () => {
    runs = await mkdtemp(join(tmpdir(), 'qcic-biomarkers-'));
    const run = join(await sampleRuns(), 'first');
    const quick = '--workers 0 --folds 2 --repeats 1 --bootstrap 0 --permutations 0'.split(' ');
    const args = ['biomarkers', run, '--patients', '200', '--days', '14', ...quick];
    const { code, stderr } = await runCli([...args, '--out', join(runs, 'markers')], { cwd: runs });
    expect(code, stderr).toBe(0);
  });
  afterAll(async () => {
    await closeBrowser();
    await rm(runs, { recursive: true, force: true });
  });

  test('at a stored threshold shows the stored sensitivity, specificity and predictive values', async () => {
    const { arms } = JSON.parse(await readFile(join(runs, 'markers', 'biomarkers.json'), 'utf8'));
    const [{ days, prevalence }] = Object.values(arms) as [{ days: Record<string, Day>; prevalence: number }];
    const { markers } = days['14']!;
    const { page, show, close } = await openWorkbench({ runs });
    for (const [name, { thresholds }] of Object.entries(markers).slice(0, 2)) {
      const { youden } = thresholds;
      const query = new URLSearchParams([
        ['table', '0'],
        ['score', name],
        ['threshold', String(youden.threshold)],
        ['prevalence', String(100 * prevalence)],
      ]);
      await show(`/biomarkers/markers?${query}`);
      const shown = page.locator('.stat-value');
      const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
      const { sensitivity, specificity, ppv, npv } = youden;
      await expect.poll(() => shown.allTextContents()).toEqual([sensitivity, specificity, ppv, npv].map(percent));
    }
    await close();
  });

  test('moves threshold and prevalence by keys; the address repeats them', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/biomarkers/markers?table=0');
    const values = () => page.locator('.stat-value').allTextContents();
    await expect.poll(values).toHaveLength(4);
    const before = await values();
    await page.getByRole('slider', { name: 'Threshold' }).press('Home');
    await expect.poll(values).not.toEqual(before);
    const strict = await values();
    await page.getByRole('slider', { name: 'Prevalence' }).press('Home');
    await expect.poll(values).not.toEqual(strict);
    const moved = await values();
    // Sensitivity and specificity do not depend on the prevalence
    expect(moved.slice(0, 2)).toEqual(strict.slice(0, 2));
    await expect.poll(() => page.url()).toContain('prevalence=1');
    await page.reload();
    await expect.poll(values).toEqual(moved);
    await close();
  });

  test('axe-core finds nothing in either theme, and nothing sticks out at 390 px', async () => {
    const { page, show, close } = await openWorkbench({ runs, width: 390, height: 844 });
    await show('/biomarkers/markers');
    await page.locator('#figure-roc').waitFor();
    await expectAccessibleInBothThemes(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await close();
  });
});

interface Day {
  readonly markers: Record<
    string,
    {
      readonly thresholds: {
        readonly youden: Record<'threshold' | 'sensitivity' | 'specificity' | 'ppv' | 'npv', number>;
      };
    }
  >;
}
