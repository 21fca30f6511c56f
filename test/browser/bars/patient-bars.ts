import type { Page } from 'playwright-core';
import type { BarSetting, BrowserBar } from './bar.js';

/** Inputs of a slider. */
const EVENTS = 100;

/** Opens one patient of the run under three arms over a year, tumor plots in view. */
async function openPatient({ open, origin }: BarSetting): Promise<Page> {
  const page = await open();
  await page.goto(`${origin}/patient?run=big&days=365`);
  await page.locator('.outcome tbody tr').nth(2).waitFor({ timeout: 120_000 });
  await page.locator('[data-row="size"]').scrollIntoViewIfNeeded();
  await page.waitForTimeout(500);
  return page;
}

/**
 * Moves a slider, and waits each time for its patient and the next frame.
 *
 * @returns times of the simulation in the worker, from input to paint, and of tasks of the page above 50 ms; ms
 */
function moveSlider(page: Page, events: number) {
  return page.evaluate(async (count) => {
    const main = document.querySelector<HTMLElement>('.patient-main');
    const input = document.querySelector<HTMLInputElement>('.parameter:has([aria-label^="beta_X3"]) input[type=range]');
    if (main === null || input === null) throw new Error('patient: must have a slider; got none');
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
    const simulated = (before: string | undefined) =>
      new Promise<void>((resolve) => {
        const changes = new MutationObserver(() => {
          if (main.dataset.simulated === before) return;
          changes.disconnect();
          resolve();
        });
        changes.observe(main, { attributes: true });
      });
    const [least, most] = [Number(input.min), Number(input.max)];
    const [worker, paint]: [number[], number[]] = [[], []];
    for (let event = 0; event < count; event++) {
      const done = simulated(main.dataset.simulated);
      const begin = performance.now();
      input.value = String(least + ((most - least) * ((event * 37) % 101)) / 101);
      input.dispatchEvent(new Event('input', { bubbles: true }));
      await done;
      paint.push((await painted()) - begin);
      worker.push(Number(main.dataset.took));
    }
    observer.disconnect();
    return { worker, paint, tasks };
  }, events);
}

async function measured(setting: BarSetting) {
  const page = await openPatient(setting);
  await moveSlider(page, 10);
  const times = await moveSlider(page, EVENTS);
  await page.close();
  return times;
}

export const bars: readonly BrowserBar[] = [
  {
    feature: 'Patient',
    bar: 'one patient, three arms, 365 days: simulation in the worker',
    limitMs: 30,
    measure: async (setting) => (await measured(setting)).worker,
  },
  {
    feature: 'Patient',
    bar: 'the same: input to paint, tumor plots of three arms',
    limitMs: 50,
    measure: async (setting) => (await measured(setting)).paint,
  },
  {
    feature: 'Patient',
    bar: 'tasks of the page above 50 ms meanwhile (each longer one; 0 for none)',
    limitMs: 50,
    measure: async (setting) => {
      const { tasks } = await measured(setting);
      return tasks.length === 0 ? [0] : tasks;
    },
  },
];
