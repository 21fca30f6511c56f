// Evidence: what the page shows beside the files of the study.
import { appendFile, cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../calibration/cli/run-cli.js';
import { closeBrowser, expectAccessibleInBothThemes, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

describe.skipIf(!hasBrowser)(`the sensitivity explorer${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let runs = '';
  beforeAll(async () => {
    runs = await mkdtemp(join(tmpdir(), 'qcic-sensitivity-'));
    const command =
      'sensitivity prcc --parameters beta_X1,beta_X2,d_X1,K2 --arm placebo,tas102 --samples 60 --workers 0';
    const { code, stderr } = await runCli([...command.split(' '), '--out', join(runs, 'pcc')], { cwd: runs });
    expect(code, stderr).toBe(0);
  });
  afterAll(async () => {
    await closeBrowser();
    await rm(runs, { recursive: true, force: true });
  });

  test('has the coefficients of the result, and a scatter plot whose table is that of the samples', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/sensitivity/pcc?parameters=K2');
    const { responses } = JSON.parse(await readFile(join(runs, 'pcc', 'sensitivity.json'), 'utf8'));
    const [effects] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^CSV of Effects/ }).click(),
    ]);
    const lines = (await readFile(await effects.path(), 'utf8')).trim().split('\n').slice(1);
    for (const [place, { rows }] of responses.entries()) {
      for (const { parameter, correlation } of rows) {
        const line = lines.find((each) => each.startsWith(`${parameter},`))!;
        expect(Number(line.split(',')[place + 1])).toBe(correlation.r);
      }
    }
    const [samples] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV of K2' }).click(),
    ]);
    const stored = (await readFile(join(runs, 'pcc', 'samples.csv'), 'utf8')).trim().split('\n');
    const header = stored[0]!.split(',');
    const [x, y] = [header.indexOf('K2'), header.findIndex((name) => name.endsWith(' placebo'))];
    const wanted = stored.slice(1).map((line) => [line.split(',')[x], line.split(',')[y]].map(Number));
    const shown = (await readFile(await samples.path(), 'utf8')).trim().split('\n').slice(1);
    expect(shown.map((line) => line.split(',').slice(-2).map(Number))).toEqual(wanted);
    await close();
  });

  test('shows the samples of what is chosen, by the keyboard too; the address repeats it', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/sensitivity/pcc');
    await page.getByRole('checkbox', { name: 'Samples of d_X1' }).check();
    await page.locator('#figure-scatter-d_X1').waitFor();
    expect(await page.locator('[id^="figure-scatter-"]').count()).toBe(1);
    await page.getByLabel('Output', { exact: true }).selectOption({ index: 1 });
    await expect.poll(() => page.url()).toContain('output=1');
    await page.reload();
    await page.locator('#figure-scatter-d_X1').waitFor();
    await close();
  });

  test('reads a result again that has changed since it was shown', async () => {
    await cp(join(runs, 'pcc'), join(runs, 'copy'), { recursive: true });
    const { page, show, close } = await openWorkbench({ runs });
    await show('/sensitivity/copy');
    const replies = async () => {
      const paths = ['/api/sensitivity/copy', '/api/sensitivity/copy/samples?column=K2'];
      const asked = paths.map((path) => page.request.get(new URL(path, page.url()).href));
      return (await Promise.all(asked)).map((reply) => reply.status());
    };
    expect(await replies()).toEqual([200, 200]);
    await appendFile(join(runs, 'copy', 'sensitivity.json'), ' ');
    expect(await replies()).toEqual([400, 400]);
    await cp(join(runs, 'pcc', 'sensitivity.json'), join(runs, 'copy', 'sensitivity.json'));
    expect(await replies()).toEqual([200, 200]);
    await close();
  });

  test('axe-core finds nothing in either theme, and nothing sticks out at 390 px', async () => {
    const { page, show, close } = await openWorkbench({ runs, width: 390, height: 844 });
    await show('/sensitivity/pcc');
    await page.locator('[id^="figure-scatter-"]').first().waitFor();
    await expectAccessibleInBothThemes(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await close();
  });
});
