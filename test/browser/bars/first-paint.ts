import type { Page } from 'playwright-core';

/**
 * Opens an address, and waits until something is drawn.
 *
 * @param page - any page with the cookie of the server
 * @param address - of a view
 * @param selector - of what is waited for
 * @returns ms from the start of the navigation to the paint
 */
export async function firstPaint(page: Page, address: string, selector: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' });
  return whenDrawn(page, selector);
}

/** @returns ms from the start of the page's navigation to the paint of something */
export async function whenDrawn(page: Page, selector: string): Promise<number> {
  // Looked for in every frame: behind it, the frame has been painted
  const found = await page.waitForFunction(
    (wanted) => {
      if (document.querySelector(wanted) === null) return 0;
      return new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
      });
    },
    selector,
    { timeout: 120_000 },
  );
  return found.jsonValue();
}

/**
 * Clicks on something again and again.
 *
 * @param page - shows it
 * @param selector - of buttons, of which each is clicked in its turn
 * @param clicks - how many
 * @returns ms from each click to the paint of what it changed
 */
export function clickToPaint(page: Page, selector: string, clicks: number): Promise<readonly number[]> {
  return page.evaluate(
    async ([wanted, count]) => {
      const times: number[] = [];
      for (let click = 0; click < count; click++) {
        const buttons = [...document.querySelectorAll<HTMLElement>(wanted)];
        const button = buttons[click % buttons.length];
        if (button === undefined) throw new Error(`${wanted}: must be shown; got none`);
        const begin = performance.now();
        button.click();
        await new Promise<void>((resolve) => {
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve();
            port2.postMessage(null);
          });
        });
        times.push(performance.now() - begin);
        await new Promise((resolve) => setTimeout(resolve, 60));
      }
      return times;
    },
    [selector, clicks] as const,
  );
}
