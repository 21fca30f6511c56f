// Evidence: laws · the pages of all kinds of studies in a real browser, at both widths and in both themes.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawnFigure } from '../../calibration/page/drawn-plot.js';
import { foldedDetail } from '../../calibration/page/folded-detail.js';
import { html } from '../../calibration/page/html.js';
import { pageOf } from '../../calibration/page/page.js';
import { palette } from '../../calibration/page/theme.js';
import { renderRecover } from '../../calibration/studies/recover/report.js';
import { storedKinds } from '../../calibration/studies/registry.js';
import { renderReport } from '../../calibration/studies/run/report/report.js';
import { runCli } from '../calibration/cli/run-cli.js';
import { writeTinyConfig } from '../calibration/cli/tiny-config.js';
import { sampleDeathComparison } from '../calibration/studies/run/report/sample-death-comparison.js';
import { sampleRecover, sampleRefit } from '../calibration/studies/run/report/sample-refit.js';
import { sampleReportInput } from '../calibration/studies/run/report/sample-report-input.js';
import { closeBrowser, expectAccessible, hasBrowser, openPage, withoutBrowser } from './harness.js';
import { printedPages } from './printed-pages.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'qcic-report-pages-'));
});
afterAll(async () => {
  await closeBrowser();
  await rm(cwd, { recursive: true, force: true });
});

/** A small page with a line, dots, a table behind a fold, and a key. */
async function writeSample(): Promise<string> {
  const values = [0, 5, 10].map((month) => ({ month, share: 100 - 8 * month, arm: 'Arm <A>' }));
  const figure = await drawnFigure(
    {
      id: 'shares',
      title: 'Shares',
      alt: 'The share falls from 100 to 20 %.',
      key: [
        { shape: 'line', colour: palette['series-1'], label: 'Arm <A>' },
        { shape: 'dot', colour: palette['series-2'], label: 'trial' },
      ],
      caption: 'All patients.',
      draw: ({ width, narrow }) => ({
        width: width - 80,
        height: narrow ? 150 : 200,
        encoding: {
          x: { field: 'month', type: 'quantitative', axis: { title: 'Time (months)' } },
          y: { field: 'share', type: 'quantitative', axis: { title: 'Alive (%)' } },
        },
        layer: [
          { data: { values }, mark: { type: 'line', color: palette['series-1'] } },
          {
            data: { values: [{ month: 2, share: 40 }] },
            mark: { type: 'point', color: palette['series-2'], size: 60 },
          },
        ],
      }),
    },
    { onWarning: (message) => expect.fail(message) },
  );
  const path = join(cwd, 'sample.html');
  const sections = [
    { id: 'one', title: 'One', body: figure },
    {
      id: 'two',
      title: 'Two',
      body: foldedDetail({ id: 'more', title: 'More', body: html`<p id="inside">inside</p>` }),
    },
  ];
  const head = html`<p><a href="#inside">inside</a></p>`;
  await writeFile(path, pageOf({ title: 't', kicker: 'k', heading: 'h', answer: 'a', head, sections, footer: 'f' }));
  return path;
}

/** Opens a file; what the console tells is an issue. */
const open = async (path: string, options: Parameters<typeof openPage>[0] = {}) => {
  const opened = await openPage(options);
  await opened.page.goto(pathToFileURL(path).href);
  return opened;
};

