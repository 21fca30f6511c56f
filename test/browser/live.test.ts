// Evidence: a run that is started, watched, stopped and resumed in a real browser leaves the bytes of one on the command line.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { pageLater, root, runCli } from '../calibration/cli/run-cli.js';
import { closeBrowser, expectAccessible, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

/** A run of a few seconds takes minutes beside other tests. */
const PATIENCE = 240_000;

describe.skipIf(!hasBrowser)(`a run that computes${withoutBrowser}`, { tags: 'full/browser' }, () => {
  afterAll(closeBrowser);

  test('is watched, stopped and resumed, and ends with the results of the command line', {
    timeout: 3 * PATIENCE,
  }, async () => {
    const runs = await mkdtemp(join(tmpdir(), 'qcic-live-'));
    const { page, show, close } = await openWorkbench({ runs });
    page.setDefaultTimeout(PATIENCE);
    await show('/runs');
    await page.getByRole('button', { name: 'Start the quick run' }).click();
    await page.getByRole('heading', { name: /pool patients, round 1/ }).waitFor();
    await page.getByRole('progressbar').first().waitFor();
    await expectAccessible(page);
    await page.reload();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.locator('.chip-status', { hasText: 'interrupted' }).waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await page.getByRole('heading', { name: 'Objective', exact: true }).waitFor();
    await page.getByText('It has ended: converged.').waitFor();
    await expect.poll(() => page.locator('.log li').last().innerText()).toContain('ended: converged');
    await expectAccessible(page);
    const command = await page.locator('.page-head .command code').innerText();
    expect(command).toMatch(/^qcic run /);
    await close();
    const { code } = await runCli(['run', `${root}configs/quick.json`, '--out', 'again'], {
      cwd: runs,
      env: pageLater,
    });
    expect(code).toBe(0);
    const [watched, again] = await Promise.all(
      ['quick', 'again'].map((name) => readFile(join(runs, name, 'results.json'), 'utf8')),
    );
    expect(watched).toBe(again);
    await rm(runs, { recursive: true, force: true });
  });
});
