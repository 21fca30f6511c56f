// Evidence: the explorer in a real browser beside the command line and the same functions in Node: numbers to the last bit, what is typed and moved,
// the address, the adopted file, and one file without a server.
import { cp, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ExplorerResult, explorerModel } from '../../calibration/studies/explore/explorer-model.js';
import type { ExplorerState } from '../../calibration/studies/explore/explorer-state.js';
import { unpackAnyPool } from '../../calibration/studies/explore/rounded-pool.js';
import type { FromExplorer } from '../../calibration/web/workers/explorer-messages.js';
import { runCli } from '../calibration/cli/run-cli.js';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import {
  closeBrowser,
  expectAccessible,
  expectAccessibleInBothThemes,
  hasBrowser,
  openWorkbench,
  withoutBrowser,
} from './harness.js';

const states: readonly ExplorerState[] = [
  {},
  { 'beta_X3.mean': 0.05 },
  { 'placebo.mu': 1.3, 'tas102.at_one': 4 },
  { 'K1.alpha': 4.5, 'K1.beta': 3, 'placebo.sigma': 0.2 },
];

/** Every number of a result, in one order. */
const numbersOf = ({ endpoints, curves, effectiveSampleSize, paretoK, costData, costPrior }: ExplorerResult) => [
  ...Object.values(endpoints).flatMap((own) => Object.values(own)),
  ...Object.values(curves).flatMap(({ survival, progressionFree }) => [...survival, ...progressionFree]),
  effectiveSampleSize,
  paretoK,
  costData,
  costPrior,
];