describe.skipIf(!hasBrowser)(`pages of reports${withoutBrowser}`, { tags: 'full/browser' }, () => {
  test('values show at the pointer and by the keyboard, and a key singles out its marks', async () => {
    const { page, close } = await open(await writeSample());
    const tip = page.locator('.hover');
    const chart = page.locator('svg.chart.wide');
    const line = (await chart.locator('path[data-line]').boundingBox())!;
    // The first corner of the line is its upper left end: month 0, 100 %
    await page.mouse.move(line.x + 2, line.y + 2);
    await expect.poll(() => tip.textContent()).toBe('Time (months): 0\nAlive (%): 100');
    await chart.locator('[data-hover]').hover({ force: true });
    await expect.poll(() => tip.textContent()).toBe('Alive (%): 40\nTime (months): 2');
    await page.mouse.move(2, 2);
    await expect.poll(() => tip.textContent()).toBe('');
    await chart.focus();
    for (const expected of ['Time (months): 0\nAlive (%): 100', 'Time (months): 5\nAlive (%): 60'])
      await page.keyboard.press('ArrowRight').then(() => expect.poll(() => tip.textContent()).toBe(expected));
    await page.keyboard.press('Escape');
    expect(await tip.textContent()).toBe('');
    await page.locator('.key li[data-series="1"]').hover();
    await expect.poll(() => opacityOf(page, '[data-hover]')).toBeLessThan(0.3);
    expect(await opacityOf(page, '[data-line]')).toBe(1);
    await close();
  });

  test('a link into a closed detail opens it, in print a closed one is its title, and drawings fit the window', async () => {
    const { page, close } = await open(await writeSample());
    const shown = (selector: string) => page.locator(selector).isVisible();
    expect([await shown('#inside'), await shown('.chart.wide'), await shown('.chart.narrow')]).toEqual([
      false,
      true,
      false,
    ]);
    await page.setViewportSize({ width: 390, height: 800 });
    expect([await shown('.chart.wide'), await shown('.chart.narrow')]).toEqual([false, true]);
    await page.emulateMedia({ media: 'print' });
    expect([await shown('.chart.wide'), await shown('.chart.narrow')]).toEqual([true, false]);
    expect(
      await page.evaluate(`getComputedStyle(document.querySelector('#more summary'), '::after').content`),
    ).toContain('in the page');
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('link', { name: 'inside' }).click();
    await expect.poll(() => shown('#inside')).toBe(true);
    await close();
  });

  test('the page reads the same without script', async () => {
    const { page, close } = await open(await writeSample(), { javaScriptEnabled: false });
    expect(await page.locator('main').innerText()).toContain('Alive (%)');
    expect(await page.locator('.chart.wide').isVisible()).toBe(true);
    await close();
  });

  describe('of every kind of study', () => {
    let made: readonly string[] = [];
    beforeAll(async () => {
      made = await writePages(cwd);
    }, 300_000);

    test('fit a telephone and ten sheets, are dark where that is asked for, and hide nothing from a reader who cannot see', async () => {
      expect(made).toHaveLength(10);
      const issues: string[] = [];
      for (const path of made) {
        const { page, close } = await open(path, { theme: 'dark', width: 390 });
        await expectAccessible(page);
        const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        if (background !== 'rgb(17, 23, 29)') issues.push(`${path}: background ${background} in the dark theme`);
        const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        if (beyond !== 0) issues.push(`${path}: ${beyond} px wider than 390`);
        const sheets = await printedPages(page);
        if (sheets > MOST_SHEETS) issues.push(`${path}: ${sheets} printed pages`);
        await close();
      }
      expect(issues).toEqual([]);
    }, 300_000);
  });
});

const MOST_SHEETS = 10;

async function opacityOf(page: Page, selector: string): Promise<number> {
  return Number(await page.evaluate(`getComputedStyle(document.querySelector('.chart.wide ${selector}')).opacity`));
}

/** Pages of runs, refits and recoveries of samples, and small studies of other kinds on the command line. */
async function writePages(folder: string): Promise<readonly string[]> {
  const manifest = { version: '1.0.0', commit: null, generatedBy: 'qcic', elapsedSeconds: 42, workers: 2 };
  const sample = sampleReportInput();
  const drawn = {
    run: await renderReport(sample),
    refit: await renderReport({ ...sample, refit: { ...sampleRefit(), death_comparison: sampleDeathComparison() } }),
    recover: await renderRecover(sampleRecover(), manifest),
  };
  const made: string[] = [];
  for (const [kind, page] of Object.entries(drawn)) {
    made.push(join(folder, `${kind}.html`));
    await writeFile(join(folder, `${kind}.html`), pageOf(page));
  }
  await writeTinyConfig(join(folder, 'tiny.json'), { confirmation: { patients: 24 } });
  const doses = [{ name: 'bevacizumab', drug: 'bevacizumab', dose: [0, 280] }];
  const sweep = { name: 'doses', seed: 2, patients: 24, regimen: 'published-tas102-bev', axes: doses };
  await writeFile(join(folder, 'sweep.json'), JSON.stringify(sweep));
  await runCli(['cohort', '--patients', '6', '--seed', '1', '--out', 'patients.csv'], { cwd: folder });
  const markers = '--patients 90 --days 14,56 --folds 3 --repeats 1 --bootstrap 10 --permutations 0';
  const studies = [
    ['run', 'tiny.json'],
    ['biomarkers', `run ${markers}`],
    ['survival', 'run'],
    ['predict', 'run --arm tas102 --n 100'],
    ['sensitivity', 'pcc --samples 90 --seed 1'],
    ['sweep', 'sweep.json'],
    ['simulate', '--patients patients.csv --arms placebo,tas102 --days 60 --visits --trajectories'],
  ] as const;
  for (const [kind, args] of studies) {
    const workers = kind === 'survival' ? [] : ['--workers', '0'];
    const { code, stderr } = await runCli([kind, ...args.split(' '), '--out', kind, ...workers], { cwd: folder });
    expect([0, 3], `${kind}: ${stderr}`).toContain(code);
    made.push(join(folder, kind, storedKinds[kind].page));
  }
  return made;
}
