// Evidence: one run in a real browser, beside the files that the command line has stored. Files of figures are read back.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCsv } from '../../src/index.js';
import { sampleRuns } from '../calibration/cli/sample-runs.js';
import {
  closeBrowser,
  expectAccessible,
  expectAccessibleInBothThemes,
  hasBrowser,
  openWorkbench,
  withoutBrowser,
} from './harness.js';

/** 300 dots per inch in dots per metre. */
const DOTS_PER_METRE = 11_811;

async function stored(
  page: Page,
  act: () => Promise<void>,
): Promise<{ readonly name: string; readonly bytes: Buffer }> {
  const download = page.waitForEvent('download');
  await act();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe.skipIf(!hasBrowser)(`one run${withoutBrowser}`, { tags: 'full/browser' }, () => {
  let runs = '';
  beforeAll(async () => {
    runs = await sampleRuns();
  }, 300_000);
  afterAll(closeBrowser);

  test('shows its report, and nothing that axe-core finds in either theme on any of its parts', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/runs/first');
    await page.locator('.report-page figure svg.chart').first().waitFor();
    await expectAccessibleInBothThemes(page);
    for (const name of ['Settings', 'Failures', 'Files', 'Log']) {
      await page.getByRole('tab', { name }).click();
      await page.getByRole('tabpanel', { name }).waitFor();
      await expectAccessibleInBothThemes(page);
    }
    await close();
  });

  test('stores a figure as drawing, as image with 300 dpi, and as the table behind it', async () => {
    const { page, show, close, server } = await openWorkbench({ runs });
    await show('/runs/first');
    const figure = page.locator('.report-page figure').first();
    await figure.locator('svg.chart').first().waitFor();
    const id = await figure.getAttribute('id');
    const svg = await stored(page, () => figure.getByRole('button', { name: /^SVG/ }).click());
    expect(svg.name).toBe(`${id}.svg`);
    const text = svg.bytes.toString();
    expect(text).not.toContain('var(--');
    expect(text).toContain(await figure.locator('h3').innerText());
    const isDrawn = await page.evaluate((markup) => {
      const parsed = new DOMParser().parseFromString(markup, 'image/svg+xml');
      return parsed.querySelector('parsererror') === null && parsed.querySelectorAll('path, rect, circle').length > 5;
    }, text);
    expect(isDrawn).toBe(true);
    const { bytes: png } = await stored(page, () => figure.getByRole('button', { name: /^PNG/ }).click());
    const place = png.indexOf('pHYs');
    expect([png.readUInt32BE(place + 4), png.readUInt32BE(place + 8), png[place + 12]]).toEqual([
      DOTS_PER_METRE,
      DOTS_PER_METRE,
      1,
    ]);
    // 920 px of 96 per inch are 2,875 of 300 per inch
    expect(png.readUInt32BE(16)).toBeGreaterThan(2000);
    const { bytes: csv } = await stored(page, () => figure.getByRole('button', { name: /^CSV/ }).click());
    const reply = await page.request.get(`${server.origin}/api/runs/first/report`);
    const { figures } = await reply.json();
    expect(csv.toString()).toBe(figures.find((each: { id: string }) => each.id === id).csv);
    expect(parseCsv(csv.toString(), 'figure.csv').rows.length).toBeGreaterThan(0);
    await close();
  });

  test('a key hides what it names, and a figure is enlarged and zoomed', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/runs/first');
    const figure = page.locator('.report-page figure:has(.key-button)').first();
    const entry = figure.locator('.key-button').first();
    const series = await figure.locator('.key li[data-series]').first().getAttribute('data-series');
    const marks = figure.locator(`svg.chart [data-series="${series}"]:visible`);
    expect(await marks.count()).toBeGreaterThan(0);
    await entry.click();
    await expect.poll(() => marks.count()).toBe(0);
    expect(await entry.getAttribute('aria-pressed')).toBe('false');
    await entry.click();
    await expect.poll(() => marks.count()).toBeGreaterThan(0);
    await figure.getByRole('button', { name: /^Enlarge/ }).click();
    const large = page.getByRole('dialog').locator('svg.zooms');
    await large.waitFor();
    await expectAccessible(page);
    const width = async () => Number((await large.getAttribute('viewBox'))?.split(' ')[2]);
    const before = await width();
    await page.getByRole('button', { name: 'Zoom in' }).click();
    await expect.poll(width).toBeLessThan(before);
    await page.keyboard.press('0');
    await expect.poll(width).toBe(before);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await close();
  });

  test('values of marks are shown at the pointer', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    await show('/runs/first');
    const mark = page.locator('.report-page svg.chart [data-hover]:visible').first();
    const wanted = await mark.getAttribute('data-hover');
    await mark.scrollIntoViewIfNeeded();
    await mark.hover({ force: true });
    await expect.poll(() => page.locator('.hover').innerText()).toBe(wanted);
    await close();
  });

  test('settings, files and log are those of the folder', async () => {
    const { page, show, close } = await openWorkbench({ runs });
    const manifest = JSON.parse(await readFile(join(runs, 'first', 'manifest.json'), 'utf8'));
    await show('/runs/first?tab=settings&setting=poolPatients');
    await page.getByText(/^1 of \d+ values$/).waitFor();
    expect(await page.locator('.settings .leaves dd').allTextContents()).toEqual([
      String(manifest.config.fit.poolPatients),
    ]);
    await page.getByRole('tab', { name: 'Settings' }).press('ArrowRight');
    await page.getByText('No simulation failed').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('link', { name: 'results.json' }).waitFor();
    expect(await page.locator('.tab-panel tbody tr').count()).toBe(manifest.files.length);
    const { name, bytes } = await stored(page, () => page.getByRole('link', { name: 'results.json' }).click());
    expect(name).toBe('results.json');
    expect(bytes).toEqual(await readFile(join(runs, 'first', 'results.json')));
    await page.keyboard.press('End');
    await page.getByRole('tab', { name: 'Log' }).click();
    const lines = (await readFile(join(runs, 'first', 'events.jsonl'), 'utf8')).trim().split('\n');
    const last = JSON.parse(lines.at(-1) ?? '');
    expect(await page.locator('.log li').last().innerText()).toContain(`ended: ${last.status}`);
    await page.goBack();
    await expect.poll(() => page.url()).not.toContain('tab=log');
    await close();
  });

  test('the command is copied, and the page of no run leads back', async () => {
    const { page, show, close, issues } = await openWorkbench({ runs });
    const manifest = JSON.parse(await readFile(join(runs, 'first', 'manifest.json'), 'utf8'));
    await show('/runs/first');
    await page.getByRole('button', { name: 'Copy the command' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(manifest.command);
    await show('/runs/gone');
    await page.getByText('There is no run with this name').waitFor();
    await page.getByRole('link', { name: 'See all runs' }).click();
    await page.locator('tr[data-id="first"]').waitFor();
    // The browser itself reports a reply of 404
    expect(issues.splice(0).filter((issue) => !issue.includes('404'))).toEqual([]);
    await close();
  });
});
