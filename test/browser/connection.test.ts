// Evidence: what a page shows while its server is away, after it was started anew, and while its window is hidden.
import { afterAll, describe, expect, test } from 'vitest';
import { closeBrowser, expectAccessible, hasBrowser, openWorkbench, withoutBrowser } from './harness.js';

describe.skipIf(!hasBrowser)(`the connection of a page${withoutBrowser}`, { tags: 'full/browser' }, () => {
  afterAll(closeBrowser);

  test('is shown as lost and as found again, and the runs are read again', async () => {
    const { page, show, issues, close } = await openWorkbench();
    await show('/runs');
    await expect.poll(() => page.getByText('No study yet').count()).toBe(1);
    await page.context().setOffline(true);
    // The stream that is open stays open offline; another one is refused, as after the end of the server
    await hide(page, true);
    await hide(page, false);
    await page.getByText('The workbench does not answer').waitFor();
    await expectAccessible(page);
    await page.context().setOffline(false);
    await page.getByText('The workbench does not answer').waitFor({ state: 'detached', timeout: 20_000 });
    issues.length = 0;
    await close();
  }, 60_000);

  test('is refused by a server that was started anew, which says where to go', async () => {
    const { page, show, issues, close } = await openWorkbench();
    await show('/runs');
    await page.context().clearCookies();
    await hide(page, true);
    await hide(page, false);
    await page.getByText('Open the address that it printed').first().waitFor();
    issues.length = 0;
    await close();
  }, 60_000);

  test('ends while the window is hidden, because a browser allows six of them in all its windows', async () => {
    const { page, server, show, close } = await openWorkbench();
    await show('/runs');
    const more = [];
    for (let count = 0; count < 8; count++) {
      const next = await page.context().newPage();
      await next.goto(`${server.origin}/runs`);
      await next.getByText('No study yet').waitFor();
      await hide(next, true);
      more.push(next);
    }
    await expect.poll(() => page.evaluate(async () => (await fetch('/api/jobs')).status)).toBe(200);
    await close();
  }, 60_000);
});

/** Hides the window from its page, or shows it again. */
async function hide(page: import('playwright-core').Page, isHidden: boolean): Promise<void> {
  await page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, isHidden);
}
