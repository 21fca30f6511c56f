import type { Page } from 'playwright-core';
import type { BarSetting, BrowserBar } from './bar.js';

/** Events of each slider. */
const EVENTS = 120;

/** Opens the explorer on the large pool, all sliders shown. */
async function openExplorer({ open, origin }: BarSetting): Promise<Page> {
  const page = await open();
  await page.goto(`${origin}/explorer/big`);
  await page.locator('.gauges').waitFor({ timeout: 300_000 });
  await page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true;
  });
  await page.waitForTimeout(500);
  return page;
}

/**
 * Moves a slider and waits each time for the picture of its state: the mark with the number of the state is drawn with all that shows it, and the time is
 * taken behind the next frame.
 *
 * @returns times from input to paint, and of tasks of the page above 50 ms meanwhile; ms
 */
function moveSlider(page: Page, region: string, events: number) {
  return page.evaluate(
    async ([name, count]) => {
      const mark = document.querySelector<HTMLElement>('.shown-mark');
      const input = document.querySelector<HTMLInputElement>(`section[aria-label="${name}"] input[type=range]`);
      if (mark === null || input === null) throw new Error(`${name}: must have a slider; got none`);
      const tasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) tasks.push(duration);
      });
      observer.observe({ entryTypes: ['longtask'] });
      const painted = () =>
        new Promise<number>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now());
            port2.postMessage(null);
          });
        });
      const shown = (before: number) =>
        new Promise<void>((resolve) => {
          const changes = new MutationObserver(() => {
            if (Number(mark.dataset.shown) <= before) return;
            changes.disconnect();
            resolve();
          });
          changes.observe(mark, { attributes: true });
        });
      const [least, most] = [Number(input.min), Number(input.max)];
      const times: number[] = [];
      for (let event = 0; event < count; event++) {
        const drawn = shown(Number(mark.dataset.shown));
        const begin = performance.now();
        input.value = String(least + (most - least) * (0.4 + (0.2 * ((event * 37) % 101)) / 101));
        input.dispatchEvent(new Event('input', { bubbles: true }));
        await drawn;
        times.push((await painted()) - begin);
      }
      observer.disconnect();
      return { times, tasks };
    },
    [region, events] as const,
  );
}

/** Times of a slider, or the longest tasks of the page. */
const sliderBar = (region: string, what: string): BrowserBar => ({
  feature: 'Explorer',
  bar: `${what}: input to paint, 12,000 patients, three arms`,
  limitMs: 50,
  measure: async (setting) => {
    const page = await openExplorer(setting);
    await moveSlider(page, region, 10);
    const { times } = await moveSlider(page, region, EVENTS);
    await page.close();
    return times;
  },
});

/** What a trace of Chromium has of a task or a thread. */
interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Time of the processor; µs. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** Stretches of events whose time of the processor is taken. */
const STRETCHES = 5;
const EVENTS_OF_STRETCH = 24;

/** Time of the processor from input to paint, of page and worker together, which other programs of the machine hardly change: means of some events. */
const processorBar = (region: string, what: string): BrowserBar => ({
  feature: 'Explorer',
  bar: `${what}: processor time of page and worker from input to paint`,
  limitMs: 50,
  measure: async (setting) => {
    const page = await openExplorer(setting);
    await moveSlider(page, region, 10);
    const times: number[] = [];
    for (let stretch = 0; stretch < STRETCHES; stretch++) {
      await setting.browser.startTracing(page, { categories: ['toplevel', 'disabled-by-default-devtools.timeline'] });
      await moveSlider(page, region, EVENTS_OF_STRETCH);
      const { traceEvents } = JSON.parse((await setting.browser.stopTracing()).toString()) as {
        readonly traceEvents: readonly TraceEvent[];
      };
      const key = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
      const threads = new Set(
        traceEvents
          .filter(
            ({ name, args }) => name === 'thread_name' && /^(CrRendererMain|DedicatedWorker)/.test(args?.name ?? ''),
          )
          .map(key),
      );
      const spent = traceEvents
        .filter(
          (event) => event.ph === 'X' && event.name === 'ThreadControllerImpl::RunTask' && threads.has(key(event)),
        )
        .reduce((sum, { tdur = 0 }) => sum + tdur, 0);
      times.push(spent / 1000 / EVENTS_OF_STRETCH);
    }
    await page.close();
    return times;
  },
});

export const bars: readonly BrowserBar[] = [
  sliderBar('K1', 'mean of a parameter'),
  sliderBar('Placebo', 'mu of an arm'),
  processorBar('K1', 'mean of a parameter'),
  processorBar('Placebo', 'mu of an arm'),
  {
    feature: 'Explorer',
    bar: 'tasks of the page above 50 ms while both move (each longer one; 0 for none)',
    limitMs: 50,
    measure: async (setting) => {
      const page = await openExplorer(setting);
      await moveSlider(page, 'K1', 10);
      const parts = [await moveSlider(page, 'K1', EVENTS), await moveSlider(page, 'Placebo', EVENTS)];
      await page.close();
      const tasks = parts.flatMap((part) => part.tasks);
      return tasks.length === 0 ? [0] : tasks;
    },
  },
  {
    feature: 'Explorer',
    bar: 'a typed value: Enter to paint',
    limitMs: 50,
    measure: async (setting) => {
      const page = await openExplorer(setting);
      const times = await page.evaluate(async () => {
        const mark = document.querySelector<HTMLElement>('.shown-mark')!;
        const field = document.querySelector<HTMLInputElement>('section[aria-label="Placebo"] input.typed')!;
        const all: number[] = [];
        for (let event = 0; event < 40; event++) {
          const before = Number(mark.dataset.shown);
          field.value = String(1.2 + 0.005 * event);
          field.dispatchEvent(new Event('input', { bubbles: true }));
          await new Promise((resolve) => setTimeout(resolve, 30));
          const begin = performance.now();
          field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
          while (Number(mark.dataset.shown) <= before) await new Promise((resolve) => requestAnimationFrame(resolve));
          all.push(performance.now() - begin);
        }
        return all;
      });
      await page.close();
      return times;
    },
  },
];
