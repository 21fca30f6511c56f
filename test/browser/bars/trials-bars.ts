import type { Page } from 'playwright-core';
import type { BarSetting, BrowserBar } from './bar.js';

const ROWS = 200;
/** Pastes, and steps that are undone. */
const PASTES = 30;
const STEPS = 100;

const names = [
  ...['trial', 'arm', 'n', 'reference', 'doi', 'year', 'cr_percent', 'pr_percent', 'sd_percent', 'pd_percent'],
  ...[
    'median_os_months',
    'month_1',
    'month_2',
    'month_3',
    'month_4',
    'month_5',
    'month_6',
    'month_9',
    'month_12',
    'note',
  ],
];

/** 200 rows of 20 cells as a spreadsheet puts them on the clipboard, with their names above. */
function spreadsheet(): string {
  const arms = ['placebo', 'tas102', 'tas102_bev'];
  const rows = Array.from({ length: ROWS }, (_, row) => [
    ...[`Trial ${row}`, arms[row % 3], 50 + row, `Reference ${row}`, '', 2000 + (row % 30)],
    ...[0, 3 + (row % 4), 40 + (row % 5), 57 - (row % 4) - (row % 5)],
    ...[7.1, 98, 92, 85, 78, 70, 60, 44, 30, ''],
  ]);
  return [names, ...rows].map((cells) => cells.join('\t')).join('\n');
}

async function openTrials({ open, origin }: BarSetting): Promise<Page> {
  const page = await open();
  await page.goto(`${origin}/trials`);
  await page.locator('.edit-grid').waitFor();
  await page.locator('.forest svg').waitFor();
  return page;
}

/** Pastes the sheet and undoes it again and again. @returns ms from each paste, and from each undoing, to the paint */
function pasteAndUndo(page: Page, text: string, count: number) {
  return page.evaluate(
    async ([sheet, pastes]) => {
      const grid = document.querySelector<HTMLElement>('.edit-grid')!;
      const painted = () =>
        new Promise<number>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now());
            port2.postMessage(null);
          });
        });
      const quiet = () => new Promise((resolve) => setTimeout(resolve, 500));
      const times: { readonly paste: number; readonly undo: number }[] = [];
      for (let round = 0; round < pastes; round++) {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', sheet);
        const begin = performance.now();
        grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        const paste = (await painted()) - begin;
        if (grid.getAttribute('aria-rowcount') !== '201') throw new Error('200 rows must be pasted; got others');
        await quiet();
        const again = performance.now();
        grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'z', ctrlKey: true, bubbles: true }));
        times.push({ paste, undo: (await painted()) - again });
        await quiet();
      }
      return times;
    },
    [text, count] as const,
  );
}

/** Types into as many cells of the pasted table and undoes all steps. @returns ms from each undoing to the paint */
function undoSteps(page: Page, text: string, steps: number) {
  return page.evaluate(
    async ([sheet, count]) => {
      const grid = document.querySelector<HTMLElement>('.edit-grid')!;
      const key = (name: string, ctrlKey = false) =>
        grid.dispatchEvent(new KeyboardEvent('keydown', { key: name, ctrlKey, bubbles: true }));
      const painted = () =>
        new Promise<number>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now());
            port2.postMessage(null);
          });
        });
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', sheet);
      grid.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
      await painted();
      for (let step = 0; step < count; step++) {
        key('7');
        await painted();
        key('Enter');
        await painted();
      }
      const times: number[] = [];
      for (let step = 0; step < count; step++) {
        const begin = performance.now();
        key('z', true);
        times.push((await painted()) - begin);
      }
      return times;
    },
    [text, steps] as const,
  );
}

export const bars: readonly BrowserBar[] = [
  {
    feature: 'Trials',
    bar: '200 rows of 20 cells pasted: paste to paint',
    limitMs: 100,
    measure: async (setting) => {
      const page = await openTrials(setting);
      await pasteAndUndo(page, spreadsheet(), 3);
      const times = await pasteAndUndo(page, spreadsheet(), PASTES);
      await page.close();
      return times.map(({ paste }) => paste);
    },
  },
  {
    feature: 'Trials',
    bar: '100 steps undone in a table of 200 rows: each step to paint',
    limitMs: 100,
    measure: async (setting) => {
      const page = await openTrials(setting);
      const times = await undoSteps(page, spreadsheet(), STEPS);
      await page.close();
      return times;
    },
  },
];