describe.skipIf(!hasBrowser)(`the explorer${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let folder = '';
  let runs = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qcic-explorer-'));
    runs = join(folder, 'runs');
    await cp(await sampleRuns(), runs, { recursive: true });
  });
  afterAll(async () => {
    await closeBrowser();
    await rm(folder, { recursive: true, force: true });
  });

  test('packs the patients of a run and shows its fit, and nothing that axe-core finds in either theme', async () => {
    const results = JSON.parse(await readFile(join(runs, 'first', 'results.json'), 'utf8'));
    const { page, show, close } = await openWorkbench({ runs });
    await show('/explorer/first');
    await page.getByText('The fit has median overall survivals of').waitFor();
    const size = Math.round(results.fit.rounds.at(-1).effective_sample_size);
    expect(await page.locator('.gauge-value').first().textContent()).toBe(String(size));
    await expectAccessibleInBothThemes(page);
    await close();
    expect(await readdir(join(runs, '.qcic/explorer'))).toHaveLength(1);
  });

  test('computes in its worker the bits that Node computes', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/explorer/first');
    await page.locator('.gauges').waitFor();
    const own = await page.evaluate(async (wanted) => {
      const bytes = await (await fetch('/api/explorer/first/pool')).arrayBuffer();
      const worker = new Worker('/assets/explorer-worker.js', { type: 'module' });
      const answer = () =>
        new Promise<FromExplorer>((resolve) =>
          worker.addEventListener('message', ({ data }) => resolve(data), { once: true }),
        );
      const opened = answer();
      worker.postMessage({ kind: 'open', bytes, where: 'pool' }, [bytes]);
      await opened;
      const results = [];
      for (const [id, state] of wanted.entries()) {
        const shown = answer();
        worker.postMessage({ kind: 'show', id, state });
        const answered = await shown;
        if (answered.kind === 'shown') results.push(answered.result);
      }
      worker.terminate();
      // Typed arrays do not come through the protocol of the browser
      return results.map((result) => ({
        ...result,
        curves: Object.fromEntries(
          Object.entries(result.curves).map(([arm, { days, survival, progressionFree }]) => [
            arm,
            { days, survival: [...survival], progressionFree: [...progressionFree] },
          ]),
        ),
      }));
    }, states);
    const [file] = await readdir(join(runs, '.qcic/explorer'));
    const pool = unpackAnyPool(new Uint8Array(await readFile(join(runs, '.qcic/explorer', file!))), 'pool');
    const model = explorerModel(pool);
    for (const [index, state] of states.entries())
      expect(numbersOf(own[index] as unknown as ExplorerResult)).toEqual(numbersOf(model.evaluate(state)));
    await close();
  });

  test('moves by keys and by typed values; the address and the command repeat it', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/explorer/first');
    const placebo = page.getByRole('region', { name: 'Placebo' });
    await placebo.getByLabel('μ, typed', { exact: true }).fill('1.3');
    await page.keyboard.press('Enter');
    await page.getByText('With 1 value moved').waitFor();
    await expect.poll(() => decodeURIComponent(page.url())).toContain('set=placebo.mu=1.3');
    const command = page.locator('.command code').first();
    expect(await command.textContent()).toMatch(/^qcic explore .*first --set placebo\.mu=1\.3$/);
    const { code, stdout } = await runCli(['explore', join(runs, 'first'), '--set', 'placebo.mu=1.3', '--json'], {
      cwd: folder,
    });
    expect(code).toBe(0);
    await page.getByRole('tab', { name: 'OS at months' }).click();
    const median = page
      .getByRole('row', { name: /^Placebo/ })
      .first()
      .getByRole('cell')
      .nth(1);
    await expect
      .poll(() => median.textContent())
      .toBe(JSON.parse(stdout).result.endpoints.placebo.survival_3.toFixed(1));
    await page.reload();
    await page.getByText('With 1 value moved').waitFor();
    await placebo.getByRole('slider').first().focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => command.textContent()).not.toContain('placebo.mu=1.3 ');
    await page.getByRole('button', { name: 'Back to the fit', exact: true }).click();
    await page.getByText('The fit has median overall survivals of').waitFor();
    // A value that no population has is refused at the field
    await placebo.getByLabel('μ, typed', { exact: true }).fill('99');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await close();
  });

  test('finds a parameter, warns where the pool lacks its patients, and adopts the shapes', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/explorer/first?set=K1.mean%3D1600000000,K1.sd%3D20000000');
    await page.getByText('Pareto k is above 0.7').waitFor();
    await page.getByRole('searchbox').fill('K1');
    await page.getByRole('region', { name: 'K1', exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Adopt as configuration' }).click();
    await page.getByRole('button', { name: 'Write the file' }).click();
    await page
      .getByText(/inputs.*tiny-explored\.json/)
      .first()
      .waitFor();
    const config = JSON.parse(await readFile(join(runs, 'inputs/tiny-explored.json'), 'utf8'));
    expect(Object.keys(config.marginals)).toHaveLength(21);
    expect(await runCli(['validate', join(runs, 'inputs/tiny-explored.json')], { cwd: folder })).toMatchObject({
      code: 0,
    });
    await close();
  });

  test('is one file that opens without a server, makes no request and moves', async () => {
    const file = join(folder, 'explorer.html');
    const { code, stdout } = await runCli(['report', join(runs, 'first'), '--interactive', '--out', file], {
      cwd: folder,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Explorer: .*explorer\.html \(\d\.\d\d MB, 96 of 96 patients; at 25 states/);
    expect((await stat(file)).size).toBeLessThanOrEqual(3_000_000);
    const { context, close } = await openWorkbench({ runs });
    const page = await context.newPage();
    const noted: string[] = [];
    page.on('console', (message) => noted.push(message.text()));
    page.on('pageerror', (error) => noted.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('blob:')) noted.push(request.url());
    });
    const address = pathToFileURL(file).href;
    await page.goto(address);
    await page.getByText('The fit has median overall survivals of').waitFor();
    await page.getByRole('region', { name: 'Placebo' }).getByRole('slider').first().focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('With 1 value moved').waitFor();
    await expect.poll(() => decodeURIComponent(page.url())).toMatch(/#set=placebo\.mu=/);
    await expectAccessible(page);
    expect(noted).toEqual([address]);
    await close();
  });
});
