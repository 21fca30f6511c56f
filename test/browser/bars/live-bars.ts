import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { BarSetting, BrowserBar } from './bar.js';
import { firstPaint } from './first-paint.js';
import { runCopies } from './run-copies.js';

const EVENTS = 60;
const RELOADS = 30;
/** Iterates that the run has before the first that is timed. */
const BEFORE = 40;

/** Milliseconds of a clock that page and program share. */
const now = () => performance.timeOrigin + performance.now();

interface LiveRun {
  readonly page: Page;
  readonly origin: string;
  /** Writes an iterate of the fit as a run does. */
  readonly write: (iteration: number) => Promise<void>;
}

/** A run that computes, as far as files tell: this process has its lock, and writes its events. */
async function onLiveRun<Result>(setting: BarSetting, measure: (run: LiveRun) => Promise<Result>): Promise<Result> {
  const { folder, ids } = await runCopies(join(setting.runs, 'big'), 1);
  const run = join(folder, ids[0]!);
  const file = join(run, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...manifest, status: 'running', results_sha256: null }));
  const { lockFolder } = await setting.load('store/folder-lock.js');
  const runtime = (await setting.load('cli/process-runtime.js')).processRuntime();
  const processStart = await runtime.processStart(process.pid);
  const owner = {
    host: runtime.host ?? hostname(),
    pid: process.pid,
    processStart,
    since: new Date().toISOString(),
    command: 'qcic run',
  };
  const unlock = await lockFolder(run, owner, runtime.processStart);
  const logged = (await readFile(join(setting.runs, 'big/events.jsonl'), 'utf8')).trim().split('\n');
  const fit = logged.map((line) => JSON.parse(line)).find(({ kind }) => kind === 'fit');
  const log = join(run, 'events.jsonl');
  await writeFile(log, `${logged.slice(0, 2).join('\n')}\n`);
  const write = (iteration: number) =>
    appendFile(log, `${JSON.stringify({ ...fit, seconds: 10 + iteration, iteration, converged: null })}\n`);
  for (let iteration = 1; iteration <= BEFORE; iteration++) await write(iteration);
  const served = await setting.serve(folder);
  try {
    const page = await served.context.newPage();
    await firstPaint(page, `${served.origin}/live?run=${ids[0]}`, '.run-live canvas, .live-plots canvas');
    return await measure({ page, origin: served.origin, write });
  } finally {
    await served.close();
    await unlock();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Waits until an iteration is shown. @returns time of its paint; ms of the shared clock */
async function whenShown(page: Page, iteration: number): Promise<number> {
  const found = await page.waitForFunction(
    (wanted) => {
      if (document.querySelector('.run-live')?.textContent?.includes(`iteration ${wanted}`) !== true) return 0;
      return new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.timeOrigin + performance.now());
          port2.postMessage(null);
        });
      });
    },
    iteration,
    { timeout: 60_000 },
  );
  return found.jsonValue();
}

export const bars: readonly BrowserBar[] = [
  {
    feature: 'Live',
    bar: 'an iterate of the fit: written by the run to paint',
    limitMs: 500,
    measure: (setting) =>
      onLiveRun(setting, async ({ page, write }) => {
        await whenShown(page, BEFORE);
        const times: number[] = [];
        for (let event = 1; event <= EVENTS; event++) {
          await page.waitForTimeout(100 + ((event * 37) % 150));
          const begin = now();
          await write(BEFORE + event);
          times.push((await whenShown(page, BEFORE + event)) - begin);
        }
        return times;
      }),
  },
  {
    feature: 'Live',
    bar: 'a reload: start of the load to the paint of the last iterate',
    limitMs: 500,
    measure: (setting) =>
      onLiveRun(setting, async ({ page }) => {
        const times: number[] = [];
        for (let load = 0; load <= RELOADS; load++) {
          await page.reload({ waitUntil: 'commit' });
          const shown = await whenShown(page, BEFORE);
          times.push(shown - (await page.evaluate(() => performance.timeOrigin)));
        }
        return times.slice(1);
      }),
  },
];
