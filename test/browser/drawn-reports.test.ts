// Evidence: what a browser draws and prints of the reports, measured in its own layout.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../../calibration/page/page.js';
import { renderRecover } from '../../calibration/studies/recover/report.js';
import { renderReport } from '../../calibration/studies/run/report/report.js';
import { sampleRecover, sampleRefit } from '../calibration/studies/run/report/sample-refit.js';
import { sampleReportInput } from '../calibration/studies/run/report/sample-report-input.js';
import { closeBrowser, hasBrowser, openPage, withoutBrowser } from './harness.js';
import { printedPages } from './printed-pages.js';

const MOST_PAGES = 10;
const SMALLEST_TEXT = 10;

const REPORTS = {
  run: () => renderReport(sampleReportInput()),
  refit: () => renderReport({ ...sampleReportInput(), refit: sampleRefit() }),
  recover: () =>
    renderRecover(sampleRecover(), {
      version: '1.0.0',
      commit: null,
      generatedBy: 'qcic recover runs/mcrc',
      elapsedSeconds: 42,
      workers: 2,
    }),
} as const;

/** Drawings that are shown, as figures with their smallest text and the texts that lie on others. */
const drawingsOf = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('figure')].map((figure) => {
      const svg = [...figure.querySelectorAll('svg.chart')].find((each) => each.getBoundingClientRect().width > 0)!;
      const scale = svg.getBoundingClientRect().width / Number(svg.getAttribute('width'));
      const texts = [...svg.querySelectorAll('text')].filter((text) => text.textContent !== '');
      const boxes = texts.map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
      const overlaps = boxes.flatMap(({ text, box }, index) =>
        boxes
          .slice(index + 1)
          .filter(({ box: other }) => {
            const across = Math.min(box.right, other.right) - Math.max(box.left, other.left);
            const down = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
            return across > 1 && down > 3;
          })
          .map((other) => `${text} | ${other.text}`),
      );
      return {
        id: figure.id,
        isNarrow: svg.classList.contains('narrow'),
        smallest: Math.min(...texts.map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale)),
        overlaps,
      };
    }),
  );

describe.skipIf(!hasBrowser)(`reports in a browser${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qcic-drawn-reports-'));
  });
  afterAll(async () => {
    await closeBrowser();
    await rm(folder, { recursive: true, force: true });
  });

  test.each(Object.keys(REPORTS) as (keyof typeof REPORTS)[])(
    '%s: at most ten sheets of paper; texts of at least 10 px that do not lie on each other, at 1280 and at 390 px',
    { timeout: 300_000 },
    async (name) => {
      const file = join(folder, `${name}.html`);
      await writeFile(file, pageOf(await REPORTS[name]()));
      const { page, close } = await openPage();
      await page.goto(pathToFileURL(file).href);
      expect(await printedPages(page)).toBeLessThanOrEqual(MOST_PAGES);
      for (const width of [1280, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(() => {
          for (const detail of document.querySelectorAll('details')) detail.open = true;
        });
        const drawings = await drawingsOf(page);
        expect(drawings.length).toBeGreaterThan(0);
        for (const { id, isNarrow, smallest, overlaps } of drawings) {
          expect([id, isNarrow]).toEqual([id, width === 390]);
          expect([id, overlaps]).toEqual([id, []]);
          // Half a pixel of a wide drawing may be lost to the scroll bar
          expect(smallest, id).toBeGreaterThanOrEqual(SMALLEST_TEXT - 0.2);
        }
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      }
      await close();
    },
  );
});
