import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BarSetting, BrowserBar } from './bar.js';
import { clickToPaint, firstPaint } from './first-paint.js';
import { runCopies } from './run-copies.js';

/** Loads of a page. */
const LOADS = 20;
/** Of the largest folders. */
const LARGE_LOADS = 6;
const loadsOf = (count: number) => (count < 1000 ? LOADS : LARGE_LOADS);

/** Copies of the large run, served until something is measured. */
async function onCopies<Result>(
  setting: BarSetting,
  count: number,
  measure: (folder: string, ids: readonly string[]) => Promise<Result>,
): Promise<Result> {
  const { folder, ids } = await runCopies(join(setting.runs, 'big'), count);
  try {
    return await measure(folder, ids);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The table of runs; the index of the server is thrown away before each load where it is cold. */
const tableBar = (count: number, limitMs: number, isCold: boolean): BrowserBar => ({
  feature: 'Runs',
  bar: `table of ${count} runs, ${isCold ? 'new server without an index' : 'server that knows them'}: start of the load to paint`,
  limitMs,
  measure: (setting) =>
    onCopies(setting, count, async (folder) => {
      const times: number[] = [];
      let served = await setting.serve(folder);
      for (let load = 0; load < loadsOf(count); load++) {
        if (isCold && load > 0) {
          await served.close();
          await rm(join(folder, '.qcic'), { recursive: true, force: true });
          served = await setting.serve(folder);
        }
        const page = await served.context.newPage();
        times.push(await firstPaint(page, `${served.origin}/runs`, '.grid tbody tr[data-row]'));
        await page.close();
      }
      await served.close();
      return isCold ? times : times.slice(1);
    }),
});

/** The comparison of all runs, each load on a page of its own. */
const comparisonBar = (count: number, limitMs: number, isCold: boolean): BrowserBar => ({
  feature: 'Compare',
  bar: `comparison of ${count} runs, ${isCold ? 'new server' : 'server that has read them'}: start of the load to paint`,
  limitMs,
  measure: (setting) =>
    onCopies(setting, count, async (folder, ids) => {
      const times: number[] = [];
      let served = await setting.serve(folder);
      for (let load = 0; load < loadsOf(count); load++) {
        if (isCold && load > 0) {
          await served.close();
          served = await setting.serve(folder);
        }
        const page = await served.context.newPage();
        const address = `${served.origin}/compare?runs=${ids.join(',')}`;
        times.push(await firstPaint(page, address, '.comparison td[data-exact]'));
        await page.close();
      }
      await served.close();
      return isCold ? times : times.slice(1);
    }),
});

export const bars: readonly BrowserBar[] = [
  tableBar(200, 1000, true),
  tableBar(200, 1000, false),
  tableBar(2000, 2000, true),
  tableBar(2000, 2000, false),
  comparisonBar(200, 1000, true),
  comparisonBar(200, 1000, false),
  comparisonBar(2000, 2000, true),
  comparisonBar(2000, 2000, false),
  {
    feature: 'Compare',
    bar: 'observed against predicted, ten runs of three arms: a run hidden or shown, click to paint',
    limitMs: 50,
    measure: (setting) =>
      onCopies(setting, 10, async (folder, ids) => {
        const served = await setting.serve(folder);
        const page = await served.context.newPage();
        await firstPaint(page, `${served.origin}/compare?runs=${ids.join(',')}`, '#figure-observed-rates canvas');
        await page.locator('#figure-observed-rates').scrollIntoViewIfNeeded();
        await clickToPaint(page, '#figure-observed-rates .legend button', 22);
        const times = await clickToPaint(page, '#figure-observed-rates .legend button', 66);
        await served.close();
        return times;
      }),
  },
];
