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
import { storedKinds } from '../../calibration/studies/registry.js';
import { runCli } from '../calibration/cli/run-cli.js';
import { writeTinyConfig } from '../calibration/cli/tiny-config.js';
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
    const made: string[] = [];
    beforeAll(async () => {
      await writeStudies(cwd, made);
    }, 300_000);

    test('fit a telephone and ten sheets, are light and dark, and hide nothing from a reader who cannot see', async () => {
      expect(made.length).toBeGreaterThan(8);
      const issues: string[] = [];
      for (const path of made) {
        const { page, close } = await open(path, { theme: 'dark' });
        await expectAccessible(page);
        const background = await page.evaluate('getComputedStyle(document.body).backgroundColor');
        if (background !== 'rgb(17, 23, 29)') issues.push(`${path}: background ${background} in the dark theme`);
        await page.setViewportSize({ width: 390, height: 800 });
        await page.emulateMedia({ colorScheme: 'light' });
        const beyond = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
        if (beyond !== 0) issues.push(`${path}: ${beyond} px wider than 390`);
        await expectAccessible(page);
        const sheets = await printedPages(page);
        if (sheets > MOST_SHEETS) issues.push(`${path}: ${sheets} printed pages`);
        await close();
      }
      expect(issues).toEqual([]);
    });
  });
});

const MOST_SHEETS = 10;

async function opacityOf(page: Page, selector: string): Promise<number> {
  return Number(await page.evaluate(`getComputedStyle(document.querySelector('.chart.wide ${selector}')).opacity`));
}

/** Small studies of all kinds that a run can be followed by, and those that need none. */
async function writeStudies(folder: string, made: string[]): Promise<void> {
  await writeTinyConfig(join(folder, 'tiny.json'));
  await writeFile(
    join(folder, 'new.csv'),
    'trial,arm,n,reference,cr_percent,pr_percent,sd_percent,pd_percent,median_os_months\nNew,tas102,120,"Someone 2026",0,2.5,43.3,54.2,7.9\n',
  );
  const sweep = {
    name: 'doses',
    seed: 2,
    patients: 40,
    regimen: 'published-tas102-bev',
    axes: [{ name: 'bevacizumab', drug: 'bevacizumab', dose: [0, 280] }],
  };
  await writeFile(join(folder, 'sweep.json'), JSON.stringify(sweep));
  await runCli(['cohort', '--patients', '12', '--seed', '1', '--out', 'patients.csv'], { cwd: folder });
  const studies: readonly (readonly [kind: keyof typeof storedKinds, ...args: string[]])[] = [
    ['run', 'run', 'tiny.json'],
    ['refit', 'refit', 'run', '--add', 'new.csv', '--bootstrap', '4', '--starts', '1', '--profiles', 'none'],
    [
      'biomarkers',
      'biomarkers',
      'run',
      '--patients',
      '120',
      '--days',
      '14,56',
      '--folds',
      '3',
      '--repeats',
      '1',
      '--bootstrap',
      '20',
      '--permutations',
      '0',
    ],
    ['survival', 'survival', 'run'],
    ['predict', 'predict', 'run', '--arm', 'tas102', '--n', '100'],
    ['recover', 'recover', 'run', '--datasets', '2'],
    ['sensitivity', 'sensitivity', 'pcc', '--samples', '120', '--seed', '1'],
    ['sweep', 'sweep', 'sweep.json'],
    [
      'simulate',
      'simulate',
      '--patients',
      'patients.csv',
      '--arms',
      'placebo,tas102',
      '--days',
      '90',
      '--visits',
      '--trajectories',
    ],
  ];
  for (const [kind, ...args] of studies) {
    const workers = kind === 'survival' ? [] : ['--workers', '0'];
    const { code, stderr } = await runCli([...args, '--out', kind, ...workers], { cwd: folder });
    expect([0, 3], `${kind}: ${stderr}`).toContain(code);
    made.push(join(folder, kind, storedKinds[kind].page));
  }
}
