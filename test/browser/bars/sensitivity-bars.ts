import type { BarSetting, BrowserBar } from './bar.js';
import { firstPaint } from './first-paint.js';

const LOADS = 30;
const CLICKS = 60;

async function openSamples({ open, origin }: BarSetting) {
  const page = await open();
  await firstPaint(page, `${origin}/sensitivity/samples?parameters=K1`, '#figure-scatter-K1 canvas');
  return page;
}

export const bars: readonly BrowserBar[] = [
  {
    feature: 'Sensitivity',
    bar: 'heat map of all parameters: start of the load to paint',
    limitMs: 500,
    measure: async ({ open, origin }) => {
      const page = await open();
      const times: number[] = [];
      for (let load = 0; load <= LOADS; load++)
        times.push(await firstPaint(page, `${origin}/sensitivity/samples`, '#figure-effects canvas'));
      await page.close();
      return times.slice(1);
    },
  },
  {
    feature: 'Sensitivity',
    bar: 'heat map: another number of parameters, choice to paint',
    limitMs: 500,
    measure: async (setting) => {
      const page = await openSamples(setting);
      const times = await page.evaluate(async (clicks) => {
        const select = [...document.querySelectorAll('select')].find((each) =>
          [...each.options].some(({ value }) => value === 'all'),
        )!;
        const all: number[] = [];
        for (let click = 0; click < clicks; click++) {
          const begin = performance.now();
          select.value = click % 2 === 0 ? 'all' : select.options[0]!.value;
          select.dispatchEvent(new Event('change', { bubbles: true }));
          await new Promise<void>((resolve) => {
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve();
              port2.postMessage(null);
            });
          });
          all.push(performance.now() - begin);
          await new Promise((resolve) => setTimeout(resolve, 60));
        }
        return all;
      }, CLICKS);
      await page.close();
      return times;
    },
  },
  {
    feature: 'Sensitivity',
    bar: 'scatter plot of 10,000 samples: drawn again, key press to paint',
    limitMs: 50,
    measure: async (setting) => {
      const page = await openSamples(setting);
      await page.locator('#figure-scatter-K1').scrollIntoViewIfNeeded();
      const times = await page.evaluate(async (clicks) => {
        const frame = document.querySelector<HTMLElement>('#figure-scatter-K1 .plot-frame')!;
        const all: number[] = [];
        for (let click = 0; click < clicks + 10; click++) {
          const begin = performance.now();
          frame.dispatchEvent(new KeyboardEvent('keydown', { key: click % 2 === 0 ? '+' : '0', bubbles: true }));
          await new Promise<void>((resolve) => {
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.onmessage = () => resolve();
              port2.postMessage(null);
            });
          });
          if (click >= 10) all.push(performance.now() - begin);
          await new Promise((resolve) => setTimeout(resolve, 60));
        }
        return all;
      }, CLICKS);
      await page.close();
      return times;
    },
  },
];
