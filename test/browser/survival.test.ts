// Evidence: the numbers of the page beside those of the command that it shows.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageLater, runCli } from '../calibration/cli/run-cli.js';
import { closeBrowser, expectAccessibleInBothThemes, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

/** Patients whose hazard falls with the marker, by a generator that is the same everywhere. */
function patients(): string {
  let state = 7;
  const uniform = () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const rows = Array.from({ length: 120 }, () => {
    const marker = uniform();
    const [death, censoring] = [(4 + 12 * marker) * -Math.log(uniform()), 6 + 20 * uniform()];
    return `${Math.min(death, censoring).toFixed(2)},${death <= censoring ? 1 : 0},${marker.toFixed(3)}`;
  });
  return `months,died,x\n${rows.join('\n')}\n`;
}

describe.skipIf(!hasBrowser)(`survival by a marker${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let runs = '';
  beforeAll(async () => {
    runs = await mkdtemp(join(tmpdir(), 'qcic-survival-'));
    await mkdir(join(runs, 'inputs'));
    await writeFile(join(runs, 'inputs', 'patients.csv'), patients());
  });
  afterAll(async () => {
    await closeBrowser();
    await rm(runs, { recursive: true, force: true });
  });
  const argumentsOf = (command: string | null) => command!.split(' ').slice(1);

  test('at a cut has the numbers of the command, and those of the best cut', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/survival?table=patients.csv');
    const values = () => page.locator('.stat-value').allTextContents();
    await expect.poll(values).toHaveLength(4);
    await page.getByRole('slider', { name: 'Cut of x' }).press('PageDown');
    await expect.poll(async () => (await values())[2]).not.toBe('…');
    const command = argumentsOf(await page.locator('.page-head .command code').textContent());
    for (const cut of ['given', 'optimal']) {
      const args = cut === 'given' ? command : command.with(command.indexOf('--cut') + 1, 'optimal');
      const out = join(runs, `study-${cut}`);
      const { code, stderr } = await runCli([...args, '--out', out], { cwd: runs, env: pageLater });
      expect(code, stderr).toBe(0);
      const { prognosis } = JSON.parse(await readFile(join(out, 'survival.json'), 'utf8'));
      const [{ comparison, optimal }] = prognosis;
      const [ratio, p, permuted] = await values();
      if (cut === 'given') {
        expect(Number(ratio)).toBeCloseTo(comparison.cox.terms[0].hazard_ratio, 2);
        // Small ones are told as a limit
        if (comparison.logrank.p < 0.0001) expect(p).toBe('< 0.0001');
        else expect(Number(p)).toBeCloseTo(comparison.logrank.p, 3);
      } else expect(Number(permuted)).toBeCloseTo(optimal.p_permutation, 3);
    }
    await close();
  });

  test('opens a file of the user, and the address repeats the cut', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/survival');
    const choose = (name: string, text: string) =>
      page.getByLabel('Open a file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose('my patients.csv', patients());
    await page.getByRole('heading', { name: 'Survival by x' }).waitFor();
    expect(await readFile(join(runs, 'inputs', 'my-patients.csv'), 'utf8')).toBe(patients());
    await page.getByRole('slider', { name: 'Cut of x' }).press('PageUp');
    await expect.poll(() => page.url()).toContain('cut=');
    const answer = () => page.locator('.answer').textContent();
    await expect.poll(answer).toContain('adjusted p');
    const before = await answer();
    await page.reload();
    await expect.poll(answer).toBe(before);
    await close();
  });

  test('axe-core finds nothing in either theme, and nothing sticks out at 390 px', async () => {
    const { page, show, close } = await openWorkbench({ runs, width: 390, height: 844 });
    await show('/survival?table=patients.csv');
    await page.locator('#figure-cuts').waitFor();
    await expectAccessibleInBothThemes(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await close();
  });
});
